"""The list of services as a reader may see it: numbers from 1 to 4 are hidden from those who may not open persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gavn.compare.pure.counts import ServiceLine
from gavn.compare.pure.disclosure import Sum
from gavn.report.pure.document import Number, Value
from gavn.report.pure.hiding import counts_shown, share_of


@dataclass(frozen=True)
class Listed:
    """One service: who is there now, who came and left, and how much of the follow-up was done."""

    public_id: str
    name: str
    now: Value
    new: Value
    closed: Value
    done: Value


ORDERS: dict[str, Callable[[Listed], Any]] = {
    "name": lambda row: row.name.casefold(),
    "now": lambda row: _size(row.now),
    "new": lambda row: _size(row.new),
    "closed": lambda row: _size(row.closed),
    "done": lambda row: _size(row.done),
}


def listed(public_id: str, name: str, line: ServiceLine, *, inside: bool) -> Listed:
    """The line of a service for one reader."""
    counts = {"now": line.now, "new": line.new, "closed": line.closed, "due": line.due, "done": line.done}
    counts["not done"] = line.due - line.done
    shown = counts_shown(counts, [Sum("due", ("done", "not done"))], inside=inside)
    share = share_of(line.done, line.due, inside=inside)
    return Listed(public_id, name, shown["now"], shown["new"], shown["closed"], share)


def in_order(rows: Iterable[Listed], order: str) -> list[Listed]:
    """Sorted by a column, ``-column`` the other way round; what is hidden or unknown stands last."""
    key = ORDERS.get(order.removeprefix("-"), ORDERS["name"])
    ordered = sorted(rows, key=lambda row: ORDERS["name"](row))
    return sorted(ordered, key=key, reverse=order.startswith("-"))


def _size(value: Value) -> float:
    return float(value.value) if isinstance(value, Number) and value.value is not None else -1.0
