"""A node's indicators, one of them on its own page, and it beside its own past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404

from gavn.benchmark.pure.addresses import written
from gavn.benchmark.pure.history import History, Wished, enough_people, finest, history
from gavn.benchmark.pure.periods import LENGTHS, STEPS, Stretch, in_a_row, number_of, place_of, stretch_of
from gavn.benchmark.pure.sums import CLASSES, Shown, added, shown_groups
from gavn.benchmark.pure.told import definition
from gavn.benchmark.pure.told import history as told_history
from gavn.benchmark.selectors.circle import indicator_named, indicators_at, sums_in
from gavn.benchmark.selectors.forms import forms_offered
from gavn.benchmark.selectors.missing import MissingPersons, missing_persons, missing_reasons
from gavn.benchmark.selectors.pages import Page, Reading, Wanted, language, reading_at
from gavn.kernel.errors import Refused
from gavn.report.gateways.wording import word
from gavn.report.pure.document import Part, Text

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.benchmark.pure.told.about import About
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.indicator_estimate import IndicatorSums
    from gavn.kernel.say import Said

OWN = "own"


@dataclass(frozen=True)
class Line:
    """One indicator of a list: its words, its value, what that rests on."""

    indicator: Indicator
    title: str
    counted: str
    shown: Shown | None

    @property
    def address(self) -> str:
        """How an address names the indicator."""
        return written(self.indicator.full_key)


@dataclass(frozen=True)
class IndicatorList:
    """A node's indicators by class, as far as they match the words asked for."""

    reading: Reading
    groups: list[tuple[Said, list[Line]]]
    total: int
    words: str
    forms: list[tuple[str, str]]

    @property
    def shown(self) -> int:
        """How many match."""
        return sum(len(lines) for _title, lines in self.groups)


def unit_indicators(user: User, public_id: str, wanted: Wanted) -> IndicatorList:
    """The indicators of a node's programmes with their values in the period, by class."""
    reading = reading_at(user, public_id, wanted)
    known = indicators_at(reading.here, reading.services)
    found = [one for one in known if _matches(one, wanted.words)]
    groups = []
    for key, title in CLASSES.items():
        lines = [_line(reading, one) for one in found if one.class_ == key]
        groups += [(title, sorted(lines, key=lambda line: line.title.casefold()))] if lines else []
    return IndicatorList(reading, groups, len(known), wanted.words, forms_offered(reading))


def _matches(found: Indicator, words: str) -> bool:
    text = f"{found.title.in_(language())} {found.counted.in_(language())}".casefold()
    return all(word in text for word in words.casefold().split())


def _line(reading: Reading, found: Indicator) -> Line:
    return Line(found, found.title.in_(language()), found.counted.in_(language()), own_shown(reading, found))


def own_sums(reading: Reading, found: Indicator) -> IndicatorSums | None:
    """The node's own services added up, of those that work with the indicator."""
    return added(sums_in(reading.store, found, reading.scope(services_of(reading, found))))


def own_shown(reading: Reading, found: Indicator) -> Shown | None:
    """The same as this reader may see it."""
    sums = own_sums(reading, found)
    return shown_groups(found, {OWN: sums}, inside=reading.inside)[OWN] if sums is not None else None


@dataclass(frozen=True)
class Own:
    """An indicator's own page, its definition line by line, and the persons who are missing."""

    page: Page
    meaning: list[tuple[Said, Text]]
    rationale: str
    source: tuple[str, str]
    persons: MissingPersons


def unit_indicator(user: User, public_id: str, address: str, wanted: Wanted) -> Own:
    """An indicator on its own page: its definition, its value, its quarters, who is missing and why."""
    reading, found = opened(user, public_id, address, wanted)
    about, mine = reading.about(found), services_of(reading, found)
    name = reading.unit.name if reading.unit else ""
    parts = (
        definition.value_figure(about, name, own_shown(reading, found)),
        definition.series_figure(about, course(reading, found, "quarter")),
        definition.missing_figure(about, missing_reasons(reading, found, mine)),
    )
    return Own(
        page_of(reading, about, parts),
        definition.meaning(found, language()),
        found.rationale.in_(language()),
        definition.source(found),
        missing_persons(reading, found, mine),
    )


def services_of(reading: Reading, found: Indicator) -> tuple[str, ...]:
    """The services at or below the node that work with the indicator."""
    return tuple(one for one in reading.here.working_with(found) if one in reading.services)


def opened(user: User, public_id: str, address: str, wanted: Wanted) -> tuple[Reading, Indicator]:
    """A node and one of the indicators of its programmes; else 404."""
    reading, found = reading_at(user, public_id, wanted), indicator_named(address)
    if not set(reading.here.working_with(found)) & set(reading.services):
        raise Http404
    return reading, found


def page_of(reading: Reading, about: About, parts: tuple[Part, ...], **more: Any) -> Page:
    """The page of an indicator."""
    query = {"period": reading.chosen.text}
    return Page(reading, about.indicator, about.title, about.period, parts, query, **more)


def course(reading: Reading, found: Indicator, step: str) -> dict[Stretch, Shown | None]:
    """Every month, quarter or year until now, as the reader may see it."""
    rows = sums_in(reading.store, found, reading.whole(services_of(reading, found)), by=(step,))
    known = {stretch_of(step, one.group[step]): one for one in rows if one.group[step] is not None}
    shown = shown_groups(found, {one.written: sums for one, sums in known.items()}, inside=reading.inside)
    return in_a_row({one: shown[one.written] for one in known}, until=reading.day)


def indicator_history(user: User, public_id: str, address: str, wanted: Wanted) -> Page:
    """A node beside its own past; what cannot be understood is told, not obeyed."""
    reading, found = opened(user, public_id, address, wanted)
    courses = {step: course(reading, found, step) for step in LENGTHS}
    step, wished, refused = _asked(courses, wanted)
    told: History = history(found, step, courses[step], wished)
    about = reading.about(found, scope=reading.whole())
    choices = {
        "step": [(key, word(label), key == step) for key, label in STEPS.items()],
        "rebase": [("", "", not wanted.rebase)]
        + [(one.written, one.written, one.written == wanted.rebase) for one in list(courses[step])[1:]],
    }
    page = page_of(reading, about, tuple(told_history.parts(about, told)), refused=refused, choices=choices)
    page.query.update(_query(step, wanted, wished))
    return page


def _query(step: str, wanted: Wanted, wished: Wished) -> dict[str, str]:
    asked = {"rebase": wanted.rebase if wished.rebase else "", "freeze": str(wished.freeze or "")}
    return {"step": step} | {key: value for key, value in asked.items() if value}


def _asked(courses: Mapping[str, Mapping[Stretch, Shown | None]], wanted: Wanted) -> tuple[str, Wished, Said | None]:
    """The step, where limits begin anew and which first periods make them; what is none of these is said."""
    counts = {
        step: sum(one is not None and enough_people(one.sums) for one in row.values()) for step, row in courses.items()
    }
    usual = finest(counts)
    step = wanted.step or usual
    try:
        if step not in LENGTHS:
            raise Refused("{text} is no step of time: month, quarter or year.", text=step[:20], field="step")
        rebase = place_of(wanted.rebase, courses[step], field="rebase")
        freeze = number_of(wanted.freeze, least=3, most=60, field="freeze")
    except Refused as refusal:
        return usual, Wished(), refusal.said
    return step, Wished(rebase or None, freeze), None
