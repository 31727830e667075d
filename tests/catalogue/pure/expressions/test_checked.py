"""Catalogue: an expression's parts fit together before anybody answers."""

from __future__ import annotations

import pytest

from gavn.catalogue.pure.expressions import Type, checked, parse
from gavn.kernel.errors import Refused

TYPES = {
    "drinks": Type.NUMBER,
    "money": Type.NUMBER,
    "sex": Type.TEXT,
    "agreed": Type.BOOL,
    "began": Type.DATE,
    "ended": Type.DATE,
    "helps": Type.MULTI,
}

GOOD = [
    ("1", Type.NUMBER),
    ("'a'", Type.TEXT),
    ("TRUE", Type.BOOL),
    ("DATE '2026-01-01'", Type.DATE),
    ("drinks + money / 2 - 1 * 3", Type.NUMBER),
    ("-drinks", Type.NUMBER),
    ("ended - began", Type.NUMBER),
    ("drinks > 0 AND sex = 'woman' OR NOT agreed", Type.BOOL),
    ("agreed = (drinks > 0)", Type.BOOL),
    ("sex < 'b'", Type.BOOL),
    ("began BETWEEN DATE '2026-01-01' AND ended", Type.BOOL),
    ("sex IN ('woman', 'man')", Type.BOOL),
    ("helps IS NULL AND NOT (drinks > 1) IS NULL", Type.BOOL),
    ("CASE WHEN agreed THEN NULL WHEN drinks = 1 THEN sex ELSE 'x' END", Type.TEXT),
    ("CASE drinks WHEN 1 THEN began END", Type.DATE),
    ("COALESCE(drinks, 0)", Type.NUMBER),
    ("LEAST(began, ended)", Type.DATE),
    ("GREATEST(drinks, money)", Type.NUMBER),
    ("LN(money) + ABS(drinks)", Type.NUMBER),
    ("ANSWERED(drinks, sex, helps, began)", Type.NUMBER),
    ("SELECTED(helps, 'bus')", Type.BOOL),
]


@pytest.mark.parametrize(("text", "found"), GOOD)
def test_an_expression_has_the_type_of_what_comes_out(text, found):
    assert checked(parse(text), TYPES) is found


BAD = [
    ("drinks + sex", "Line 1, column 10: here stands a text, but it must be number"),
    ("agreed + 1", "column 1: here stands a bool, but it must be number"),
    ("began + 1", "column 1: here stands a date, but it must be number"),
    ("began - 1", "column 9: here stands a number, but it must be date"),
    ("sex - 1", "column 1: here stands a text, but it must be date / number"),
    ("drinks > 0\nAND money", "Line 2, column 5: here stands a number, but it must be bool"),
    ("NOT drinks", "column 5: here stands a number, but it must be bool"),
    ("(1 < drinks) < 3", "column 2: here stands a bool, but it must be date / number / text"),
    ("agreed < TRUE", "column 1: here stands a bool, but it must be date / number / text"),
    ("drinks = '1'", "column 10: here stands a text, but it must be number"),
    ("agreed IN (TRUE)", "column 1: here stands a bool"),
    ("sex IN ('a', 1)", "column 14: here stands a number, but it must be text"),
    ("drinks BETWEEN 1 AND began", "column 22: here stands a date"),
    ("CASE WHEN drinks THEN 1 END", "column 11: here stands a number, but it must be bool"),
    ("CASE WHEN agreed THEN 1 ELSE 'a' END", "column 30: here stands a text, but it must be number"),
    ("CASE WHEN agreed THEN NULL END", "column 11: NULL stands only after THEN and ELSE"),
    ("drinks = NULL", "NULL stands only after THEN and ELSE; to ask for it write IS NULL"),
    ("drinks IN (1, NULL)", "NULL stands only"),
    ("NULL", "NULL stands only"),
    ("LN(sex)", "column 4: here stands a text, but it must be number"),
    ("LEAST(sex, 'a')", "column 7: here stands a text, but it must be date / number"),
    ("COALESCE(drinks, 'a')", "column 18: here stands a text"),
    ("money > 0 AND drink > 0", "column 15: nothing is called drink; did you mean drinks?"),
    ("zzz IS NULL", "column 1: nothing is called zzz; ask for it first, or put a text in 'quotes'"),
    ("sex = woman", "column 7: nothing is called woman"),
    ("helps = 'bus'", "column 1: helps has several answers; ask SELECTED(helps, 'code')"),
    ("SELECTED(sex, 'a')", "column 10: write SELECTED(name, 'code')"),
    ("SELECTED(helps, sex)", "column 10: write SELECTED(name, 'code')"),
    ("SELECTED(helps, 1)", "column 10: write SELECTED(name, 'code')"),
    ("SELECTED(helps, 'a|b')", "column 10: write SELECTED(name, 'code')"),
    ("SELECTED('helps', 'a')", "column 10: write SELECTED(name, 'code')"),
    ("SELECTED(help, 'a')", "column 10: nothing is called help; did you mean helps?"),
    ("(drinks + sex) IS NULL", "column 11: here stands a text"),
]


@pytest.mark.parametrize(("text", "why"), BAD)
def test_what_does_not_fit_is_refused_where_it_stands(text, why):
    with pytest.raises(Refused) as refusal:
        checked(parse(text), TYPES)
    assert why in str(refusal.value)


def test_a_long_sum_is_checked():
    assert checked(parse(" - ".join(["drinks"] * 150)), TYPES) is Type.NUMBER
