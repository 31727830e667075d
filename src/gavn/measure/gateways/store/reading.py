"""Rows that count: those no tombstone lies over."""

from __future__ import annotations

from collections.abc import Sequence

from ibis.expr.types import Table

from gavn.measure.gateways.store.files import LAYER, OF


def that_count(rows: Table, gone: Table | None, columns: Sequence[str]) -> Table:
    """The rows that were not written anew or taken out since; as an expression of whichever engine reads them."""
    if gone is not None:
        over = gone.select(_gone_of=gone[OF], _gone_below=gone[LAYER])
        met = rows.left_join(over, rows[OF] == over["_gone_of"])
        rows = met.filter(met["_gone_below"].isnull() | (met[LAYER] >= met["_gone_below"]))
    return rows.select(*columns)
