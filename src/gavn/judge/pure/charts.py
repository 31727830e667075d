"""A figure as a picture: each part as a point with its interval, this season filled, the one before open."""

from __future__ import annotations

from typing import Any

from gavn.judge.pure.shown import FigureShown, SeasonShown

Spec = dict[str, Any]
ROW, FEW = 34, 2
"""Below so many points the sentence says as much."""


def parts_chart(shown: FigureShown, now: str, before: str) -> Spec | None:
    """The parts with what is known of both seasons, named in the reader's language; nothing where little is known."""
    rows = [
        {"part": part.name, "season": name, "value": one.value, "low": one.low, "high": one.high}
        for part in shown.parts
        for name, one in ((now, part.now), (before, part.before))
        if one is not None and _known(one)
    ]
    if len(rows) < FEW:
        return None
    share = shown.figure.measure == "share"
    axis: Spec = {"tickCount": 5} | ({"format": ".0%"} if share else {})
    x: Spec = {"type": "quantitative", "title": None, "axis": axis}
    x["scale"] = {"domain": [0, 1]} if share else {"zero": False, "nice": True}
    y: Spec = {"field": "part", "type": "nominal", "title": None, "sort": [part.name for part in shown.parts]}
    y["axis"] = {"labelLimit": 180}
    offset = {"field": "season", "sort": [now, before]}
    colour = {"field": "season", "type": "nominal", "title": None, "sort": [now, before],
              "scale": {"domain": [now, before], "range": ["chart-1", "chart-quiet"]},
              "legend": {"orient": "top"}}  # fmt: skip
    both: Spec = {"y": y, "yOffset": offset, "color": colour}
    ends = {"x": {"field": "low", **x}, "x2": {"field": "high"}}
    shape: Spec = {**colour, "scale": {"domain": [now, before], "range": ["circle", "diamond"]}}
    return {
        "height": max(2, len(shown.parts)) * ROW,
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": both | ends},
            {
                "mark": {"type": "point", "filled": True, "size": 90},
                "encoding": both | {"x": {"field": "value", **x}, "shape": shape},
            },
        ],
    }


def _known(one: SeasonShown) -> bool:
    return one.value is not None and one.low is not None and one.high is not None
