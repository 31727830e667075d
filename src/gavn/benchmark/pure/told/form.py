"""The page of one form: own people beside all others, scores first, then every question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gavn.benchmark.pure.form import Held, on_scale, says
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Caption, Figure, Interval, Number, Paragraph, Part, Row, Table, Value

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

Spec = dict[str, Any]
SOURCE = Said("answers to this form, counted by gavn")
WAYS = {1: Said("own higher"), -1: Said("own lower"), 0: Said("not clearly")}
FIRST_WIDE = Said("Each person counts once, with the first answers there are or with the newest, as chosen above.")


@dataclass(frozen=True)
class AboutForm:
    """A form in the reader's language, the period, how many stays there are on either side."""

    title: str
    version: str
    period: Said
    frozen: date
    stays: dict[str, Value]
    answered: dict[str, Value]
    say: Callable[[Said], str]


def parts(about: AboutForm, scores: Sequence[Held], questions: Sequence[Held]) -> list[Part]:
    """The sentence, how many are asked and answered, the scores with their picture, every question."""
    shown: list[Part] = [Paragraph(says([*scores, *questions])), _coverage(about)]
    if scores:
        shown.append(_scores(about, scores))
    if questions:
        shown.append(_questions(about, questions))
    return [*shown, Paragraph(FIRST_WIDE, quiet=True)]


def _coverage(about: AboutForm) -> Figure:
    names = {"own": Said("Own people"), "others": Said("All others")}
    rows = tuple(Row(word, (about.stays[side], about.answered[side])) for side, word in names.items())
    table = Table((Said("Whose"), Said("Stays in the period"), Said("With answers to this form")), rows)
    return Figure("coverage", Said("Whose answers are counted, out of how many stays."), table, _caption(about))


def _caption(about: AboutForm) -> Caption:
    return Caption(SOURCE, about.period, about.version, about.frozen, interval=95)


def _scores(about: AboutForm, scores: Sequence[Held]) -> Figure:
    text = said("Scores: {finding}", finding=says(scores))
    return Figure("scores", text, _table(Said("Score"), scores), _caption(about), _spec(about, scores))


def _questions(about: AboutForm, questions: Sequence[Held]) -> Figure:
    text = said("Question by question: {finding}", finding=says(questions))
    return Figure("questions", text, _table(Said("Question, and answer"), questions), _caption(about))


def _table(first: Said, lines: Sequence[Held]) -> Table:
    columns = (
        first,
        Said("Own people"),
        Said("Own n"),
        Said("All others"),
        Said("Others’ n"),
        Said("Own less others"),
        Said("Differs, all looked at together"),
    )
    return Table(columns, tuple(_row(one) for one in lines))


def _row(one: Held) -> Row:
    share = one.line.kind == "share"
    label = f"{one.line.group}: {one.line.title}" if one.line.title else one.line.group
    ns: list[Value] = [value if isinstance(value, Said) else Number(value.n) for value in (one.own, one.others)]
    told = Said("–") if isinstance(one.difference, Said) else WAYS[one.way]
    values = (
        _shown(one.own, share),
        ns[0],
        _shown(one.others, share),
        ns[1],
        _shown(one.difference, share, change=True),
        told,
    )
    return Row(label, values)


def _shown(value: Estimate | Said, share: bool, *, change: bool = False) -> Value:
    if isinstance(value, Said):
        return value
    return Interval(value.value, value.low, value.high, 0 if share else 1, share, change)


def _spec(about: AboutForm, scores: Sequence[Held]) -> Spec | None:
    """Each score's two means on its own scale, from one end to the other."""
    rows: list[Spec] = []
    for one in scores:
        for side, word in (("own", Said("Own people")), ("others", Said("All others"))):
            value = getattr(one, side)
            if isinstance(value, Said) or one.line.ends is None:
                continue
            ends = one.line.ends
            rows.append({
                "name": one.line.group, "whose": about.say(word), "at": on_scale(value.value, ends),
                "low": on_scale(value.low, ends), "high": on_scale(value.high, ends),
            })  # fmt: skip
    if not rows:
        return None
    whose = [about.say(Said("Own people")), about.say(Said("All others"))]
    x: Spec = {"type": "quantitative", "title": about.say(said("Along the scale")),
               "scale": {"domain": [0, 1]}, "axis": {"format": ".0%", "tickCount": 5}}  # fmt: skip
    kind: Spec = {"field": "whose", "type": "nominal", "sort": whose}
    y: Spec = {"field": "name", "type": "nominal", "title": None, "sort": None, "axis": {"labelLimit": 150}}
    legend: Spec = {"title": None, "columns": 1}
    colour = {"domain": whose, "range": ["chart-1", "chart-2"]}
    shape = {"domain": whose, "range": ["circle", "square"]}
    point: Spec = {"x": {"field": "at", **x}, "color": {**kind, "scale": colour, "legend": legend}}
    point["shape"] = {**kind, "scale": shape, "legend": legend}
    return {
        "height": {"step": 26},
        "data": {"values": rows},
        "encoding": {"y": y, "yOffset": {"field": "whose", "sort": whose}},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2, "color": "chart-quiet"},
             "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 110}, "encoding": point},
        ],
    }  # fmt: skip
