"""Persons found from anywhere: by any part of a name, or by the id another system gave them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from gavn.access.selectors.reach import controllers_within
from gavn.history.services import note_shown
from gavn.people.gateways import open_identity
from gavn.people.models import Enrolment
from gavn.people.pure.names import in_order
from gavn.people.selectors.listing import named
from gavn.people.selectors.persons import NAMELESS, kept_id

if TYPE_CHECKING:
    from gavn.access.models import User


@dataclass(frozen=True)
class PersonFound:
    """Somebody the reader may see; where they are stays unsaid where the address is protected."""

    individual: str
    name: str
    where: str
    closed: bool


def persons_found(user: User, words: str, ids: Iterable[str] = (), *, most: int) -> tuple[list[PersonFound], bool]:
    """At most so many persons with every word in their name, or a stay or record with one of these ids.

    Those here now first, then by name; and whether more match. At most ``most`` names are decrypted.
    """
    seen = Enrolment.objects.seen_by(user)
    stays = named(seen, words, controllers_within(user, "people.see"))
    wanted = {known for one in ids for known in (one, kept_id(one))}
    if wanted:
        by_id = Q(public_id__in=wanted) | Q(individual__public_id__in=wanted)
        stays = seen.filter(Q(pk__in=stays.order_by().values("pk")) | by_id)
    near = stays.select_related("individual__vault__controller", "unit").order_by("closed", "-entered_on", "-id")
    newest: dict[int, Enrolment] = {}
    for stay in near[: 3 * most + 1]:
        newest.setdefault(stay.individual_id, stay)
    found = sorted((_found(stay) for stay in list(newest.values())[:most]), key=_order)
    note_shown(*(one.individual for one in found))
    return found, len(newest) > most


def _found(stay: Enrolment) -> PersonFound:
    who = stay.individual
    vault = getattr(who, "vault", None)
    name = open_identity(vault.sealed, vault.controller.public_id).name if vault else ""
    return PersonFound(who.public_id, name or NAMELESS, "" if who.protected else stay.unit.name, stay.closed)


def _order(one: PersonFound) -> tuple[bool, str]:
    return one.closed, in_order(one.name)
