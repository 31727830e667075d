"""What somebody finds from anywhere: persons, units, colleagues, forms and programmes, as far as they may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

from gavn.access.selectors import may
from gavn.access.selectors.reach import colleagues_within, units_within
from gavn.catalogue.selectors import instruments, programmes
from gavn.desk.pure.matching import meant
from gavn.imports.selectors.persons import PERSONS, STAYS
from gavn.kernel.say import Said
from gavn.people.selectors.listing import persons_found
from gavn.works.selectors import named_elsewhere

if TYPE_CHECKING:
    from gavn.access.models import RoleHeld, Unit, User
    from gavn.catalogue.pure.formats import Instrument, Programme

MOST = 10
LONGEST = 80
SEE_UNITS = ("people.see", "report.see_service", "access.shape")
SEE_COLLEAGUES = ("people.see", "access.shape", "access.hand_over")


@dataclass(frozen=True)
class Found:
    """One thing that was found: its name, what else to know it by, and its address, if it has one for the reader."""

    name: str
    about: str = ""
    url: str = ""
    mark: Said | None = None


@dataclass(frozen=True)
class Finding:
    """What was found of one kind, and whether there is more than is shown."""

    kind: str
    title: Said
    found: Sequence[Found]
    more: bool = False
    advice: Said | None = None


def search(user: User, words: str) -> list[Finding]:
    """Everything with these words that the user may see, by kind; empty kinds left out. Persons count as shown."""
    words = words.replace("\x00", " ").strip()[:LONGEST]
    if not words:
        return []
    findings = [_persons(user, words), _units(user, words), _colleagues(user, words), *_definitions(user, words)]
    return [one for one in findings if one and one.found]


def _persons(user: User, words: str) -> Finding | None:
    if not may(user, "people.see"):
        return None
    ids = named_elsewhere((PERSONS, STAYS), words)
    persons, more = persons_found(user, words, ids, most=MOST)
    found = [
        Found(one.name, one.where, reverse("overview", args=[one.individual]), Said("has left") if one.closed else None)
        for one in persons
    ]
    return Finding("persons", Said("Persons"), found, more, Said("Write more of the name to find the others."))


def _units(user: User, words: str) -> Finding:
    units, more = meant(words, units_within(user, SEE_UNITS), lambda unit: unit.name, most=MOST)
    found = [Found(one.name, str(one.get_kind_display()), _unit_url(user, one)) for one in units]
    return Finding("units", Said("Services and units"), found, more)


def _unit_url(user: User, unit: Unit) -> str:
    """The unit's figures, its persons, or its place in the tree: the first that the reader may open."""
    if unit.is_service and may(user, "report.see_service", at=unit):
        return reverse("service", args=[unit.public_id])
    if may(user, "people.see", at=unit):
        return reverse("people") + f"?service={unit.public_id}"
    return reverse("tree") if may(user, "access.shape", at=unit) else ""


def _colleagues(user: User, words: str) -> Finding:
    by_user: dict[int, list[RoleHeld]] = {}
    for held in colleagues_within(user, SEE_COLLEAGUES):
        by_user.setdefault(held.user_id, []).append(held)
    roles, more = meant(words, by_user.values(), lambda mine: mine[0].user.name, most=MOST)
    found = [
        Found(mine[0].user.name, ", ".join(dict.fromkeys(one.unit.name for one in mine)), _colleague_url(user, mine))
        for mine in roles
    ]
    return Finding("colleagues", Said("Colleagues"), found, more)


def _colleague_url(user: User, roles: list[RoleHeld]) -> str:
    """Their account, or what they hold: where the reader may do something about it."""
    who = roles[0].user.public_id
    if any(may(user, "access.shape", at=held.unit) for held in roles):
        return reverse("account", args=[who])
    led = any(may(user, "access.hand_over", at=held.unit) for held in roles)
    return reverse("hand_over", args=[who]) if led else ""


def _definitions(user: User, words: str) -> list[Finding]:
    """Forms and programmes, by title in the reader's language."""
    if not may(user, "catalogue.see"):
        return []
    language = get_language() or "en"

    def title(one: Instrument | Programme) -> str:
        return one.title.in_(language)

    forms, more = meant(words, instruments(), title, most=MOST)
    chosen, rest = meant(words, programmes(), title, most=MOST)
    return [
        Finding(
            "forms",
            Said("Forms"),
            [Found(title(one), one.key, reverse("instrument", args=[one.full_key])) for one in forms],
            more,
        ),
        Finding(
            "programmes",
            Said("Programmes"),
            [Found(title(one), one.key, reverse("programme_page", args=[one.full_key])) for one in chosen],
            rest,
        ),
    ]
