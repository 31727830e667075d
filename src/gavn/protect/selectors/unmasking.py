"""What is opened for whom, and who is meant by a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gavn.access.selectors import may, unit_seen_by
from gavn.history.pure.purposes import PURPOSES
from gavn.history.services import note_shown
from gavn.kernel.clock import now
from gavn.kernel.say import Said, said
from gavn.people.selectors import name_of
from gavn.people.selectors.for_protection import individual_by_id, staying_at
from gavn.people.selectors.persons import identities_of
from gavn.protect.gateways import meant_by
from gavn.protect.models import Unmasking
from gavn.protect.pure.vocabulary import ADDRESS, OPENED

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, Unit, User
    from gavn.people.gateways import Identity
    from gavn.people.models import Individual

SHORT = 8


@dataclass(frozen=True)
class Opening:
    """An opening as its holder sees it in a list: nobody is shown yet."""

    row: Unmasking
    code: str
    what: Said
    purpose: Said
    open: bool


def openings_of(user: User) -> list[Opening]:
    """What was opened for this user, the newest first."""
    rows = Unmasking.objects.unscoped("the reader's own openings; no name is shown").filter(user=user)
    return [_opening(row) for row in rows.select_related("individual", "unit")[:50]]


def opening_seen_by(user: User, public_id: str) -> Opening:
    """One opening of this user that is open now; else 404."""
    rows = Unmasking.objects.unscoped("the reader's own opening").select_related("individual__controller", "unit")
    found = _opening(get_object_or_404(rows, user=user, public_id=public_id))
    if not found.open or not may(user, "protect.unmask", at=found.row.unit):
        raise Http404
    return found


def shown_by(opening: Opening) -> Identity:
    """What is behind the mask; the person counts as shown."""
    note_shown(opening.row.individual.public_id)
    whole = identities_of([opening.row.individual])[opening.row.individual_id]
    if opening.row.what == ADDRESS or not opening.row.individual.protected:
        return whole
    return type(whole)(whole.given, whole.family, whole.number, whole.number_kind)


def person_meant(unit: Unit, code: str) -> Individual | None:
    """The person of a service whom a code means: a random id, its first eight signs, or a name in the store."""
    wanted = code.strip().lower()
    if len(wanted) < SHORT:
        return None
    found = [one for one in staying_at(unit) if meant_by(wanted, one)]
    return individual_by_id(found[0]) if len(found) == 1 else None


def person_at(user: User, unit: str, individual: str) -> tuple[Unit, Individual]:
    """The unit where the user may ask, and a person of it; else 404."""
    at = unit_seen_by(user, unit, "protect.unmask")
    found = person_meant(at, individual)
    if found is None:
        raise Http404
    return at, found


def about_act(act: TwoPersonAct, reader: User) -> Said:
    """What an act would open, and whom it concerns as far as this reader may see them."""
    terms = act.terms
    what, purpose = OPENED.get(terms.get("what", "")), PURPOSES.get(terms.get("purpose", ""))
    if what is None or purpose is None or not act.individuals:
        return Said("Nothing any more: the person was erased.")
    who = act.individuals[0][:SHORT]
    if may(reader, "people.see", at=act.unit):
        who = name_of(individual_by_id(act.individuals[0]))
    return said("{what}, of {who}, for: {purpose}", what=what, who=who, purpose=purpose)


def address_of_act(act: TwoPersonAct, reader: User) -> str:
    """Where who asked reads it while it is open; nowhere for others."""
    rows = Unmasking.objects.unscoped("the reader's own opening").filter(act=act.public_id, user=reader)
    found = rows.filter(ended_at=None, ends_at__gt=now()).first()
    return reverse("unmasked_person", args=[found.public_id]) if found else ""


def _opening(row: Unmasking) -> Opening:
    return Opening(
        row, row.individual.public_id[:SHORT], OPENED[row.what], PURPOSES[row.purpose],
        row.ended_at is None and row.ends_at > now(),
    )  # fmt: skip
