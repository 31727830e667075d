"""The rows about a person with their words in clear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gavn.access.selectors import civil_today
from gavn.catalogue.selectors import instrument_or_none, instruments
from gavn.history.services import note_shown
from gavn.kernel.say import Said, said
from gavn.rights.gateways import open_words
from gavn.rights.models import Contact, Decision, Ground, Involvement, PersonsRow, Profile, Representative, Told
from gavn.rights.pure.vocabulary import AREAS, levels_apart
from gavn.rights.selectors.persons import SEEN

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gavn.people.models import Individual


@dataclass(frozen=True)
class Worded:
    """A row and what was said in words; ``over`` where it no longer holds."""

    row: Any
    words: dict[str, str]
    over: bool = False


def words_of(row: PersonsRow) -> dict[str, str]:
    """What was said in words in one row of a seen person."""
    note_shown(row.individual.public_id)
    return open_words(row.sealed, row.individual.controller.public_id)


def rows_of(table: type[PersonsRow], individual: Individual) -> QuerySet[Any]:
    """All rows of one table about a seen person."""
    rows: QuerySet[Any] = table.objects.unscoped(SEEN).filter(individual=individual).select_related("by")
    return rows


def told_to(individual: Individual) -> list[Worded]:
    """What the person was told, newest first."""
    return _worded(Told, individual)


def representatives_of(individual: Individual) -> list[Worded]:
    """Who may speak for the person, those of today first."""
    return sorted(_worded(Representative, individual, "last"), key=lambda one: one.over)


def contacts_of(individual: Individual) -> list[Worded]:
    """Who is near the person, those of today first."""
    return sorted(_worded(Contact, individual, "last"), key=lambda one: one.over)


def grounds_of(individual: Individual) -> list[Worded]:
    """Whether the person is here of their own will, newest first."""
    return _worded(Ground, individual, "last")


def profiles_of(individual: Individual) -> list[Worded]:
    """The versions of how the person communicates, newest first."""
    return _worded(Profile, individual)


def newest_profile(individual: Individual) -> Profile | None:
    """How the person communicates, as it was last written; without its words."""
    found: Profile | None = rows_of(Profile, individual).first()
    return found


@dataclass(frozen=True)
class DecisionShown:
    """Something the person said no to, with the form's title, who said it, and whether it holds."""

    row: Decision
    words: dict[str, str]
    title: str
    said_by: str
    over: bool


def decisions_of(individual: Individual, language: str) -> list[DecisionShown]:
    """What the person said no to, what holds today first."""
    named = {one.row.pk: one.words.get("name", "") for one in representatives_of(individual)}
    found = [
        DecisionShown(
            row=one.row,
            words=one.words,
            title=form_title(one.row.instrument, language),
            said_by=named.get(one.row.said_by_id, ""),
            over=one.over,
        )
        for one in _worded(Decision, individual, "ended_on", until=True)
    ]
    return sorted(found, key=lambda one: one.over)


def form_title(key: str, language: str) -> str:
    """What a form is called; its key where no version of it is known any more, nothing for all forms."""
    newest = {one.key: one for one in instruments()}
    definition = newest.get(key) or (instrument_or_none(f"{key}@1") if key else None)
    return definition.title.in_(language) if definition else key


@dataclass(frozen=True)
class AreaShown:
    """One area of life: how much the person wants to decide, what staff think, where they disagree."""

    area: str
    newest: Involvement | None
    words: dict[str, str]
    apart: Said | None


def involvement_of(individual: Individual) -> list[AreaShown]:
    """Every area with what was written last."""
    newest: dict[str, Worded] = {}
    for one in _worded(Involvement, individual):
        newest.setdefault(one.row.area, one)
    return [_area(area, newest.get(area)) for area in AREAS]


def _area(area: str, known: Worded | None) -> AreaShown:
    if known is None:
        return AreaShown(area, None, {}, None)
    steps = levels_apart(known.row.wished, known.row.staff)
    apart = said("The person and staff are {steps} steps apart.", steps=steps) if steps > 1 else None
    apart = said("The person and staff are one step apart.") if steps == 1 else apart
    return AreaShown(area, known.row, known.words, apart)


def _worded(table: type[PersonsRow], individual: Individual, ends: str = "", *, until: bool = False) -> list[Worded]:
    """``until`` where the day of the end is the first on which it holds no longer."""
    note_shown(individual.public_id)
    today, controller = civil_today(), individual.controller.public_id
    return [
        Worded(row, open_words(row.sealed, controller), _over(getattr(row, ends) if ends else None, today, until=until))
        for row in rows_of(table, individual)
    ]


def _over(end: date | None, today: date, *, until: bool) -> bool:
    return end is not None and (end <= today if until else end < today)
