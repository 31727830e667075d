"""Content: the worked examples of every indicator come out in the analysis engine as they do for one stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
import pytest

from gavn.catalogue.pure.expressions import Type, stored
from gavn.catalogue.pure.reading.reads import row_types
from gavn.catalogue.pure.relevance import parsed
from gavn.catalogue.selectors import instrument, shipped
from gavn.measure.gateways.compiled import compiled

INDICATORS = shipped("indicators")
COLUMN = {Type.NUMBER: "float64", Type.TEXT: "string", Type.BOOL: "boolean", Type.DATE: "date", Type.MULTI: "string"}


@pytest.fixture(scope="module")
def engine():
    connected = ibis.duckdb.connect()
    yield connected
    connected.disconnect()


def laid_out(one: Any) -> Any:
    """A table with a row each example, and a column each name that the indicator's expressions may use."""
    types = row_types(one, instrument)
    rows = [{name: _kept(kind, example.given.get(name)) for name, kind in types.items()} for example in one.examples]
    columns = {name: [row[name] for row in rows] for name in types}
    order = {"_at": list(range(len(rows)))}
    return ibis.memtable(
        order | columns, schema={"_at": "int64"} | {name: COLUMN[kind] for name, kind in types.items()}
    )


def _kept(kind: Type, value: Any) -> Any:
    if value is None:
        return None
    if kind is Type.DATE:
        return date.fromisoformat(value)
    return stored(value) if kind is Type.MULTI else value


@pytest.mark.parametrize("one", INDICATORS, ids=[one.key for one in INDICATORS])
def test_the_engine_gives_what_the_examples_say(one, engine):
    table = laid_out(one)
    base = compiled(parsed(one.base), table).fill_null(False) if one.base else ibis.literal(True)
    value = base.ifelse(compiled(parsed(one.value), table).cast("float64"), None)
    exposure = compiled(parsed(one.per), table).cast("float64") if one.per else ibis.literal(1.0)
    asked = table.select("_at", base=base, value=value, exposure=exposure).order_by("_at")
    told = engine.to_pyarrow(asked).to_pylist()
    found = [(row["base"], row["value"] if row["exposure"] and row["exposure"] > 0 else None) for row in told]
    assert found == [
        (example.base, None if example.value is None else float(example.value)) for example in one.examples
    ]
