"""One person's course as a picture: the scores with their change band, the interventions under the same days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gavn.kernel.dates import add_months
from gavn.kernel.say import Said, said
from gavn.measure.pure.change import change_band
from gavn.measure.pure.series import shown

if TYPE_CHECKING:
    from gavn.measure.pure.series import Point, Series

Spec = dict[str, Any]
Say = Callable[[Said], str]
SCORES = 220  # pixels for the scale itself
LANE = 30  # pixels for one intervention: its name above its bar
MOST_LANES = 5
MOST_MONTHS = 7
SHORTEST = 90  # days shown at least, so that one measurement does not fill the width
MONTH_AS = {"en": "%b %Y", "da": "%-m/%Y", "sv": "%Y-%m"}
NO_CLEAR_CHANGE = Said("between the edges: no clear change")


@dataclass(frozen=True)
class Lane:
    """An intervention as a bar under the scores; without a last day it is still given."""

    name: str
    first: date
    last: date | None


def course(series: Series, lanes: Sequence[Lane], *, today: date, language: str, say: Say) -> Spec | None:
    """The scores of a series over time; nothing while there is one score and nothing under it."""
    first = series.first
    if first is None or (len(series.usable) == 1 and not lanes):
        return None
    days = _days(series, lanes, today)
    low, high = series.score.low, series.score.high
    unit = (high - low) / SCORES
    bottom = low - unit * (LANE * len(lanes) + (12 if lanes else 0))
    return {
        "height": SCORES + (LANE * len(lanes) + 12 if lanes else 0),
        "encoding": {
            "x": _time(days, language),
            "y": {
                "type": "quantitative",
                "scale": {"domain": [bottom, high + unit * 14], "nice": False, "zero": False},
                "axis": {"values": ticks(low, high), "title": None, "domain": False, "ticks": False},
            },
        },
        "layer": [
            *_band(series, first, days, say),
            *_border(series, days, say),
            *_line(series, say),
            *_lanes(lanes, days, low - unit * 12, unit),
        ],
    }


def _time(days: tuple[date, date], language: str) -> Spec:
    """The days as an axis, counted in milliseconds: layers over dates of their own cannot share an axis of dates."""
    form = MONTH_AS.get(language, MONTH_AS["en"])
    return {
        "field": "day",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [moment(day) for day in days], "nice": False, "zero": False},
        "axis": {
            "values": [moment(day) for day in months_shown(*days)],
            "labelExpr": f"utcFormat(datum.value, '{form}')",
            "labelOverlap": True,
        },
    }


def months_shown(first: date, last: date) -> list[date]:
    """The first days of the months that the axis names: at most seven, at even distances.

    >>> [day.month for day in months_shown(date(2026, 1, 5), date(2026, 12, 5))]
    [3, 5, 7, 9, 11]
    """
    start = add_months(first.replace(day=1), 1)
    count = (last.year - start.year) * 12 + last.month - start.month + 1
    step = next((step for step in (1, 2, 3, 6) if count <= step * MOST_MONTHS), 12 * (1 + count // (12 * MOST_MONTHS)))
    found = [add_months(start, away) for away in range(count)]
    return [day for day in found if (day.month - 1) % min(step, 12) == 0][:: max(1, step // 12)]


def first_lanes(lanes: Sequence[Lane], most: int | None = MOST_LANES) -> list[Lane]:
    """As many interventions as a picture holds, in the order in which they began: what is still given goes first."""
    pressing = sorted(lanes, key=lambda lane: (lane.last is not None, -moment(lane.last or lane.first)))
    return sorted(pressing[:most], key=lambda lane: lane.first)


def ticks(low: float, high: float) -> list[float]:
    """Five places on the scale, its ends among them.

    >>> ticks(0, 40)
    [0, 10, 20, 30, 40]
    """
    found = [low + (high - low) * part / 4 for part in range(5)]
    return [int(one) if one == int(one) else round(one, 2) for one in found]


def moment(day: date) -> int:
    """A day as a picture takes it: milliseconds since 1970, the same in every time zone.

    >>> moment(date(1970, 1, 2))
    86400000
    """
    return (day - date(1970, 1, 1)).days * 86_400_000


def _days(series: Series, lanes: Sequence[Lane], today: date) -> tuple[date, date]:
    """From the first measurement to today or the newest measurement, never less than a season."""
    first = min(point.day for point in series.usable)
    last = max([point.day for point in series.usable] + [lane.last or today for lane in lanes])
    last = max(last, first + timedelta(days=SHORTEST))
    edge = (last - first) // 24
    return first - edge, last + edge


def _band(series: Series, first: Point, days: tuple[date, date], say: Say) -> list[Spec]:
    """The scores that are no clear change from the first one, and the first one as a line."""
    start, end = moment(first.day), moment(days[1])
    base = {"day": start, "end": end, "value": first.value}
    layers: list[Spec] = []
    if series.threshold is not None:
        below, above = change_band(float(first.value or 0), series.threshold)
        below, above = max(below, series.score.low), min(above, series.score.high)
        band = {"day": start, "end": end, "below": below, "above": above}
        layers += [
            _layer(band, {"type": "rect", "color": "chart-band"}, y="below", y2="above", x2="end"),
            _band_words(series, first, {**band, "words": say(NO_CLEAR_CHANGE)}),
        ]
    return [*layers, _layer(base, {"type": "rule", "strokeDash": [5, 4]}, y="value", x2="end")]


def _band_words(series: Series, first: Point, band: Spec) -> Spec:
    """What the band means, at the edge away from which the line runs."""
    risen = any(float(point.value or 0) > float(first.value or 0) for point in series.usable[-2:])
    edge, baseline, dy = ("below", "bottom", -5) if risen else ("above", "top", 5)
    return _layer(band, _words("right", baseline=baseline, dx=-6, dy=dy), x="end", y=edge, text="words")


def _border(series: Series, days: tuple[date, date], say: Say) -> list[Spec]:
    """The border between those who seek help and people in general, where a norm tells it."""
    if series.norm is None or series.norm.cut_off is None:
        return []
    cut_off = round(series.norm.cut_off, max(1, series.score.decimals))
    words = say(said("border {cut_off}", cut_off=cut_off))
    row = {"day": moment(days[0]), "end": moment(days[1]), "value": cut_off, "words": words}
    return [
        _layer(
            row, {"type": "rule", "strokeDash": [1, 4], "strokeCap": "round", "strokeWidth": 2}, y="value", x2="end"
        ),
        _layer(row, _words("left", baseline="bottom", dx=4, dy=-4), y="value", text="words"),
    ]


def _line(series: Series, say: Say) -> list[Spec]:
    """The line with its marks: a square for the start, circles after it, each with its value."""
    values = [
        {
            "day": moment(point.day),
            "value": point.value,
            "words": say(said("{value}", value=shown(series, point))),
            "mark": "start" if point is series.first else "later",
        }
        for point in series.usable
    ]
    marks = {"domain": ["start", "later"], "range": ["square", "circle"]}
    shape = {"field": "mark", "type": "nominal", "legend": None, "scale": marks}
    value = {"field": "value", "type": "quantitative"}
    label = {"type": "text", "dy": -14, "fontWeight": 600, "fontSize": 15}
    return [
        {"data": {"values": values}, "mark": {"type": "line", "color": "chart-1"}, "encoding": {"y": value}},
        {
            "data": {"values": values},
            "mark": {"type": "point", "color": "chart-1", "opacity": 1, "size": 110},
            "encoding": {"y": value, "shape": shape},
        },
        {"data": {"values": values}, "mark": label, "encoding": {"y": value, "text": {"field": "words"}}},
    ]


def _lanes(lanes: Sequence[Lane], days: tuple[date, date], top: float, unit: float) -> list[Spec]:
    """One bar an intervention, its name above it from the left edge; a round end where it goes on."""
    rows = [
        {
            "day": moment(max(lane.first, days[0])),
            "end": moment(min(lane.last or days[1], days[1])),
            "value": top - unit * (LANE * place + 24),
            "name": top - unit * (LANE * place + 17),
            "words": lane.name,
        }
        for place, lane in enumerate(lanes)
    ]
    if not rows:
        return []
    bar = {"type": "rule", "color": "chart-2", "strokeWidth": 6, "strokeCap": "butt"}
    text = {**_words("left", baseline="bottom", dx=0, dy=0), "limit": {"expr": "width"}}
    named = _layer(rows, text, y="name", text="words")
    named["encoding"]["x"] = {"value": 0}
    return [_layer(rows, bar, y="value", x2="end"), named]


def _layer(rows: Spec | list[Spec], mark: Spec, **fields: str) -> Spec:
    """A layer over rows of its own; its channels by the name of the field."""
    kinds = {"y": "quantitative", "x": "quantitative", "text": "nominal"}
    encoding: Spec = {
        channel: {"field": name, "type": kinds[channel]} if channel in kinds else {"field": name}
        for channel, name in fields.items()
    }
    return {"data": {"values": rows if isinstance(rows, list) else [rows]}, "mark": mark, "encoding": encoding}


def _words(align: str, *, baseline: str, dx: int, dy: int) -> Spec:
    return {"type": "text", "align": align, "baseline": baseline, "dx": dx, "dy": dy, "fontSize": 13}
