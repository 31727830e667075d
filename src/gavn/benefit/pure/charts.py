"""A figure's months as a line: the months before as points, the usual as a dashed rule, this month marked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from gavn.benefit.pure.figures import SHARES, MonthFigure

Spec = dict[str, Any]
TALL = 170
FEW = 3  # points below which a line says no more than the table


def course_chart(figure: MonthFigure, name: Callable[[date], str]) -> Spec | None:
    """The months as a chart; nothing where there are too few to make a line."""
    known = [point.number for point in figure.points if point.number is not None]
    if len(known) < FEW:
        return None
    rows: list[Spec] = [
        {"month": name(point.month), "value": point.number, "now": point is figure.now} for point in figure.points
    ]
    value: Spec = {"field": "value", "type": "quantitative", "title": None, "scale": _scale(figure.key, max(known))}
    value["axis"] = {"tickCount": 4} | ({"format": ".0%"} if figure.key in SHARES else {"tickMinStep": 1})
    month: Spec = {"field": "month", "type": "ordinal", "title": None, "sort": [row["month"] for row in rows]}
    month["axis"] = {"labelAngle": 0, "labelOverlap": "greedy"}
    layers: list[Spec] = [
        {"mark": {"type": "line", "color": "chart-quiet"}, "encoding": {"x": month, "y": value}},
        {
            "mark": {"type": "point", "filled": True},
            "encoding": {
                "x": month,
                "y": value,
                "size": {"condition": {"test": "datum.now", "value": 170}, "value": 60},
                "color": {"condition": {"test": "datum.now", "value": "chart-1"}, "value": "chart-quiet"},
            },
        },
    ]
    if figure.usual is not None:
        rule = {"type": "rule", "strokeDash": [5, 5], "color": "chart-ink"}
        layers.insert(0, {"data": {"values": [{"value": figure.usual}]}, "mark": rule, "encoding": {"y": value}})
    return {"height": TALL, "data": {"values": rows}, "layer": layers}


def _scale(key: str, most: float) -> Spec:
    return {"domain": [0, 1]} if key in SHARES else {"domainMin": 0, "domainMax": max(most * 1.15, 1), "nice": True}
