"""What a second person is told about an erasure or a list: no more than they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gavn.access.selectors import may
from gavn.kernel.say import Said, said
from gavn.people.selectors import name_of
from gavn.people.selectors.persons import individual_named
from gavn.rights.models import Due, DueList
from gavn.rights.pure.erasing import ASK, ASKED_FOR, GROUNDS

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, User

OF_AN_ACT = "counted for somebody who may release the act"


def erasure_said(act: TwoPersonAct, reader: User) -> Said | str:
    """Whom an asked-for erasure concerns, why and for whom it was asked."""
    individual = individual_named(act.about)
    if individual is None:
        return said("A person who is not here any more")
    ground, asked_for = GROUNDS[act.terms["ground"]], ASKED_FOR[act.terms["asked_for"]]
    if may(reader, "people.see", at=act.unit):
        name = name_of(individual)
        return said("{name}. {ground}. Asked for by: {asked_for}.", name=name, ground=ground, asked_for=asked_for)
    return said(
        "A person at {service}. {ground}. Asked for by: {asked_for}.",
        service=act.unit.name, ground=ground, asked_for=asked_for,
    )  # fmt: skip


def erasure_address(act: TwoPersonAct, reader: User) -> str:
    """Where it is shown what would go."""
    there = individual_named(act.about)
    return reverse("erase_person", args=[act.about]) if there and may(reader, ASK, at=act.unit) else ""


def due_list_said(act: TwoPersonAct, _reader: User) -> Said | str:
    """How many persons a list names, and where."""
    rows = Due.objects.unscoped(OF_AN_ACT).filter(on__public_id=act.about, excluded_at=None).count()
    return said("Persons whose time is over at {service}: {count}", count=rows, service=act.unit.name)


def due_list_address(act: TwoPersonAct, reader: User) -> str:
    """The list."""
    there = DueList.objects.unscoped(OF_AN_ACT).filter(public_id=act.about).exists()
    return reverse("due_list", args=[act.about]) if there and may(reader, ASK, at=act.unit) else ""
