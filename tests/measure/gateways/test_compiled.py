"""Measure: the analysis engine and the row evaluator find the same value for every expression."""

from __future__ import annotations

import re
from datetime import date
from math import inf, nan
from random import Random
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gavn.catalogue.pure.expressions import Type, checked, evaluate, parse, stored
from gavn.kernel.clock import seeded
from gavn.kernel.errors import Refused
from gavn.measure.gateways.compiled import compiled

TYPES = {
    "whole": Type.NUMBER,
    "small": Type.NUMBER,
    "real": Type.NUMBER,
    "name": Type.TEXT,
    "place": Type.TEXT,
    "yes": Type.BOOL,
    "agreed": Type.BOOL,
    "began": Type.DATE,
    "ended": Type.DATE,
    "helps": Type.MULTI,
    "rides": Type.MULTI,
}
COLUMNS = pa.schema(
    {
        "whole": pa.int64(),
        "small": pa.int8(),
        "real": pa.float64(),
        "name": pa.string(),
        "place": pa.string(),
        "yes": pa.bool_(),
        "agreed": pa.bool_(),
        "began": pa.date32(),
        "ended": pa.date32(),
        "helps": pa.string(),
        "rides": pa.string(),
    }
)
CODES = ["a", "ab", "b", "å b", "%"]
NUMBERS = ["0", "1", "3", "0.1", "0.2", "0.3", "180", "2.50", "123456789012345", "0.00000000000001"]
TEXTS = ["'a'", "'A'", "'å'", "'Z'", "'it''s'", "'😀'", "'\uffee'", "''", "' a'", "'50 %'", "'\\'"]
DATES = ["DATE '2024-02-29'", "DATE '2026-01-01'", "DATE '1899-12-31'"]

words = st.sampled_from([text[1:-1].replace("''", "'") for text in TEXTS])
days = st.dates(date(1899, 12, 30), date(2030, 1, 1)) | st.just(date(2024, 2, 29))
reals = st.floats() | st.sampled_from([0.0, -0.0, 0.1, 0.3, 1.0, 1e308, -1e308, 5e-324])
rows = st.fixed_dictionaries(
    {
        "whole": st.none() | st.integers(-(2**62), 2**62) | st.integers(-3, 3),
        "small": st.none() | st.integers(-4, 4),
        "real": st.none() | reals,
        "name": st.none() | words | st.text("abÅ😀'", max_size=3),
        "place": st.none() | words,
        "yes": st.none() | st.booleans(),
        "agreed": st.none() | st.booleans(),
        "began": st.none() | days,
        "ended": st.none() | days,
        "helps": st.none() | st.lists(st.sampled_from(CODES), unique=True),
        "rides": st.none() | st.lists(st.sampled_from(CODES), unique=True),
    }
)


# How a value of each type may be written; N, T, B and D stand for any number, text, bool and date.
ANY = [
    "CASE WHEN B THEN {0} WHEN B THEN NULL ELSE {0} END",
    "CASE N WHEN N THEN {0} WHEN N THEN {0} END",
    "COALESCE({0}, {0}, {0})",
]
ORDERED = ["LEAST({0}, {0}, {0})", "GREATEST({0}, {0})"]
COMPARED = ["({0} = {0})", "({0} <> {0})", "({0} IS NULL)", "({0} IS NOT NULL)"]
SORTED = [
    "({0} IN ({0}, {0}))",
    "({0} NOT IN ({0}, {0}))",
    "({0} < {0})",
    "({0} <= {0})",
    "({0} > {0})",
    "({0} >= {0})",
    "({0} BETWEEN {0} AND {0})",
]
JOINED = ["(B AND B)", "(B OR B)", "(NOT B)", "(B AND NOT B)", "(B IS NOT NULL)", "SELECTED(M, C)", "(M IS NULL)"]
SUMS = ["(N + N)", "(N - N)", "(N * N)", "(N / N)", "(N - N * N + N / N)", "(- N)", "(D - D)"]
CALLS = ["LN(N)", "ABS(N)", "ANSWERED(N, T, M)"]
FORMS = {
    "N": [form.format("N") for form in ANY + ORDERED] + SUMS * 3 + CALLS * 2,
    "T": [form.format("T") for form in ANY],
    "D": [form.format("D") for form in ANY + ORDERED],
    "B": [form.format(of) for form in COMPARED for of in "NTBD"]
    + [form.format(of) for form in SORTED for of in "NTD"]
    + [form.format("B") for form in ANY]
    + JOINED * 3,
}
LEAVES = {
    "N": ["whole", "small", "real"] * 4 + NUMBERS,
    "T": ["name", "place"] * 4 + TEXTS,
    "D": ["began", "ended"] * 2 + DATES,
    "B": ["yes", "agreed"] * 3 + ["TRUE", "FALSE"],
    "M": ["helps", "rides"],
    "C": [f"'{code}'" for code in CODES],
}
GAP = re.compile(r"\b[NTBDMC]\b")


def drawn(of: str, depth: int, luck: Random) -> str:
    """A well-typed expression, so many operators deep."""
    form = luck.choice(FORMS[of] if depth and of in FORMS else LEAVES[of])
    leaf = form in LEAVES[of]
    return form if leaf else GAP.sub(lambda gap: drawn(gap[0], depth - luck.choice([1, 1, depth]), luck), form)


def columns(expressions: list[str], answers: list[dict[str, Any]]) -> list[list[Any]]:
    """What the engine finds, in one query: a list of values for each expression."""
    held = [{n: stored(v) if isinstance(v, list) else v for n, v in row.items()} for row in answers]
    table = ibis.memtable(pa.Table.from_pylist(held, schema=COLUMNS))
    found = table.select(**{f"e{i}": compiled(parse(text), table) for i, text in enumerate(expressions)})
    return [column.to_pylist() for column in ibis.duckdb.connect().to_pyarrow(found).columns]


KNOWN = [
    ("whole / small", [0.5, None]),
    ("0.1 + 0.2 = 0.3", [False, False]),
    ("LN(small - 2)", [None, None]),
    ("ended - began", [59.0, None]),
    ("SELECTED(helps, 'a')", [True, False]),
    ("CASE WHEN yes THEN name END", ["å", None]),
    ("((name IS NOT NULL) IS NULL) = FALSE", [True, True]),
    ("place NOT BETWEEN 'a' AND 'z'", [False, None]),
    ("GREATEST(real, small) * -1", [-2.0, None]),
    ("ANSWERED(whole, yes, agreed IS NULL)", [3.0, 1.0]),
]
PEOPLE = [
    {"whole": 1, "small": 2, "real": nan, "name": "å", "place": "b", "yes": True}
    | {"began": date(2026, 1, 1), "ended": date(2026, 3, 1), "helps": ["a", "b"]},
    {"real": inf, "helps": ["ab"]},
]


def test_the_engine_finds_what_the_reference_promises():
    texts = [text for text, _ in KNOWN]
    assert columns(texts, PEOPLE) == [found for _, found in KNOWN]


def test_an_expression_chooses_the_rows_of_a_table():
    table = ibis.memtable(pa.table({"drinks": [0, 3, None], "sex": ["woman"] * 3}))
    chosen = table.filter(compiled(parse("drinks > 0 AND sex = 'woman'"), table))
    assert ibis.duckdb.connect().to_pyarrow(chosen)["drinks"].to_pylist() == [3]


def test_a_sum_of_a_hundred_and_fifty_questions_is_computed():
    assert columns([" + ".join(["small"] * 150)], PEOPLE) == [[300.0, None]]


def test_a_column_the_store_does_not_have_is_refused():
    with pytest.raises(Refused, match="no column"):
        compiled(parse("drinks > 0"), ibis.table({"sex": "string"}))


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.integers(0, 2**32), st.lists(rows, min_size=4, max_size=12))
def test_engine_and_row_evaluator_agree_on_every_expression_and_row(seed, answers):
    luck = seeded(seed)
    expressions = [drawn(luck.choice("NNBBTD"), 3, luck) for _ in range(30)]
    for text, column in zip(expressions, columns(expressions, answers), strict=True):
        parsed = parse(text)
        checked(parsed, TYPES)
        for row, found in zip(answers, column, strict=True):
            assert evaluate(parsed, row) == found, (text, row)
