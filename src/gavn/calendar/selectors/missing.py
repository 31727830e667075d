"""Why answers are missing at a service in a year: counts for who sees figures, persons for those who may open them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404

from gavn.access.selectors import civil_today, may, unit_seen_by
from gavn.calendar.pure.reasons import (
    DOUBTS,
    OUTCOMES,
    REASONS,
    Case,
    Form,
    doubts_of,
    outcome_of,
    outcomes,
)
from gavn.calendar.pure.seasons import period_of
from gavn.catalogue.selectors import instrument
from gavn.collect.selectors.for_the_store import all_answers, all_occasions
from gavn.compare.pure.disclosure import INSIDE, Sum
from gavn.compare.pure.released import Released, released
from gavn.people.selectors import names_of

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.kernel.periods import Period

SEE, PERSONS = "report.see_service", "people.see"
YEARS = 5
MOST = 200
ALL, FORMS = "all", "forms"


@dataclass(frozen=True)
class MissingAt:
    """A service's year: what became of its occasions, and which answers are doubtful, as this reader may see it."""

    unit: Unit
    year: int
    outcomes: Released[str]
    doubts: Released[str]
    inside: bool


@dataclass(frozen=True)
class Behind:
    """One occasion behind a count."""

    occasion: Any
    name: str
    why: tuple[str, ...]


def year_asked(text: str) -> int:
    """The year an address asks for: one of the last five, else this one."""
    this = civil_today().year
    return int(text) if text.isdecimal() and len(text) == 4 and this - YEARS < int(text) <= this else this


def years_offered() -> list[int]:
    """The years one can choose."""
    this = civil_today().year
    return [this - back for back in range(YEARS)]


def missing_at(user: User, public_id: str, text: str) -> MissingAt:
    """What became of a service's occasions of a year, and which of its answers are doubtful; else 404."""
    unit, year = unit_seen_by(user, public_id, SEE), year_asked(text)
    period, inside = period_of(year), may(user, PERSONS, at=unit)
    policy = None if inside else INSIDE
    found = outcomes((_case(one) for one in _occasions(unit, period)), civil_today())
    counts = {**found, ALL: sum(found.values())}
    return MissingAt(
        unit,
        year,
        released(counts, [Sum(ALL, tuple(OUTCOMES))], policy=policy),
        released(*_doubtful(unit, period), policy=policy),
        inside,
    )


def _occasions(unit: Unit, period: Period) -> Any:
    return all_occasions().filter(
        enrolment__unit__path__startswith=unit.path, due__gte=period.first, due__lte=period.last
    )


def _case(occasion: Any) -> Case:
    return Case(occasion.due, occasion.closes, occasion.done_on, occasion.not_done)


def _doubtful(unit: Unit, period: Period) -> tuple[dict[str, int], list[Sum[str]]]:
    forms = list(_forms(unit, period))
    counted = Counter(why for _revision, whys in forms for why in whys)
    struck = _struck_twice(unit, period).count()
    counts = {FORMS: len(forms), **{key: counted[key] for key in DOUBTS}, "struck": struck}
    return counts, [Sum(FORMS, (key,)) for key in DOUBTS]


def _struck_twice(unit: Unit, period: Period) -> Any:
    return _occasions(unit, period).filter(responses__struck_why="twice", responses__struck_at__isnull=False)


def _forms(unit: Unit, period: Period) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Each form of the period that counts, with why it is doubtful."""
    found = all_answers().filter(
        response__occasion__enrolment__unit__path__startswith=unit.path,
        response__occasion__due__gte=period.first,
        response__occasion__due__lte=period.last,
    )
    revisions = list(found.select_related("response__occasion__enrolment__individual", "response__occasion__enrolment"))
    twins = Counter(_fingerprint(one) for one in revisions)
    for one in revisions:
        yield one, doubts_of(form_of(one), twin=twins[_fingerprint(one)] > 1)


def _fingerprint(revision: Any) -> tuple[Any, ...]:
    response = revision.response
    person = response.occasion.enrolment.individual_id
    said = tuple(sorted((item, str(given)) for item, given in revision.answers.items()))
    return (person, response.instrument, response.respondent, revision.answered_on, said)


def form_of(revision: Any) -> Form:
    """A revision as the rule for doubts needs it: the answers to the questions on the instrument's most used scale."""
    response = revision.response
    definition = instrument(f"{response.instrument}@{response.version}")
    given = {item: one["v"] for item, one in revision.answers.items() if "v" in one}
    scales = Counter(tuple(option.code for option in item.options) for item in definition.items if item.type == "scale")
    codes = max(scales, key=lambda one: scales[one], default=())
    same = [item.id for item in definition.items if item.type == "scale" and _codes(item) == codes]
    turned = {item for score in definition.scores for item in score.reverse}
    return Form(
        answered_on=revision.answered_on,
        closes=response.occasion.closes,
        answered=len(given),
        seconds=revision.seconds,
        alike=tuple(str(given[item]) for item in same if item in given),
        turned=bool(turned & set(same)) and not set(same) <= turned,
    )


def _codes(item: Any) -> tuple[str, ...]:
    return tuple(option.code for option in item.options)


def missing_persons(user: User, public_id: str, key: str, text: str) -> tuple[Unit, int, list[Behind], int]:
    """The occasions behind a count, with names, and how many there are in all; else 404."""
    if key not in OUTCOMES:
        raise Http404
    unit, year = unit_seen_by(user, public_id, PERSONS), year_asked(text)
    today, period = civil_today(), period_of(year)
    joined = _occasions(unit, period).select_related("enrolment__individual", "enrolment__unit", "enrolment__contact")
    found = {one.pk: (one, ["outcome"]) for one in joined.order_by("due", "pk") if outcome_of(_case(one), today) == key}
    for occasion, why in _also(unit, period, key):
        found.setdefault(occasion.pk, (occasion, []))[1].append(why)
    near = list(found.values())[:MOST]
    names = names_of([one.enrolment.individual for one, _why in near])
    rows = [Behind(one, names[one.enrolment.individual_id], tuple(dict.fromkeys(why))) for one, why in near]
    return unit, year, rows, len(found)


def _also(unit: Unit, period: Period, key: str) -> Iterator[tuple[Any, str]]:
    """Occasions whose answers are doubtful for this reason, or were struck out as entered twice."""
    if key not in DOUBTS:
        return
    for revision, whys in _forms(unit, period):
        if key in whys:
            yield revision.response.occasion, "form"
    if key == "duplicate":
        joined = _struck_twice(unit, period).select_related("enrolment__individual", "enrolment__unit")
        yield from ((one, "struck") for one in joined)


def reasons_published() -> tuple[Any, ...]:
    """The published list, in its order."""
    return REASONS
