"""Measure: what one stay counts and what the analysis engine counts for many is the same, in every small world."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from indicator_examples import WORDS
from indicator_examples import indicator as small_indicator

from gavn.catalogue.pure.expressions import Type, stored
from gavn.catalogue.pure.formats import Indicator
from gavn.measure.gateways.indicators import with_indicator
from gavn.measure.pure.indicators import (
    FormGiven,
    GoalSet,
    Occurred,
    StayFacts,
    Threshold,
    row_of,
    state_of,
)
from gavn.measure.pure.tables import ENROLMENTS, FORMS_GIVEN, GOALS, INTERVENTIONS, OCCASIONS, SCORES

DAY = date(2026, 6, 30)
FORM, OTHER = "gavn/mood@1", "gavn/load@2"
TYPES = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "yes_no": pa.bool_(), "day": pa.date32()}
ASKED = [(FORM, "individual"), (FORM, "practitioner"), (OTHER, "individual")]
ITEMS = {"glad": pa.float64(), "home": pa.string(), "alone": pa.bool_(), "since": pa.date32(), "why": pa.string()}
READS: dict[str, dict[str, Any]] = {
    "score_first": {"score": f"{FORM}#mood", "of": "individual", "take": "first"},
    "score_now": {"score": f"{FORM}#mood", "of": "individual"},
    "score_second": {"score": f"{FORM}#mood", "of": "individual", "take": "nth", "number": 2},
    "score_moved": {"score": f"{FORM}#mood", "of": "individual", "take": "change"},
    "score_surely": {"score": f"{FORM}#mood", "of": "individual", "take": "reliable"},
    "score_unsure": {"score": f"{FORM}#mood", "of": "practitioner", "take": "reliable"},
    "score_theirs": {"score": f"{FORM}#mood", "of": "practitioner"},
    "glad_moved": {"answer": f"{FORM}#glad", "of": "individual", "take": "change"},
    "glad_third": {"answer": f"{FORM}#glad", "of": "individual", "take": "nth", "number": 3},
    "home_first": {"answer": f"{FORM}#home", "of": "individual", "take": "first"},
    "home_second": {"answer": f"{FORM}#home", "of": "individual", "take": "nth", "number": 2},
    "home_now": {"answer": f"{FORM}#home", "of": "individual"},
    "alone_now": {"answer": f"{FORM}#alone", "of": "individual"},
    "since_now": {"answer": f"{FORM}#since", "of": "individual"},
    "why_now": {"answer": f"{FORM}#why", "of": "individual"},
    "to_exit": {"days_to": "exit"},
    "to_asked": {"days_to": "entry_asked"},
    "to_status": {"days_to": "first_status"},
    "to_goal": {"days_to": "first_goal"},
    "to_talk": {"days_to": "first_intervention"},
    "networked": {"count": "interventions", "kinds": ["network", "developing"]},
    "kept": {"count": "goals_kept"},
    "answered": {"count": "answered", "of": "individual"},
    "answered_mood": {"count": "answered", "of": "individual", "instrument": FORM},
}
OWN = ("closed", "exit_reason", "days_stayed", "goals", "goals_reached", "interventions", "statuses_due",
       "statuses_done", "sex", "birth_year", "age_at_entry", "already_there", "dead")  # fmt: skip
THRESHOLDS = {"score_surely": Threshold(2.0, higher_is_better=False)}


def indicator(**said: Any) -> Indicator:
    return small_indicator(reads=READS, **said)


JUDGED = [
    {"base": "score_now > 2 OR home_now = 'own'", "value": "score_moved / glad_moved < 1"},
    {"base": "SELECTED(why_now, 'a')", "value": "alone_now AND NOT dead", "left_out": [WORDS]},
    {"measure": "mean", "value": "score_now - score_first", "base": "age_at_entry >= 18"},
    {"measure": "mean", "value": "CASE WHEN home_now = home_first THEN since_now - DATE '2026-01-01' END"},
    {"measure": "rate", "value": "statuses_done", "per": "days_stayed / 365.25", "per_words": WORDS},
    {"measure": "rate", "value": "LN(goals)", "per": "statuses_due - 1", "per_words": WORDS, "base": "sex = 'man'"},
]

days = st.integers(-400, 60).map(lambda n: DAY + timedelta(days=n))
perhaps_days = st.none() | days
occurred = st.builds(
    Occurred,
    kind=st.sampled_from(["entry", "status", "status", "exit", "follow_up"]),
    number=st.integers(0, 4),
    due=days,
    closes=days,
    baseline=st.booleans(),
    done_on=perhaps_days,
    not_done=st.sampled_from(["", "", "", "not_due", "refused"]),
)
answers = st.fixed_dictionaries(
    {
        "glad": st.none() | st.integers(0, 4).map(float),
        "home": st.none() | st.sampled_from(["own", "none"]),
        "alone": st.none() | st.booleans(),
        "since": perhaps_days,
        "why": st.none() | st.lists(st.sampled_from(["a", "b"]), unique=True),
    }
)
goal = st.builds(
    GoalSet,
    set_on=days,
    direction=st.sampled_from(["improve", "maintain", "slow_decline"]),
    ended_on=perhaps_days,
    outcome=st.sampled_from(["", "reached", "partly"]),
    moved=st.none() | st.integers(-3, 3).map(float),
)


@st.composite
def stay(draw: Any) -> StayFacts:
    found = draw(st.lists(occurred, max_size=4, unique_by=lambda one: (one.kind, one.number)))
    forms = []
    for at in found:
        for form, of in draw(st.lists(st.sampled_from(ASKED), unique=True)):
            scores = {"mood": draw(st.none() | st.integers(0, 6).map(float))} if form == FORM else {}
            forms.append(FormGiven(form, of, at, draw(days), draw(answers), scores))
    year, entered = draw(st.none() | st.integers(1930, 2010)), draw(perhaps_days)
    return StayFacts(
        columns={
            "sex": draw(st.sampled_from(["woman", "man"])),
            "birth_year": year,
            "age_at_entry": None if year is None or entered is None else entered.year - year,
            "already_there": draw(st.booleans()),
            "dead": draw(st.booleans()),
        },
        as_of=DAY,
        entered_on=entered,
        exited_on=draw(perhaps_days),
        closed=draw(st.booleans()),
        exit_reason=draw(st.sampled_from(["", "planned", "died"])),
        occasions=tuple(found),
        forms=tuple(forms),
        goals=tuple(draw(st.lists(goal, max_size=3))),
        interventions=tuple(
            draw(st.lists(st.tuples(st.sampled_from(["network", "upholding"]), days), max_size=3))
        ),
    )  # fmt: skip


def filled(shape: Any, rows: list[dict[str, Any]]) -> pa.Table:
    schema = pa.schema([(column.name, TYPES[column.kind]) for column in shape.columns])
    return pa.Table.from_pylist([{name: row.get(name) for name in schema.names} for row in rows], schema=schema)


class SmallStore:
    """A store of these stays in memory."""

    made_at = datetime(2026, 6, 30, 12, tzinfo=UTC)

    def __init__(self, world: list[StayFacts]) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("enrolments", "occasions", "scores", "goals", "interventions", "forms_given", FORM)
        }
        for number, facts in enumerate(world):
            self._add(f"s{number}", facts)

    def _add(self, name: str, facts: StayFacts) -> None:
        reason = facts.exit_reason or None
        own = {"entered_on": facts.entered_on, "exited_on": facts.exited_on, "closed": facts.closed}
        self.rows["enrolments"].append({"enrolment": name, **facts.columns, **own, "exit_reason": reason})
        for at, one in enumerate(facts.occasions):
            told = {**one.__dict__, "not_done": one.not_done or None}
            self.rows["occasions"].append({"enrolment": name, "occasion": f"{name}-{at}", **told})
        for form in facts.forms:
            self._form(name, f"{name}-{facts.occasions.index(form.at)}", form)
        for one in facts.goals:
            last = None if one.moved is None else 5 + int(one.moved)
            rated = {"ratings": 0 if last is None else 2, "first_rating": None if last is None else 5}
            told = {**one.__dict__, "outcome": one.outcome or None}
            self.rows["goals"].append({"enrolment": name, **told, **rated, "last_rating": last})
        for kind, first in facts.interventions:
            self.rows["interventions"].append({"enrolment": name, "kind": kind, "first": first})

    def _form(self, name: str, occasion: str, form: FormGiven) -> None:
        key, version = form.form.split("@")
        which = {"enrolment": name, "instrument": key, "version": int(version), "respondent": form.respondent}
        self.rows["forms_given"].append({**which, "answered_on": form.day})
        place = {"baseline": form.at.baseline, "due": form.at.due, "kind": form.at.kind, "number": form.at.number}
        for score, value in form.scores.items():
            self.rows["scores"].append({**which, **place, "day": form.day, "score": score, "value": value})
        if form.form == FORM:
            given = {item: stored(value) if isinstance(value, list) else value for item, value in form.answers.items()}
            told = {"_enrolment": name, "_occasion": occasion, "_respondent": form.respondent, "_answered_on": form.day}
            self.rows[FORM].append(told | given)

    @cache  # noqa: B019  one store lives for one world
    def table(self, name: str) -> Any:
        rows = self.rows[name]
        if name == FORM:
            texts = {one: pa.string() for one in ("_enrolment", "_occasion", "_respondent")}
            schema = pa.schema({**texts, "_answered_on": pa.date32(), **ITEMS})
            return ibis.memtable(pa.Table.from_pylist(rows, schema=schema))
        shapes = (ENROLMENTS, OCCASIONS, SCORES, GOALS, INTERVENTIONS, FORMS_GIVEN)
        return ibis.memtable(filled(next(shape for shape in shapes if shape.name == name), rows))


def counted(world: list[StayFacts], one: Indicator, also: Any = (), **kept: Any) -> list[dict[str, Any]]:
    store: Any = SmallStore(world)
    found = with_indicator(store, one, store.table("enrolments"), thresholds=THRESHOLDS, also=also, **kept)
    rows: list[dict[str, Any]] = found.order_by("enrolment").to_pyarrow().to_pylist()
    return sorted(rows, key=lambda row: int(row["enrolment"][1:]))


worlds = st.lists(stay(), min_size=4, max_size=12)
some_names = st.sets(st.sampled_from([*READS, *OWN]), min_size=4, max_size=9)
QUICKLY = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def as_stored(row: dict[str, Any], names: set[str]) -> dict[str, Any]:
    found = {name: row[name] for name in names}
    return {name: stored(value) if isinstance(value, list) else value for name, value in found.items()}


@QUICKLY
@given(worlds, some_names)
def test_every_read_of_every_stay_is_the_same_in_both(world, names):
    one = indicator()
    for facts, row in zip(world, counted(world, one, also=names), strict=True):
        assert {name: row[name] for name in names} == as_stored(row_of(one, facts, THRESHOLDS), names)


@QUICKLY
@given(worlds, st.sampled_from(JUDGED))
def test_base_value_and_exposure_are_the_same_in_both(world, said):
    one = indicator(**said)
    for facts, row in zip(world, counted(world, one), strict=True):
        state = state_of(one, row_of(one, facts, THRESHOLDS))
        value = None if state.value is None else float(state.value)
        assert (row["_base"], row["_value"], row["_exposure"]) == (state.counted, value, state.exposure)


@QUICKLY
@given(worlds, some_names, days)
def test_an_earlier_day_knows_only_what_had_happened_by_then(world, names, day):
    one = indicator()
    for facts, row in zip(world, counted(world, one, also=names, until=day), strict=True):
        then = row_of(one, replace(facts, as_of=day), THRESHOLDS)
        assert {name: row[name] for name in names} == as_stored(then, names)


def test_a_stay_may_be_counted_on_several_days():
    goals = tuple(GoalSet(date(2026, month, 1)) for month in (1, 2, 3))
    facts = StayFacts({"sex": "man", "dead": False}, DAY, date(2026, 1, 1), goals=goals)
    store: Any = SmallStore([facts])
    stays = store.table("enrolments")
    spans = ibis.memtable({"_until": [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]})
    one = indicator(measure="mean", value="goals")
    found = with_indicator(store, one, stays.cross_join(spans)).order_by("_until").to_pyarrow().to_pylist()
    assert [row["_value"] for row in found] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize("value", ["goals / 0", "LN(0)", "1 / (goals - goals)"])
def test_a_division_by_zero_is_missing_never_an_error(value):
    facts = StayFacts({"sex": "man", "dead": False}, DAY, date(2026, 1, 1))
    one = indicator(measure="mean", value=value)
    assert state_of(one, row_of(one, facts, {})).value is None
    [row] = counted([facts], one)
    assert (row["_base"], row["_value"]) == (True, None)


def test_the_names_of_the_test_are_those_of_the_catalogue():
    from gavn.catalogue.pure.stay_columns import STAY_COLUMNS

    assert set(OWN) == set(STAY_COLUMNS)
    assert all(isinstance(kind, Type) for kind in STAY_COLUMNS.values())
    assert SimpleNamespace(**THRESHOLDS).score_surely.direction(5, 2) == 1.0
