"""Rows and columns as cells that know their heading, their side and where they lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest

from gavn.web.components.words import shown


@dataclass(frozen=True)
class Heading:
    """A column's heading: its words, its side, and where a click on it leads, if it sorts."""

    key: str
    label: str
    numeric: bool = False
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """One value of a row; the first of a row is its heading."""

    text: str
    label: str
    numeric: bool = False
    url: str = ""
    status: str = ""
    first: bool = False


def query(request: HttpRequest | None, **changes: Any) -> str:
    """The address's query with these changes; None takes a key away. Leads to page one unless a page is named."""
    keys = request.GET.copy() if request is not None else None
    if keys is None:
        return "?" + "&".join(f"{key}={value}" for key, value in changes.items() if value is not None)
    for key, value in {"page": None, **changes}.items():
        keys.pop(key, None)
        if value is not None:
            keys[key] = str(value)
    return f"?{keys.urlencode()}"


def heading(request: HttpRequest | None, column: Mapping[str, Any]) -> Heading:
    """The heading of a column; one with ``sort`` links to its order and turns when it is sorted already."""
    key = str(column["key"])
    now = request.GET.get("sort", "") if request is not None else ""
    if not column.get("sort"):
        return Heading(key, str(column["label"]), bool(column.get("numeric")))
    order = {key: "ascending", f"-{key}": "descending"}.get(now or str(column.get("default", "")), "none")
    turned = f"-{key}" if order == "ascending" else key
    return Heading(key, str(column["label"]), bool(column.get("numeric")), query(request, sort=turned), order)


def value_of(row: Any, key: str, place: int) -> Any:
    """The row's value for a column: by name from a mapping or an object, by place from a list."""
    if isinstance(row, Mapping):
        return row.get(key)
    if isinstance(row, Sequence) and not isinstance(row, str):
        return row[place] if place < len(row) else None
    return getattr(row, key, None)


def cell(value: Any, at: Heading, *, first: bool) -> Cell:
    """The cell of a value, which may be a mapping of ``text``, ``url`` and ``status``."""
    parts = value if isinstance(value, Mapping) else {"text": value}
    return Cell(
        text=shown(parts.get("text")),
        label=at.label,
        numeric=at.numeric,
        url=str(parts.get("url") or ""),
        status=str(parts.get("status") or ""),
        first=first,
    )


def lines(headings: Sequence[Heading], rows: Iterable[Any]) -> list[list[Cell]]:
    """Every row as its cells."""
    return [
        [cell(value_of(row, at.key, place), at, first=place == 0) for place, at in enumerate(headings)] for row in rows
    ]


def pages(request: HttpRequest | None, page: Page[Any]) -> list[dict[str, Any]]:
    """The pages to offer: the first, the last, those near; a gap has no number."""
    offered: list[dict[str, Any]] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            here = number == page.number
            offered.append({"number": number, "url": query(request, page=number), "current": here})
        else:
            offered.append({"number": None, "url": "", "current": False})
    return offered
