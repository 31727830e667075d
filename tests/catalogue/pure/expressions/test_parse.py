"""Catalogue: an expression is read, or refused with its place and its remedy."""

from __future__ import annotations

import pickle

import pytest
from sqlglot.tokens import Tokenizer

from gavn.catalogue.pure.expressions import RESERVED, Expression, evaluate, parse
from gavn.kernel.errors import Refused

ASI_ALCOHOL = "(days_any + days_drunk + days_problem) / 180 + (troubled + importance) / 24 + LN(money + 1) / 44"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1", set()),
        ("cesd_a + cesd_b + (3 - cesd_d)", {"cesd_a", "cesd_b", "cesd_d"}),
        ("drinks > 0 AND sex = 'woman'", {"drinks", "sex"}),
        (ASI_ALCOHOL, {"days_any", "days_drunk", "days_problem", "troubled", "importance", "money"}),
        ("began BETWEEN DATE '2026-01-01' AND ended", {"began", "ended"}),
        ("CASE kind WHEN 'a' THEN x ELSE NULL END", {"kind", "x"}),
        ("date > DATE '2026-01-01'", {"date"}),
        ("selected(helps, 'bus')", {"helps"}),
    ],
)
def test_an_expression_knows_the_names_it_asks_for(text, names):
    assert parse(text).names == names


def test_the_same_text_is_read_once():
    assert parse("a + 1") is parse("a + 1")


def test_an_expression_stays_itself_in_a_cache():
    expression = parse("a * 2")
    evaluate(expression, {"a": 1})
    kept: Expression = pickle.loads(pickle.dumps(expression))
    assert kept == expression
    assert evaluate(kept, {"a": 4}) == 8


SQL_WORDS = sorted({word.lower() for word in Tokenizer.KEYWORDS if word.isidentifier()} - {w.lower() for w in RESERVED})


def test_a_question_may_be_called_what_is_a_word_elsewhere_in_sql():
    assert {"select", "date", "interval", "any", "like"} <= {*SQL_WORDS}
    for word in [*SQL_WORDS, "if", "year", "next", "cast", "current_date", "coalesce"]:
        assert evaluate(parse(f"{word} + {word} * 2 > 5 AND NOT {word} IS NULL"), {word: 2}) is True, word


REFUSED = [
    ("", "The expression is empty"),
    ("  \n ", "The expression is empty"),
    ("a +", "ends too soon: a value is missing after +"),
    ("a AND NOT", "ends too soon: a value is missing after NOT"),
    ("a + * b", "Line 1, column 5: a value is missing before *"),
    ("a > 1\n  AND OR b", "Line 2, column 7: a value is missing before OR"),
    ("+ a", "Line 1, column 1: a value is missing before +"),
    ("ANSWERED()", "column 10: a value is missing before )"),
    ("CASE END", "column 6: a value is missing before END"),
    ("a b", "column 3: nothing joins b to what stands before it; write AND, OR"),
    ("a like 'x%'", "column 3: nothing joins like"),
    ("a NOT 'x'", "column 7: nothing joins 'x'"),
    ("a\n(b)", "Line 1, column 1: there is no function a; use LN, ABS"),
    ("NOT NOT a", "column 5: NOT stands twice"),
    ("a - - - 1", "column 7: - stands twice"),
    ("(a", "column 1: ( is never closed"),
    ("a\n + (b + CASE WHEN c THEN 1", "Line 2, column 9: CASE is never closed"),
    ("a)", "column 2: ) closes nothing"),
    ("(CASE WHEN a THEN b) END", "column 20: ) closes nothing"),
    ("a END", "column 3: END closes nothing"),
    ("(" * 21 + "a" + ")" * 21, "column 21: too much is nested here"),
    ("a = NOT " * 490 + "a", "Too much is nested"),
    ("a" + " + a" * 200, "more than 150 parts in a row"),
    ("a" * 4001, "longer than 4000 signs"),
    ("'abc", "column 1: what is opened here is never closed"),
    ("'a' = 'b' AND\n c = 'd", "Line 2, column 6: what is opened here is never closed"),
    ("a + 1 /* sum", "column 7: what is opened here is never closed"),
    ("3 --2", "column 1: notes stand beside an expression"),
    ("a /* why */ + 1", "column 1: notes stand beside"),
    ("a = 'b\tc'", "column 5: a text stays on one line"),
    ("a = 'b\nc'", "column 5: a text stays on one line"),
    ("a > 1e3", "column 5: write the number 1e3 with at most 15 digits"),
    ("a > 1234567890.123456", "column 5: write the number 1234567890.123456"),
    ("a > 5.", "column 5: write the number 5."),
    ("a > .5", "column 5: . cannot be used. Names have no dots"),
    ("t.a > 5", "column 2: . cannot be used. Names have no dots"),
    ("a != 1", "column 3: != cannot be used. Write <>"),
    ("a == 1", "column 3: == cannot be used. Write one ="),
    ("a::int", "column 2: :: cannot be used. Every name has its type"),
    ("a || b", "column 3: || cannot be used. Write AND and OR"),
    ('sex = "woman"', 'column 7: "woman" cannot be used. Write texts in single quotes'),
    ("a; b", "column 2: ; cannot be used. One expression stands alone"),
    ("a % 2", "column 3: % cannot be used. Use names, numbers"),
    ("a[1]", "column 2: [ cannot be used"),
    ("a = ?", "column 5: ? cannot be used"),
    ("N'x' = a", "column 1: N'x' cannot be used"),
    ("a LIKE 'x%'", "column 3: LIKE is neither a word of expressions nor a name"),
    ("a COLLATE nocase = b", "column 3: COLLATE is neither"),
    ("(SELECT a)", "column 2: SELECT is neither"),
    ("select a", "column 8: nothing joins a"),
    ("Drinks > 0", "column 1: Drinks is neither"),
    ("år > 0", "column 1: år is neither"),
    ("ROUND(a)", "column 1: there is no function ROUND; use LN, ABS, LEAST"),
    ("CAST(a AS INT)", "column 1: there is no function CAST"),
    ("a > DATE '2026-02-30'", "column 5: 2026-02-30 is not a day; write it as DATE"),
    ("a > DATE '20260201'", "column 5: 20260201 is not a day"),
    ("CASE a THEN 1 END", "column 6: this cannot be read; see CASE WHEN"),
    ("a > 1\nAND b BETWEEN 1", "Line 2, column 15: this cannot be read"),
    ("a, b", "column 2: this cannot be read"),
    ("a NOT", "this cannot be read"),
    ("1 < a < 3", "column 1: set parentheses around this condition, or AND before the next"),
    ("agreed =\n b IS NULL", "Line 2, column 2: set parentheses around this condition"),
    ("a = NOT b", "column 9: set parentheses"),
    ("(a, b)", "column 1: several values in parentheses stand only after IN"),
    ("x > 0 AND a IN b", "column 11: after IN stands a list"),
    ("a IS TRUE", "column 1: after IS stands NULL or NOT NULL"),
    ("x + LN(a, b)", "column 5: write LN(a)"),
    ("LEAST(a)", "column 1: write LEAST(a, b, …)"),
    ("COALESCE(a)", "column 1: write COALESCE(a, b, …)"),
    ("SELECTED(a)", "column 1: write SELECTED(a, 'code')"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place_and_remedy(text, why):
    with pytest.raises(Refused) as refusal:
        parse(text)
    assert why in str(refusal.value)


def test_a_sum_of_a_hundred_and_fifty_questions_is_read_and_computed():
    assert evaluate(parse(" + ".join(["item"] * 150)), {"item": 2}) == 300
