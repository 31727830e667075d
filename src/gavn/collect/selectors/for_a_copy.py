"""What this stage keeps about one person, for a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.collect.models import Invitation, Occasion, Response, Revision
from gavn.kernel.say import Said
from gavn.people.selectors.for_a_copy import WHY, plain_rows
from gavn.rights.pure.copies import Part

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
