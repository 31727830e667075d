"""Persons in lists and in the search: found by any part of a name, sorted, never more than can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from gavn.access.selectors import civil_today
from gavn.access.selectors.reach import controllers_within
from gavn.history.services import note_shown
from gavn.kernel.dates import PartialDate
from gavn.kernel.say import Said, said
from gavn.people.gateways import open_identity, word_tokens
from gavn.people.models import Enrolment, NameToken
from gavn.people.pure.names import in_order
from gavn.people.pure.stays import age_at
from gavn.people.selectors.absences import standing_in
from gavn.people.selectors.persons import NAMELESS, kept_id

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

MOST = 500
ON_A_PAGE = 50
STATES: dict[str, Said] = {"here": Said("Here now"), "left": Said("Have left"), "all": Said("All")}
BECAUSE: dict[str, Said] = {
    "here": Said("those who have left are not asked for"),
    "left": Said("those who are here now are not asked for"),
}
ORDERS: dict[str, Callable[[PeopleRow], Any]] = {
    "name": lambda row: in_order(row.name),
    "age": lambda row: (row.age is None, row.age or 0, in_order(row.name)),
    "service": lambda row: (in_order(row.service), in_order(row.name)),
    "entered": lambda row: (row.entered, in_order(row.name)),
    "contact": lambda row: (in_order(row.contact), in_order(row.name)),
}


@dataclass(frozen=True)
class PeopleRow:
    """One stay as a line of the list."""

    individual: str
    stay: str
    name: str
    age: int | None
    service: str
    entered: PartialDate
    contact: str
    closed: bool
    protected: bool


@dataclass(frozen=True)
class PeoplePage:
    """One page of the list; ``why`` says why not all are shown."""

    rows: Page[PeopleRow]
    shown: int
    total: int
    why: Said | None


def people_list(
    user: User,
    *,
    unit: Unit | None = None,
    words: str = "",
    state: str = "here",
    mine: bool = False,
    order: str = "name",
    page: int | str = 1,
) -> PeoplePage:
    """The stays that the user may see and that match, as one page of rows."""
    all_seen = Enrolment.objects.seen_by(user)
    if unit is not None:
        all_seen = all_seen.filter(unit__path__startswith=unit.path)
    found = named(all_seen, words, controllers_within(user, "people.see") if words.strip() else ())
    if state in BECAUSE:
        found = found.filter(closed=state == "left")
    if mine:
        found = found.filter(contact__in=standing_in(user))
    total, matching = all_seen.count(), found.count()
    rows = [_row(stay, civil_today()) for stay in _read(found)]
    key = ORDERS.get(order.removeprefix("-"), ORDERS["name"])
    rows.sort(key=key, reverse=order.startswith("-"))
    one = Paginator(rows, ON_A_PAGE).get_page(page)
    note_shown(*(row.individual for row in one))
    return PeoplePage(one, len(one), total, _why(words=words, state=state, mine=mine, matching=matching, on=len(one)))


def named(stays: Any, words: str, controllers: Iterable[str]) -> Any:
    """Only stays of persons with every word somewhere in their name, under the keys of these data controllers."""
    if not words.strip():
        return stays
    tokens = word_tokens(words, controllers)
    if not tokens:
        return stays.none().unscoped("nothing was searched for")
    for either in tokens:
        matching = NameToken.objects.unscoped("narrowed by the stays").filter(token__in=either)
        stays = stays.filter(individual__in=matching.values("individual"))
    return stays


def _read(stays: QuerySet[Any]) -> QuerySet[Any]:
    near = stays.select_related("individual__vault__controller", "unit", "contact")
    return near.order_by("-entered_on", "-id")[:MOST]


def _row(stay: Enrolment, on: date) -> PeopleRow:
    who = stay.individual
    vault = getattr(who, "vault", None)
    name = open_identity(vault.sealed, vault.controller.public_id).name if vault else ""
    return PeopleRow(
        individual=who.public_id,
        stay=stay.public_id,
        name=name or NAMELESS,
        age=age_at(who.birth_year, who.birth_month, on),
        service="" if who.protected else stay.unit.name,
        entered=stay.entry,
        contact="" if who.protected or stay.contact is None else stay.contact.name,
        closed=stay.closed,
        protected=who.protected,
    )


def _why(*, words: str, state: str, mine: bool, matching: int, on: int) -> Said | None:
    """The reasons, joined into one sentence."""
    reasons = [BECAUSE[state]] if state in BECAUSE else []
    if words.strip():
        reasons.append(said("only names with “{words}” are asked for", words=words.strip()))
    if mine:
        reasons.append(Said("you asked for those whose contact you are"))
    if matching > MOST:
        reasons.append(said("{matching} match; write part of a name to find the others", matching=matching))
    elif matching > on:
        reasons.append(said("{matching} match, {size} on a page", matching=matching, size=ON_A_PAGE))
    joined: Said | None = None
    for reason in reasons:
        joined = reason if joined is None else said("{one}; {other}", one=joined, other=reason)
    return joined


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
    found = sorted((_person(stay) for stay in list(newest.values())[:most]), key=_by_name)
    note_shown(*(one.individual for one in found))
    return found, len(newest) > most


def _person(stay: Enrolment) -> PersonFound:
    who = stay.individual
    vault = getattr(who, "vault", None)
    name = open_identity(vault.sealed, vault.controller.public_id).name if vault else ""
    return PersonFound(who.public_id, name or NAMELESS, "" if who.protected else stay.unit.name, stay.closed)


def _by_name(one: PersonFound) -> tuple[bool, str]:
    return one.closed, in_order(one.name)
