"""The rows of the analysis store, read from the database a chunk at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery

from gavn.access.selectors import tree
from gavn.catalogue.pure.formats import Instrument
from gavn.catalogue.selectors import instrument, instruments
from gavn.collect.selectors.for_the_store import (
    SAID_ABOUT,
    all_answers,
    all_occasions,
    answers_counted,
    answers_left_out,
    instruments_answered,
)
from gavn.history.selectors import last_write
from gavn.kernel.dates import PartialDate
from gavn.measure.gateways.store import pseudonym
from gavn.measure.models import ScoreRow
from gavn.measure.pure.effort import days_to_result, held, minutes_of
from gavn.measure.pure.tables import Row, answers_row
from gavn.people.pure.stays import age_at
from gavn.people.selectors.for_the_store import all_goals, all_interventions, all_ratings, all_stays
from gavn.rights.selectors import is_left_out

CHUNK = 2000
STAGES_STORED = ("people", "rights", "collect", "access")
LEVELS = ("organisation", "municipality", "region", "nation")


def change_mark() -> dict[str, int]:
    """What moves whenever something the store holds was written."""
    answers = all_answers().order_by("-pk").values_list("pk", flat=True).first()
    scores = ScoreRow.objects.unscoped("the newest number only").order_by("-pk").values_list("pk", flat=True).first()
    stays = all_stays().order_by("-pk").values_list("pk", flat=True).first()
    return {"line": last_write(STAGES_STORED), "answers": answers or 0, "scores": scores or 0, "stays": stays or 0}


def instruments_to_store() -> list[Instrument]:
    """Every instrument that can be asked or was answered, in all versions that were."""
    known = {one.full_key: one for one in instruments()}
    return [known.get(key) or instrument(key) for key in sorted({*known, *instruments_answered()})]


def enrolment_rows() -> Iterator[list[Row]]:
    """Stays with the nodes above their service, and what counting needs to know of the person."""
    above = _nodes_above()
    found = all_stays().values_list(
        "public_id", "individual__public_id", "unit_id", "individual__sex", "individual__birth_year",
        "individual__birth_month", "entered", "entered_on", "exited", "exited_on", "closed", "exit_reason",
        "already_there", "measured_from", "individual__dead",
    )  # fmt: skip
    return _chunks(found, lambda row: _enrolment_row(row, above))


def _enrolment_row(row: Row, above: dict[int, Row]) -> Row:
    stay, individual, unit, sex, year, month, entered, entered_on, exited, exited_on, *rest = row
    return (
        pseudonym(stay), pseudonym(individual), *above[unit], sex, year, month, _age(year, month, entered_on),
        entered_on, PartialDate.parse(entered).precision, exited_on, PartialDate.parse(exited).precision, *rest,
    )  # fmt: skip


def _age(year: int | None, month: int | None, entered_on: date | None) -> int | None:
    return None if entered_on is None else age_at(year, month, entered_on)


def _nodes_above() -> dict[int, Row]:
    """Of each node: its id, the ids of the nearest node of each level at or above it, and the whole path."""
    by_path = {unit.path: unit for unit in tree()}
    rows: dict[int, Row] = {}
    for unit in by_path.values():
        steps = [by_path[unit.path[: end * unit.steplen]] for end in range(1, unit.depth + 1)]
        nearest = {step.kind: step.public_id for step in steps}
        path = "|" + "".join(f"{step.public_id}|" for step in steps)
        rows[unit.pk] = (unit.public_id, *(nearest.get(level) for level in LEVELS), path)
    return rows


def occasion_rows() -> Iterator[list[Row]]:
    """Occasions, done and not done; the note why one was not done is free text and stays outside."""
    found = all_occasions().values_list(
        "public_id", "enrolment__public_id", "programme", "version", "kind", "number", "month", "baseline", "due",
        "closes", "done_on", "not_done", "discussed_on",
    )  # fmt: skip
    return _chunks(found, lambda row: (pseudonym(row[0]), pseudonym(row[1]), *row[2:]))


def score_rows() -> Iterator[list[Row]]:
    """The scores of the answers that count today, and that the person lets count."""
    answer, occasion = "revision__response", "revision__response__occasion"
    found = ScoreRow.objects.unscoped("the analysis store holds everybody, without names").filter(
        revision__current=True
    )
    found = found.exclude(is_left_out(*(f"revision__{one}" for one in SAID_ABOUT)))
    rows = found.order_by("pk").values_list(
        f"{occasion}__enrolment__public_id", f"{occasion}__enrolment__individual__public_id", f"{occasion}__public_id",
        f"{occasion}__kind", f"{occasion}__number", f"{occasion}__month", f"{occasion}__baseline", f"{occasion}__due",
        "revision__answered_on", f"{answer}__instrument", f"{answer}__version", f"{answer}__respondent", "score",
        "version", "value", "answered", "items", "band",
    )  # fmt: skip
    return _chunks(rows, lambda row: (*(pseudonym(one) for one in row[:3]), *row[3:]))


def left_out_rows() -> Iterator[list[Row]]:
    """The answers that the person does not let count: that they were given, and why they are left out."""
    occasion = "response__occasion"
    rows = answers_left_out().values_list(
        f"{occasion}__enrolment__public_id", f"{occasion}__enrolment__individual__public_id", f"{occasion}__public_id",
        f"{occasion}__kind", f"{occasion}__number", f"{occasion}__month", f"{occasion}__baseline", f"{occasion}__due",
        "answered_on", "response__instrument", "response__version", "response__respondent", "left_out",
    )  # fmt: skip
    return _chunks(rows, lambda row: (*(pseudonym(one) for one in row[:3]), *row[3:]))


def intervention_rows() -> Iterator[list[Row]]:
    """Interventions by kind and days; what the service calls them is free text and stays outside."""
    found = all_interventions().values_list(
        "public_id", "enrolment__public_id", "goal__public_id", "kind", "first", "last"
    )
    return _chunks(found, lambda row: (*(_pseudonym_if(one) for one in row[:3]), *row[3:]))


def goal_rows() -> Iterator[list[Row]]:
    """Goals by area, direction and ratings; the person's words stay outside."""
    mine = all_ratings().filter(goal=OuterRef("pk"))
    first, last = mine.order_by("day", "pk"), mine.order_by("-day", "-pk")
    found = all_goals().annotate(
        first_rating=Subquery(first.values("value")[:1]),
        first_rated_on=Subquery(first.values("day")[:1]),
        last_rating=Subquery(last.values("value")[:1]),
        last_rated_on=Subquery(last.values("day")[:1]),
        times_rated=Count("ratings"),
    )
    rows = found.values_list(
        "public_id", "part_of__public_id", "enrolment__public_id", "area", "direction", "set_on", "review_on",
        "ended_on", "outcome", "first_rating", "first_rated_on", "last_rating", "last_rated_on", "times_rated",
    )  # fmt: skip
    return _chunks(rows, lambda row: (*(_pseudonym_if(one) for one in row[:3]), *row[3:]))


def answer_rows(definition: Instrument) -> Iterator[list[Row]]:
    """The answers to one instrument that count today and that the person lets count, a row a response."""
    occasion = "response__occasion"
    found = answers_counted().filter(response__instrument=definition.key, response__version=definition.version)
    rows = found.values_list(
        f"{occasion}__enrolment__public_id", f"{occasion}__enrolment__individual__public_id", f"{occasion}__public_id",
        "response__respondent", "answered_on", "number", "mode", "language", "variant", "helper", "answers",
    )  # fmt: skip
    return _chunks(
        rows, lambda row: (*(pseudonym(one) for one in row[:3]), *row[3:-1], *answers_row(definition, row[-1]))
    )


def form_rows() -> Iterator[list[Row]]:
    """What each form that counts cost and held; whose hand it was is left out."""
    zone = ZoneInfo(settings.GAVN_ZONE)
    occasion = "response__occasion"
    rows = answers_counted().values_list(
        f"{occasion}__enrolment__public_id", f"{occasion}__public_id", "response__instrument", "response__version",
        "response__respondent", "answered_on", "submitted_at", "mode", "seconds", "answers",
    )  # fmt: skip

    def made(row: Row) -> Row:
        *which, answered_on, at, mode, seconds, answers = row
        waited = days_to_result(answered_on, at.astimezone(zone).date(), mode)
        counted = held(instrument(f"{which[2]}@{which[3]}"), answers)
        return (
            *(pseudonym(one) for one in which[:2]), *which[2:], answered_on, waited, minutes_of(seconds), *counted,
        )  # fmt: skip

    return _chunks(rows, made)


def _pseudonym_if(public_id: str | None) -> str | None:
    return pseudonym(public_id) if public_id else None


def _chunks(found: Any, made: Callable[[Row], Row]) -> Iterator[list[Row]]:
    """The rows as the store keeps them; a code that is not there is nothing, not an empty text."""
    rows: Iterable[Row] = found.iterator(chunk_size=CHUNK)
    waiting = iter(rows)
    while chunk := [tuple(None if cell == "" else cell for cell in made(row)) for row in islice(waiting, CHUNK)]:
        yield chunk
