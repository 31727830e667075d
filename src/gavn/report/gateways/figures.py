"""The parts of a page as its components read them, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from gavn.report.gateways.wording import NOTHING, word
from gavn.report.pure.document import Figure, Interval, Number, Part, Points
from gavn.report.pure.hiding import HIDDEN

Told = dict[str, Any]
NUMBERS = (Number, Interval)
Downloads = Callable[[Figure], list[dict[str, str]]]


def told_parts(parts: Iterable[Part], downloads: Downloads) -> list[Told]:
    """Every part by its kind: figures as the component ``chart`` takes them, sentences in words."""
    return [_told(part, downloads) for part in parts]


def _told(part: Part, downloads: Downloads) -> Told:
    if isinstance(part, Figure) and not _says_nothing(part):
        return {"kind": "figure", "figure": told_figure(part, downloads(part))}
    if isinstance(part, Points):
        return {"kind": "points", "title": word(part.title), "items": [word(item) for item in part.items]}
    text = part.finding if isinstance(part, Figure) else getattr(part, "text", "")
    return {"kind": "paragraph", "text": word(text), "quiet": getattr(part, "quiet", False)}


def _says_nothing(figure: Figure) -> bool:
    """Whether a table is empty, or nothing is left of it but what is hidden, and zeros: its sentence is enough."""
    values = [value for row in figure.table.rows for value in row.values]
    empty = [value is HIDDEN or (isinstance(value, Number) and not value.value) for value in values]
    return not values or (HIDDEN in values and all(empty))


def told_figure(figure: Figure, downloads: list[dict[str, str]]) -> Told:
    """The figure with its sentence, chart, table and what it rests on."""
    caption = figure.caption
    columns = [
        {"key": str(place), "label": word(label), "numeric": _numeric(figure, place)}
        for place, label in enumerate(figure.table.columns)
    ]
    return {
        "id": f"figure-{figure.key}",
        "finding": word(figure.finding),
        "description": word(figure.description),
        "caption": f"{columns[0]['label']}: {', '.join(str(column['label']) for column in columns[1:])}",
        "spec": figure.spec,
        "columns": columns,
        "rows": [[word(row.label), *(word(value) or NOTHING for value in row.values)] for row in figure.table.rows],
        "n": caption.n,
        "due": caption.due,
        "missing": caption.missing,
        "because": word(caption.because),
        "version": word(caption.version),
        "downloads": downloads,
    }


def _numeric(figure: Figure, place: int) -> bool:
    values = [row.values[place - 1] for row in figure.table.rows] if place else []
    return bool(values) and all(value is None or value is HIDDEN or isinstance(value, NUMBERS) for value in values)
