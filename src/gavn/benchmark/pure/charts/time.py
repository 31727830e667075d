"""An indicator's course over time: points, their middle, the limits, and which points a rule marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gavn.benchmark.pure.history import History
    from gavn.compare.pure.control_charts import Chart

Spec = dict[str, Any]
Say = Callable[[Said], str]
TALL = 240
FEW = 2
MEANINGS = {
    "improvement": (Said("better"), "triangle-up", "chart-1"),
    "concern": (Said("worse"), "square", "chart-2"),
    "change": (Said("changed"), "diamond", "chart-3"),
    "": (Said("as chance allows"), "circle", "chart-quiet"),
}


def run_spec(found: History, names: Sequence[str], say: Say, *, share: bool) -> Spec | None:
    """Every period's value as a line, the median of each phase as a rule."""
    if found.run is None:
        return None
    rows = _rows(found, names)
    medians = [
        {"period": names[at], "median": phase.median}
        for phase in found.run.phases
        for at in range(phase.first, phase.last + 1)
    ]
    x, y = _axes(names, share=share)
    rule: Spec = {"mark": {"type": "line", "strokeDash": [6, 4], "color": "chart-ink", "strokeWidth": 1.5}}
    rule |= {"data": {"values": medians}, "encoding": {"x": x, "y": {**y, "field": "median"}}}
    line: Spec = {"mark": {"type": "line", "color": "chart-1", "point": {"color": "chart-1"}}}
    line["encoding"] = {"x": x, "y": y}
    first = medians[0]
    word: Spec = {"data": {"values": [{**first, "words": say(said("median"))}]}}
    word |= {"mark": {"type": "text", "align": "left", "dy": -10}}
    word["encoding"] = {"x": x, "y": {**y, "field": "median"}, "text": {"field": "words"}}
    return {"height": TALL, "data": {"values": rows}, "layer": [rule, line, word]}


def control_spec(found: History, names: Sequence[str], say: Say, *, share: bool) -> Spec | None:
    """Every period's value between its limits; what a rule marks has a shape and a word of its own."""
    chart = found.control
    if chart is None:
        return None
    x, y = _axes(names, share=share)
    limits = [
        {"period": name, "centre": point.centre, "low": point.low, "high": point.high}
        for name, point in zip(names, chart.points, strict=True)
    ]
    band: Spec = {"data": {"values": limits}, "mark": {"type": "area", "color": "chart-band", "interpolate": "step"}}
    band["encoding"] = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    centre: Spec = {"data": {"values": limits}}
    centre["mark"] = {"type": "line", "color": "chart-ink", "strokeWidth": 1.5, "strokeDash": [6, 4]}
    centre["encoding"] = {"x": x, "y": {**y, "field": "centre"}}
    line: Spec = {"mark": {"type": "line", "color": "chart-quiet", "strokeWidth": 1.5}, "encoding": {"x": x, "y": y}}
    return {
        "height": TALL,
        "data": {"values": _marked(found, chart, names, say)},
        "layer": [band, centre, line, _points(chart, x, y, say)],
    }


def _marked(found: History, chart: Chart, names: Sequence[str], say: Say) -> list[Spec]:
    rows = _rows(found, names)
    for row, point in zip(rows, chart.points, strict=True):
        row["meaning"] = say(MEANINGS[point.meaning][0])
    return rows


def _points(chart: Chart, x: Spec, y: Spec, say: Say) -> Spec:
    used = [key for key in MEANINGS if any(point.meaning == key for point in chart.points)]
    words = [say(MEANINGS[key][0]) for key in used]
    shape = {"domain": words, "range": [MEANINGS[key][1] for key in used]}
    colour = {"domain": words, "range": [MEANINGS[key][2] for key in used]}
    legend: Spec | None = {"title": None} if len(used) > 1 else None
    return {
        "mark": {"type": "point", "filled": True, "size": 90},
        "encoding": {
            "x": x,
            "y": y,
            "shape": {"field": "meaning", "type": "nominal", "scale": shape, "legend": legend},
            "color": {"field": "meaning", "type": "nominal", "scale": colour, "legend": legend},
        },
    }


def series_spec(names: Sequence[str], values: Sequence[float | None], *, share: bool) -> Spec | None:
    """Values over time alone; nothing where there are too few to make a line."""
    known = [value for value in values if value is not None]
    if len(known) < FEW:
        return None
    x, y = _axes(names, share=share)
    rows = [{"period": name, "value": value} for name, value in zip(names, values, strict=True)]
    mark: Spec = {"type": "line", "color": "chart-1", "point": {"color": "chart-1"}}
    return {"height": 200, "data": {"values": rows}, "mark": mark, "encoding": {"x": x, "y": y}}


def _rows(found: History, names: Sequence[str]) -> list[Spec]:
    return [
        {"period": name, "value": None if value != value else value}  # NaN is not itself
        for name, value in zip(names, found.values.tolist(), strict=True)
    ]


def _axes(names: Sequence[str], *, share: bool) -> tuple[Spec, Spec]:
    x: Spec = {"field": "period", "type": "ordinal", "title": None, "sort": list(names)}
    x["axis"] = {"labelOverlap": "greedy", "labelAngle": 0}
    y: Spec = {"field": "value", "type": "quantitative", "title": None}
    y["scale"] = {"zero": share}
    y["axis"] = {"tickCount": 5} | ({"format": ".0%"} if share else {})
    return x, y
