"""Where this stage keeps something of a person: sealed words, and rows to be erased with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.access.selectors import controller_of
from gavn.kernel.say import Said
from gavn.people.selectors.for_a_copy import plain_rows
from gavn.protect.gateways import purpose_of
from gavn.protect.models import SampledLook, Unmasking
from gavn.rights.pure.copies import Part
from gavn.works.services import PersonsTable, SealedColumn

if TYPE_CHECKING:
    from gavn.people.models import Individual
    from gavn.works.services import Eraser, SealedStore

TABLES = (
    (Unmasking, Said("For whom who the person is was opened")),
    (SampledLook, Said("Look-ups that a manager read")),
)
STAFF = {"sealed", "words"}


def words_are_sealed(into: list[SealedStore]) -> None:
    """Tell whoever changes keys where words lie under them."""
    into.append(
        SealedColumn(
            "protect.SampledLook.sealed",
            lambda: SampledLook.objects.unscoped("to seal each anew").select_related("sample__unit"),
            "sealed",
            lambda row: purpose_of(controller_of(row.sample.unit).public_id),
        )
    )


def rows_of_persons(into: list[Eraser]) -> None:
    """Sign up with what is erased together with a person; for works.erasers."""
    into.extend(PersonsTable(table, ("individual",), title) for table, title in TABLES)


def copy_rows(*, individual: Individual, into: list[Part]) -> None:
    """Openings and sampled look-ups of a person, without what was said about staff; for rights.copied."""
    for table, title in TABLES:
        rows = list(table.objects.unscoped("of a person who was seen").filter(individual=individual))
        into.append(Part(table._meta.label, title, [_without(row) for row in plain_rows(rows)]))


def _without(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in STAFF}
