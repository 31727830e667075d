"""Catalogue: an expression's value for one person's answers."""

from __future__ import annotations

from datetime import date
from math import inf, log, nan

import pytest

from gavn.catalogue.pure.expressions import evaluate, parse, stored

ANSWERS = {
    "two": 2,
    "half": 0.5,
    "zero": 0,
    "huge": 1e308,
    "vast": inf,
    "odd": nan,
    "sex": "woman",
    "yes": True,
    "no": False,
    "began": date(2026, 1, 1),
    "ended": date(2026, 3, 1),
    "helps": ["bus", "home help"],
    "none": [],
    "kept": "|bus|",
    "empty": None,
}

VALUES = [
    ("two + two * half", 3.0),
    ("(two + two) * half", 2.0),
    ("two - 3 - 4", -5.0),
    ("two - -1", 3.0),
    ("-two", -2.0),
    ("-empty", None),
    ("two + empty", None),
    ("empty + two", None),
    ("two / 4", 0.5),
    ("0.1 + 0.2 = 0.3", False),
    ("two / zero", None),
    ("zero / zero", None),
    ("empty / two", None),
    ("two / empty", None),
    ("huge * 10", None),
    ("huge * 10 - huge * 10", None),
    ("two / (huge * 10)", None),
    ("(huge * 10) IS NULL", True),
    ("ABS(huge * 10)", None),
    ("ABS(-two)", 2.0),
    ("ABS(empty)", None),
    ("vast IS NULL AND odd IS NULL", True),
    ("LN(1)", 0.0),
    ("LN(two)", log(2)),
    ("LN(zero)", None),
    ("LN(-1)", None),
    ("LN(empty)", None),
    ("ended - began", 59.0),
    ("began < ended", True),
    ("began = DATE '2026-01-01'", True),
    ("two >= 2 AND two <= 2 AND two <> 3", True),
    ("two > empty", None),
    ("empty = empty", None),
    ("sex > 'Woman'", True),
    ("'å' > 'z'", True),
    ("'😀' > '\uffee'", True),
    ("NOT yes", False),
    ("NOT empty = 1", None),
    ("sex IN ('man', 'woman')", True),
    ("sex NOT IN ('man', 'other')", True),
    ("empty IN (1, 2)", None),
    ("two IN (2, empty)", True),
    ("two IN (3, empty)", None),
    ("two NOT IN (3, empty)", None),
    ("two BETWEEN 2 AND 2", True),
    ("two BETWEEN 3 AND empty", False),
    ("two BETWEEN 1 AND empty", None),
    ("two NOT BETWEEN 0 AND 1", True),
    ("empty IS NULL", True),
    ("unheard_of IS NULL", True),
    ("two IS NOT NULL", True),
    ("CASE WHEN no THEN 1 WHEN empty = 1 THEN 2 ELSE 3 END", 3.0),
    ("CASE WHEN yes THEN NULL ELSE 3 END", None),
    ("CASE WHEN no THEN 1 END", None),
    ("CASE two WHEN 1 THEN 'one' WHEN 2 THEN 'two' END", "two"),
    ("CASE empty WHEN 1 THEN 'one' ELSE 'other' END", "other"),
    ("COALESCE(empty, two, 3)", 2.0),
    ("COALESCE(empty, empty)", None),
    ("LEAST(two, empty, half)", 0.5),
    ("GREATEST(empty, two, half)", 2.0),
    ("LEAST(empty, empty)", None),
    ("GREATEST(empty, empty)", None),
    ("ANSWERED(two, empty, zero, no, helps, none)", 5.0),
    ("SELECTED(helps, 'bus')", True),
    ("SELECTED(helps, 'home')", False),
    ("SELECTED(none, 'bus')", False),
    ("SELECTED(empty, 'bus')", None),
    ("SELECTED(kept, 'bus')", True),
    ("SELECTED(kept, 'b')", False),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_an_expression_has_one_value(text, value):
    found = evaluate(parse(text), ANSWERS)
    assert (type(found), found) == (type(value), value)


TRUTH = [(True, True, True, True), (True, False, False, True), (True, None, None, True)]
TRUTH += [(False, False, False, False), (False, None, False, None), (None, None, None, None)]


@pytest.mark.parametrize(("left", "right", "both", "either"), [*TRUTH, *((r, lft, b, e) for lft, r, b, e in TRUTH)])
def test_conditions_know_true_false_and_unknown(left, right, both, either):
    assert evaluate(parse("a AND b"), {"a": left, "b": right}) is both
    assert evaluate(parse("a OR b"), {"a": left, "b": right}) is either


def test_the_alcohol_composite_adds_days_trouble_and_money_to_at_most_one():
    formula = "(days_any + days_drunk + days_problem) / 180 + (troubled + importance) / 24 + LN(money + 1) / 44"
    worst = {"days_any": 30, "days_drunk": 30, "days_problem": 30, "troubled": 4, "importance": 4, "money": 1500}
    assert evaluate(parse(formula), worst) == pytest.approx(0.5 + 1 / 3 + log(1501) / 44)
    assert evaluate(parse(formula), worst | {"money": None}) is None


def test_codes_are_stored_so_that_none_is_part_of_another():
    assert stored(["a", "ab"]) == "|a|ab|"
    assert stored([]) == "|"
