"""What this stage keeps about one person, for a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.collect.models import Invitation, Occasion, Response, Revision
from gavn.kernel.say import Said
from gavn.people.selectors.for_a_copy import WHY, plain_rows
from gavn.rights.pure.copies import Part
from gavn.works.services import Eraser, PersonsTable

if TYPE_CHECKING:
    from gavn.access.models import ScopedModel
    from gavn.people.models import Individual

TABLES: tuple[tuple[type[ScopedModel], str, Said], ...] = (
    (Occasion, "enrolment__individual", Said("When questions were due")),
    (Response, "occasion__enrolment__individual", Said("Forms that were answered")),
    (Revision, "response__occasion__enrolment__individual", Said("Answers as they were given and corrected")),
    (Invitation, "occasion__enrolment__individual", Said("Invitations to answer")),
)


def copy_answers(*, individual: Individual, into: list[Part]) -> None:
    """Occasions, answers and invitations of a person; signed up to rights.copied."""
    for table, whose, title in TABLES:
        rows = table.objects.unscoped(WHY).filter(**{whose: individual}).order_by("pk")
        into.append(Part(table._meta.label, title, plain_rows(rows)))


def erase_answers(into: list[Eraser]) -> None:
    """Where these lie, to be taken away; signed up to works.erasers.

    Answers that were first entered for somebody else lie there still, struck out: they are the person's all the same.
    """
    for table, whose, title in TABLES:
        steps = range(3) if table in (Response, Revision) else range(1)
        into.append(PersonsTable(table, tuple(whose.replace("occ", "moved_to__" * n + "occ") for n in steps), title))
