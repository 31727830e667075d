"""Which lines of history move the analysis store, and which of them change nobody's rows."""

from __future__ import annotations

MOVING = ("people.", "rights.", "collect.", "access.unit_", "access.roll_out")
"""How the kinds of lines begin that may change what the store holds."""

STILL = frozenset(
    {
        "people.shown",
        "people.number_asked_for",
        "people.absence_set",
        "people.absence_ended",
        "people.word_chosen",
        "rights.retention_set",
        "rights.retention_ended",
        "collect.invitation_opened",
        "collect.invitation_finished",
        "collect.file_brought",
        "access.unit_added",
        "access.unit_renamed",
    }
)
"""Kinds that never do, although they begin so: reads, settings, and what is told by other lines as well."""

OF_NEW_ROWS = frozenset({"collect.statuses_opened", "collect.programme_chosen"})
"""Kinds that name no person, of writes that only add rows; those are found by their numbers."""

OF_A_SERVICE = frozenset({"access.roll_out_planned"})
"""Kinds that name no person and may change the rows of everybody in the service they are about."""

ERASED = "rights.person_erased"
"""Names nobody any more: whoever is not there any more is taken out of the files."""
