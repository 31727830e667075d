"""A service's figures as pictures: bars from zero, the curve of those still there, change group by group.

Every mark says what it is in words; colour only repeats it. The same definitions are drawn on pages and on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gavn.kernel.dates import DAYS_A_MONTH
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.compare.pure.changed import Change
    from gavn.compare.pure.counts import Flow, Followed
    from gavn.compare.pure.methods.time_to_exit import TimeToExit

Spec = dict[str, Any]
Say = Callable[[Said], str]
LINE = 34  # pixels for one bar
TALL = 48  # where the name stands above its bar
LONG = 26  # letters that fit beside a bar on a phone
ROOM = 24  # letters that fit into a whole bar on a phone
CURVE = 260
CLASSES = {
    "improved": (Said("improved"), "chart-1"),
    "unchanged": (Said("unchanged"), "chart-quiet"),
    "worse": (Said("worse"), "chart-2"),
    "unjudged": (Said("measured twice"), "chart-1"),
    "missing": (Said("missing"), "chart-band"),
}
DARK = {"improved", "unchanged", "worse", "unjudged", "done", "why"}  # parts dark enough for words in white


def shares_chart(bars: Sequence[tuple[str, int]], whole: int, say: Say) -> Spec:
    """How often each answer was given, the most frequent first, of so many."""
    ordered = sorted(bars, key=lambda bar: -bar[1])
    rows = [{"name": name, "n": n, "words": say(said("{n} of {all}", n=n, all=whole))} for name, n in ordered]
    return _bars(rows)


def counts_chart(bars: Sequence[tuple[str, int]]) -> Spec:
    """So many of each, in the order given."""
    return _bars([{"name": name, "n": n, "words": str(n)} for name, n in bars])


def ages_chart(counts: Sequence[int], labels: Sequence[object], say: Say) -> Spec:
    """Stays by age on entry, the youngest first."""
    named = [say(label) if isinstance(label, Said) else str(label) for label in labels]
    return counts_chart(list(zip(named, counts, strict=True)))


def flow_chart(flows: Sequence[tuple[Said, Flow]], say: Say) -> Spec:
    """Enrolled, new and closed stays, a bar a sex."""
    kinds = ((said("Enrolled"), "stays"), (said("New"), "new_stays"), (said("Closed"), "closed_stays"))
    rows = [
        {"kind": say(kind), "name": say(sex), "n": getattr(flow, field), "words": f"{say(sex)} {getattr(flow, field)}"}
        for kind, field in kinds
        for sex, flow in flows
    ]
    order = [say(kind) for kind, _ in kinds]
    sexes = [say(sex) for sex, _ in flows]
    shared = {
        "y": {"field": "kind", "type": "nominal", "sort": order, "title": None, "scale": {"paddingInner": 0.25}},
        "yOffset": {"field": "name", "sort": sexes},
        "x": {"field": "n", "type": "quantitative", "title": None, "axis": None},
    }
    colour = {"field": "name", "type": "nominal", "sort": sexes, "legend": None}
    return {
        "height": {"step": 26},
        "data": {"values": rows},
        "encoding": shared,
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {"color": colour}},
            {"mark": _label(), "encoding": {"text": {"field": "words"}}},
        ],
    }


def still_there_chart(length: TimeToExit, say: Say) -> Spec:
    """The share still there by months of their stay, its interval as a band, the median where it was reached."""
    points: list[Spec] = [{"month": 0.0, "share": 1.0, "low": 1.0, "high": 1.0}]
    points += [
        {"month": round(step.day / DAYS_A_MONTH, 3), "share": step.share, "low": step.low, "high": step.high}
        for step in length.steps
    ]
    end = round(length.follow_up / DAYS_A_MONTH, 3)
    points.append({**points[-1], "month": max(end, points[-1]["month"])})
    month = {
        "field": "month",
        "type": "quantitative",
        "title": say(said("Months since entry")),
        "axis": {"tickCount": 6},
    }
    share = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "title": None,
        "axis": {"format": ".0%", "tickCount": 5},
    }
    step = {"interpolate": "step-after"}
    return {
        "height": CURVE,
        "data": {"values": points},
        "encoding": {"x": month},
        "layer": [
            {
                "mark": {"type": "area", "color": "chart-band", **step},
                "encoding": {"y": {"field": "low", **share}, "y2": {"field": "high"}},
            },
            {"mark": {"type": "line", "color": "chart-1", **step}, "encoding": {"y": {"field": "share", **share}}},
            *_median(length, say),
        ],
    }


def _median(length: TimeToExit, say: Say) -> list[Spec]:
    """Where half had left."""
    if length.median is None:
        return []
    month = round(length.median / DAYS_A_MONTH, 1)
    row = {"month": month, "half": 0.5, "words": say(said("half had left after {months} months", months=month))}
    half = {"field": "half", "type": "quantitative"}
    late = month > length.follow_up / DAYS_A_MONTH / 2
    text = {"type": "text", "align": "right" if late else "left", "dx": -10 if late else 10, "dy": -12}
    return [
        {"data": {"values": [row]}, "mark": {"type": "point", "color": "chart-ink"}, "encoding": {"y": half}},
        {"data": {"values": [row]}, "mark": text, "encoding": {"y": half, "text": {"field": "words"}}},
    ]


def change_chart(groups: Sequence[tuple[object, Change]], say: Say) -> Spec:
    """Each group as one bar of all who are counted: improved, unchanged, worse, missing; each with its number."""
    words = {key: say(word) for key, (word, _colour) in CLASSES.items()}
    names = [say(label) if isinstance(label, Said) else str(label) for label, _ in groups]
    rows: list[Spec] = []
    for name, (_label, change) in zip(names, groups, strict=True):
        parts = {key: change.outcomes.get(key, 0) for key in CLASSES} | {"missing": change.missing}
        rows += _parts(name, parts, words, change.due)
    used = {row["named"] for row in rows}
    return _stacked(rows, names, {words[key]: colour for key, (_, colour) in CLASSES.items() if words[key] in used})


def followed_chart(followed: Sequence[Followed], labels: Sequence[Said], say: Say) -> Spec:
    """Each kind of occasion as one bar of all that were due: done, left out with a reason, unexplained."""
    words = {"done": said("done"), "why": said("left out, with a reason"), "silent": said("nobody said why")}
    rows: list[Spec] = []
    for label, one in zip(labels, followed, strict=True):
        parts = {"done": one.done, "why": sum(one.why.values()), "silent": one.unexplained}
        rows += _parts(say(label), parts, {key: say(word) for key, word in words.items()}, one.due)
    colours = {"done": "chart-1", "why": "chart-quiet", "silent": "chart-band"}
    legend = {say(word): colours[key] for key, word in words.items()}
    return _stacked(rows, [say(label) for label in labels], legend)


def _parts(group: str, parts: Mapping[str, int], words: Mapping[str, str], whole: int) -> list[Spec]:
    """The parts of one bar one after the other, each with its number, and its word where there is room."""
    rows, start = [], 0
    for key, n in parts.items():
        if n:
            room, word = n / max(whole, 1), words[key]
            text = f"{n} {word}" if room * ROOM > len(word) + 4 else str(n) if room >= 0.07 else ""
            ends = {"start": start / max(whole, 1), "end": (start + n) / max(whole, 1)}
            rows.append({"group": group, "named": word, "words": text, "n": n, "dark": key in DARK, **ends})
            start += n
    return rows


def _stacked(rows: list[Spec], order: list[str], colours: Mapping[str, str]) -> Spec:
    """Bars of a whole each, told apart by colour and by the number and word written into them."""
    names = list(colours)
    colour: Spec = {"field": "named", "type": "nominal", "title": None, "sort": names}
    colour |= {"scale": {"domain": names, "range": list(colours.values())}}
    colour["legend"] = {"symbolType": "square", "columns": 1 if any(len(name) > 14 for name in names) else 2}
    dark = {"test": "datum.dark", "value": "chart-paper"}
    share: Spec = {"type": "quantitative", "scale": {"domain": [0, 1]}, "title": None}
    share["axis"] = {"format": ".0%", "tickCount": 5}
    bar = {"type": "bar", "stroke": "chart-paper", "strokeWidth": 2, "height": {"band": 0.8}}
    inside: Spec = {"x": {"field": "start", **share}, "text": {"field": "words"}}
    inside["color"] = {"condition": dark, "value": "chart-ink"}
    return {
        "height": {"step": LINE + 8},
        "data": {"values": rows},
        "encoding": {"y": {"field": "group", "type": "nominal", "sort": order, "title": None}},
        "layer": [
            {"mark": bar, "encoding": {"x": {"field": "start", **share}, "x2": {"field": "end"}, "color": colour}},
            {"mark": {"type": "text", "align": "left", "dx": 8}, "encoding": inside},
        ],
    }


def means_chart(groups: Sequence[tuple[object, Change]], ends: tuple[float, float], say: Say) -> Spec:
    """From the first mean to the later one on the whole scale, a line a group: hollow first, full later."""
    rows = [
        {
            "group": say(label) if isinstance(label, Said) else str(label),
            "before": round(change.paired.before, 2),
            "after": round(change.paired.after, 2),
            "first": say(said("{value}", value=round(change.paired.before, 1))),
            "later": say(said("{value}", value=round(change.paired.after, 1))),
            "rising": change.paired.after >= change.paired.before,
        }
        for label, change in groups
        if change.paired is not None
    ]
    scale: Spec = {"type": "quantitative", "title": None, "axis": {"tickCount": 5}}
    scale["scale"] = {"domain": list(ends), "nice": False}
    point = {"type": "point", "size": 130, "filled": True}
    hollow = {**point, "stroke": "chart-ink", "strokeWidth": 2, "color": "chart-paper"}
    return {
        "height": {"step": LINE + 12},
        "data": {"values": rows},
        "encoding": {"y": {"field": "group", "type": "nominal", "sort": [row["group"] for row in rows], "title": None}},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 3, "color": "chart-1"},
                "encoding": {"x": {"field": "before", **scale}, "x2": {"field": "after"}},
            },
            {"mark": hollow, "encoding": {"x": {"field": "before", **scale}}},
            {"mark": {**point, "color": "chart-1"}, "encoding": {"x": {"field": "after", **scale}}},
            *_ends(scale),
        ],
    }


def _ends(scale: Spec) -> list[Spec]:
    """The two means as numbers, each on its outer side."""
    layers = []
    for at, words, outward in (("before", "first", False), ("after", "later", True)):
        for rising in (True, False):
            right = outward is rising
            mark = {"type": "text", "align": "left" if right else "right", "dx": 12 if right else -12}
            layers.append({
                "transform": [{"filter": f"datum.rising === {str(rising).lower()}"}],
                "mark": mark,
                "encoding": {"x": {"field": at, **scale}, "text": {"field": words}},
            })  # fmt: skip
    return layers


def _bars(rows: list[Spec]) -> Spec:
    """Horizontal bars from zero, each with its words at its end; long names stand above their bar."""
    above = any(len(row["name"]) > LONG for row in rows)
    names: Spec = {"field": "name", "type": "nominal", "sort": [row["name"] for row in rows], "title": None}
    if above:
        names["axis"] = None
    # The bar sits in the lower part of its line where its name stands above it.
    bar = {
        "type": "bar",
        "color": "chart-bar",
        "height": {"band": 0.38 if above else 0.7},
        "yOffset": 9 if above else 0,
    }
    label = {**_label(), "dy": 9 if above else 0}
    layers: list[Spec] = [{"mark": bar}, {"mark": label, "encoding": {"text": {"field": "words"}}}]
    if above:
        text: Spec = {"type": "text", "align": "left", "baseline": "middle", "dy": -10, "limit": {"expr": "width"}}
        layers.append({"mark": text, "encoding": {"x": {"value": 0}, "text": {"field": "name"}}})
    return {
        "height": {"step": TALL if above else LINE},
        "data": {"values": rows},
        "encoding": {
            "y": names,
            "x": {"field": "n", "type": "quantitative", "title": None, "axis": None, "scale": {"domainMin": 0}},
        },
        "layer": layers,
    }


def _label() -> Spec:
    return {"type": "text", "align": "left", "dx": 6}
