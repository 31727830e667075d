"""Services and groups beside each other: a line with its interval each, or a cloud within its funnel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gavn.benchmark.pure.funnels import Drawn

Spec = dict[str, Any]
TALL = 320
LINE = 46
SIDES = {
    1: (Said("above the limits"), "triangle-up", "chart-2"),
    -1: (Said("below the limits"), "triangle-down", "chart-3"),
    0: (Said("within the limits"), "circle", "chart-1"),
}


@dataclass(frozen=True)
class Bar:
    """One line: its name, its value, the interval it lies in; ``own`` is drawn full, the others hollow."""

    name: str
    value: float
    low: float
    high: float
    words: str
    own: bool = False


def forest(bars: Sequence[Bar], *, share: bool, middle: float | None = None, word: str = "") -> Spec | None:
    """Each bar's value as a point in its interval, its name above it, what all have as a dashed line."""
    if not bars:
        return None
    rows = [{"name": bar.name, "value": bar.value, "low": bar.low, "high": bar.high, "own": bar.own,
             "words": f"{bar.name}: {bar.words}"} for bar in bars]  # fmt: skip
    x: Spec = {"type": "quantitative", "title": None, "scale": {"zero": False, "nice": True}}
    x["axis"] = {"tickCount": 5, "grid": True} | ({"format": ".0%"} if share else {})
    y: Spec = {"field": "name", "type": "nominal", "sort": [bar.name for bar in bars], "title": None, "axis": None}
    point: Spec = {"type": "point", "size": 130, "filled": True, "stroke": "chart-1", "strokeWidth": 2, "yOffset": 8}
    fill = {"condition": {"test": "datum.own", "value": "chart-1"}, "value": "chart-paper"}
    label: Spec = {"type": "text", "align": "left", "dy": -12, "limit": {"expr": "width"}}
    layers: list[Spec] = [
        {
            "mark": {"type": "rule", "strokeWidth": 3, "color": "chart-quiet", "yOffset": 8},
            "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {"mark": point, "encoding": {"x": {**x, "field": "value"}, "fill": fill}},
        {"mark": label, "encoding": {"x": {"value": 0}, "text": {"field": "words"}}},
    ]
    if middle is not None:
        rule: Spec = {"data": {"values": [{"middle": middle, "word": word}]}}
        rule["mark"] = {"type": "rule", "strokeDash": [5, 5], "color": "chart-ink"}
        rule["encoding"] = {"x": {**x, "field": "middle"}, "y": {"value": 0}, "y2": {"value": {"expr": "height"}}}
        layers.insert(0, rule)
    return {"height": {"step": LINE}, "data": {"values": rows}, "encoding": {"y": y}, "layer": layers}


def funnel_spec(found: Drawn, names: Mapping[str, str], say: Callable[[Said], str], *, share: bool) -> Spec:
    """Services by size and value within the limits; those outside have a shape, a colour and their name."""
    percent = share and not found.ratio
    x: Spec = {"field": "size", "type": "quantitative", "scale": {"zero": False, "nice": False, "type": "sqrt"}}
    x["title"] = say(said("Cases expected")) if found.ratio else say(said("People counted, or what they stand for"))
    x["axis"] = {"tickCount": 5}
    y: Spec = {"field": "value", "type": "quantitative", "title": None, "scale": {"zero": False}}
    y["axis"] = {"tickCount": 5} | ({"format": ".0%"} if percent else {})
    lines = [
        {"size": one.size, "value": end, "line": f"{kind}{side}"}
        for one in found.curve
        for kind, ends in (("outer", one.outer), ("inner", one.inner))
        for side, end in enumerate(ends)
    ]
    dash = {"condition": {"test": "indexof(datum.line, 'outer') === 0", "value": [1, 0]}, "value": [4, 4]}
    limits: Spec = {"data": {"values": lines}, "mark": {"type": "line", "color": "chart-quiet", "strokeWidth": 1.5}}
    limits["encoding"] = {"x": x, "y": y, "detail": {"field": "line"}, "strokeDash": dash}
    target: Spec = {"data": {"values": [{"value": found.target}]}}
    target |= {"mark": {"type": "rule", "color": "chart-ink"}, "encoding": {"y": y}}
    return {
        "height": TALL,
        "data": {"values": _dots(found, names, say)},
        "layer": [limits, target, _points(found, x, y, say), _names(x, y)],
    }


def _dots(found: Drawn, names: Mapping[str, str], say: Callable[[Said], str]) -> list[Spec]:
    return [
        {
            "name": names.get(dot.service, ""),
            "size": dot.size,
            "value": dot.value,
            "side": say(SIDES[dot.outside][0]),
            "out": dot.outside != 0,
        }
        for dot in found.dots
    ]


def _points(found: Drawn, x: Spec, y: Spec, say: Callable[[Said], str]) -> Spec:
    used = [side for side in SIDES if any(dot.outside == side for dot in found.dots)]
    words = [say(SIDES[side][0]) for side in used]
    legend: Spec = {"title": None, "columns": 1}
    shape = {"domain": words, "range": [SIDES[side][1] for side in used]}
    colour = {"domain": words, "range": [SIDES[side][2] for side in used]}
    return {
        "mark": {"type": "point", "filled": True, "size": 110},
        "encoding": {
            "x": x,
            "y": y,
            "shape": {"field": "side", "type": "nominal", "scale": shape, "legend": legend},
            "color": {"field": "side", "type": "nominal", "scale": colour, "legend": legend},
        },
    }


def _names(x: Spec, y: Spec) -> Spec:
    return {
        "transform": [{"filter": "datum.out"}],
        "mark": {"type": "text", "align": "right", "dx": -10, "limit": 160},
        "encoding": {"x": x, "y": y, "text": {"field": "name"}},
    }
