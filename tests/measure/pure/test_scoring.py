"""Measure: sums, means, formulas, what they do with missing answers, bands, and critical rules."""

from __future__ import annotations

import pytest
from catalogue_examples import MOOD
from hypothesis import given
from hypothesis import strategies as st

from gavn.catalogue.pure.answers import cleaned
from gavn.catalogue.pure.reading import read_instrument
from gavn.measure.pure.scoring import band_of, critical_rules, rests_on, scored
from gavn.measure.pure.totals import reversed_value

mood = read_instrument(MOOD).whole


def with_score(rule: str):
    """The instrument with one other score rule in place of both."""
    cut = MOOD[: MOOD.index("scores:")]
    title = "title: {en: X, da: X, sv: X}"
    return read_instrument(f"{cut}scores:\n  - {{key: x, {title}, direction: lower_is_better, {rule}}}\n").definition


def score(instrument, **answers):
    return scored(instrument, {name: {"v": value} for name, value in answers.items()})[0]


def test_a_sum_counts_a_reversed_question_from_its_other_end():
    found = score(mood, glad="2", sad="0")
    assert (found.score, found.version, found.value, found.answered, found.items, found.band) == (
        "mood",
        1,
        4,
        2,
        2,
        "high",
    )


PRORATED = [({"glad": "2"}, 4.0), ({"sad": "2"}, 0.0), ({"glad": "1"}, 2.0), ({}, None)]


@pytest.mark.parametrize(("answers", "value"), PRORATED)
def test_a_prorated_sum_counts_a_missing_answer_as_the_mean_of_the_others(answers, value):
    assert score(mood, **answers).value == value


def test_too_many_missing_answers_make_no_score_and_no_band():
    found = score(mood)
    assert (found.value, found.answered, found.band) == (None, 0, "")


RULES = [
    (
        "method: mean, items: [glad, sad, alone], missing: {rule: complete}, low: 0, high: 2",
        {"glad": "2", "sad": "1", "alone": True},
        4 / 3,
    ),
    (
        "method: mean, items: [glad, sad, alone], missing: {rule: complete}, low: 0, high: 2",
        {"glad": "2", "sad": "1"},
        None,
    ),
    (
        "method: mean, items: [glad, sad, alone], missing: {rule: prorate, up_to: 1}, low: 0, high: 2",
        {"glad": "2", "sad": "1"},
        1.5,
    ),
    (
        "method: sum, items: [glad, sad], times: 4, missing: {rule: complete}, low: 0, high: 16",
        {"glad": "2", "sad": "1"},
        12,
    ),
    ("method: sum, items: [glad, sad], missing: {rule: complete}, low: 0, high: 4", {"glad": "2"}, None),
    ("method: sum, items: [life], reverse: [life], missing: {rule: complete}, low: 0, high: 10", {"life": 2.5}, 7.5),
    ("method: sum, items: [alone], reverse: [alone], missing: {rule: complete}, low: 0, high: 1", {"alone": True}, 0),
    (
        "method: formula, formula: glad / sad, missing: {rule: complete}, low: 0, high: 4",
        {"glad": "2", "sad": "0"},
        None,
    ),
    (
        "method: formula, formula: glad / sad, times: 10, missing: {rule: complete}, low: 0, high: 4",
        {"glad": "1", "sad": "2"},
        5,
    ),
    ("method: formula, formula: 'COALESCE(glad, 9)', missing: {rule: complete}, low: 0, high: 9", {}, 9),
]


@pytest.mark.parametrize(("rule", "answers", "value"), RULES)
def test_each_rule_gives_its_number_or_none(rule, answers, value):
    found = score(with_score(rule), **answers)
    assert found.value == (None if value is None else pytest.approx(value))


def test_a_formula_rests_on_its_questions_also_through_earlier_scores():
    assert rests_on(mood, mood.score_by_key["load"]) == ["glad", "sad", "nights"]
    load = scored(mood, {"glad": {"v": "2"}, "sad": {"v": "1"}, "nights": {"v": 21}})[1]
    assert (load.value, load.answered, load.items) == (10, 3, 3)


BANDS = [
    (0, "low"),
    (1, "low"),
    (1.5, "low"),
    (2, "high"),
    (1.9999999999, "high"),
    (4, "high"),
    (4.2, ""),
    (-1, ""),
    (None, ""),
]


@pytest.mark.parametrize(("value", "key"), BANDS)
def test_a_value_between_two_bands_lies_in_the_lower(value, key):
    band = band_of(mood.score_by_key["mood"], value)
    assert (band.key if band else "") == key


CRITICAL = [
    ({"nights": {"v": 20}}, ["many_nights"]),
    ({"nights": {"v": 19}}, []),
    ({"nights": {"why": "declined"}}, []),
    ({}, []),
    ({"nights": {"v": 19}, "glad": {"v": "2"}, "sad": {"v": "0"}}, ["many_nights"]),
]


@pytest.mark.parametrize(("answers", "met"), CRITICAL)
def test_a_critical_rule_is_met_only_when_it_is_known_to_hold(answers, met):
    assert [rule.key for rule in critical_rules(mood, answers)] == met


def test_without_rules_nothing_is_critical():
    assert critical_rules(mood.model_copy(update={"critical": ()}), {"nights": {"v": 30}}) == []


codes = st.sampled_from(["0", "1", "2"])
sets_of_answers = st.fixed_dictionaries({}, optional={
    "glad": codes, "sad": codes, "alone": st.booleans(), "nights": st.integers(0, 30), "life": st.floats(0, 10),
})  # fmt: skip


@given(answers=sets_of_answers)
def test_a_score_lies_in_its_range_and_is_there_when_its_rule_allows(answers):
    kept = cleaned(mood, {name: {"v": value} for name, value in answers.items()})
    for found in scored(mood, kept):
        rule = mood.score_by_key[found.score]
        assert found.value is None or rule.low <= found.value <= rule.high
        assert 0 <= found.answered <= found.items
        if rule.method == "sum":
            assert (found.value is not None) == (
                found.items - found.answered <= rule.missing.up_to and found.answered > 0
            )


@given(glad=codes, sad=codes)
def test_prorating_with_nothing_missing_is_the_sum(glad, sad):
    complete = read_instrument(MOOD.replace("rule: prorate, up_to: 1", "rule: complete")).whole
    assert score(mood, glad=glad, sad=sad).value == score(complete, glad=glad, sad=sad).value


@given(low=st.integers(-9, 9), width=st.integers(0, 9), step=st.integers(0, 9))
def test_counting_twice_from_the_other_end_is_counting_once(low, width, step):
    assert reversed_value(low, low + width, reversed_value(low, low + width, low + step)) == low + step
