"""Figures and sheets leave the stage here: in the reader's words, as a page or a sheet of paper shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gavn.collect.pure.outcome import NOT_DONE
from gavn.judge.pure.charts import parts_chart
from gavn.judge.pure.quality import UNSAID, WHY
from gavn.judge.pure.shown import number_of
from gavn.judge.pure.words import CLASSES, DIRECTIONS, TEXT_TONES, TEXTS
from gavn.kernel.say import Said, said
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.judge.models import AuditMeeting, Interpretation
    from gavn.judge.pure.quality import QualityShown
    from gavn.judge.pure.shown import PartShown, SeasonShown
    from gavn.judge.selectors.packs import FigureRead

Told = dict[str, Any]
COLUMNS = (
    Said("Place"), Said("Value"), Said("Interval"), Said("n"), Said("Missing"), Said("Left out by definition"),
    Said("Season before"),
)  # fmt: skip


def told_classes(found: Sequence[FigureRead], meeting: AuditMeeting, language: str) -> list[Told]:
    """The figures by class, each with its sentence and texts."""
    classes = []
    for key, words in CLASSES.items():
        figures = [told_figure(one, meeting, language) for one in found if one.shown.figure.class_ == key]
        if figures:
            classes.append({"key": key, "title": words, "figures": figures})
    return classes


def told_figure(read: FigureRead, meeting: AuditMeeting, language: str) -> Told:
    """A figure with its sentence, its definition, its table and chart, and what was said about it."""
    shown, figure = read.shown, read.shown.figure
    season, before = str(meeting.first.year), str(meeting.first.year - 1)
    return {
        "id": read.row.public_id,
        "key": figure.key,
        "title": figure.in_("title", language),
        "says": shown.says,
        "moved": shown.moved,
        "direction": DIRECTIONS[figure.direction],
        "words": {what: figure.in_(what, language) for what in figure.words},
        "chart": {
            "id": f"figure-{read.row.public_id}",
            "finding": " ".join(say(one) for one in (shown.says, shown.moved) if one is not None),
            "spec": parts_chart(shown, season, before),
            "columns": [{"key": str(at), "label": say(label), "numeric": at > 0} for at, label in enumerate(COLUMNS)],
            "rows": [_row(part, figure.measure) for part in shown.parts],
            "caption": f"{figure.in_('title', language)}, {season}",
            "interval": 95,
            "period": season,
            "version": figure.key,
            "source": _("The frozen snapshot {id}").format(id=meeting.snapshot),
            "frozen": meeting.frozen_on,
        },
        "texts": told_texts(read.texts),
        "decisions": read.decisions,
        "comments": read.comments,
    }


def told_texts(texts: Iterable[Interpretation]) -> list[Told]:
    """The texts beside a figure with the words of their kind."""
    return [{"text": one, "kind": TEXTS[one.kind], "tone": TEXT_TONES[one.kind]} for one in texts]


def _row(part: PartShown, measure: str) -> list[Any]:
    now = part.now
    value, interval = _value(now, measure)
    if now.value is None and now.why is not None:
        value = say(now.why)
    before = " ".join(_value(part.before, measure)).strip() if part.before else ""
    return [part.name, value, interval, *(_count(one) for one in (now.n, now.missing, now.left_out)), before or "–"]


def _value(one: SeasonShown, measure: str) -> tuple[str, str]:
    """A value and its interval as text."""
    numbers = [number_of(measure, end) for end in (one.value, one.low, one.high)]
    if numbers[0] is None:
        return "–", ""
    value = said("{value} %", value=numbers[0]) if measure == "share" else said("{value}", value=numbers[0])
    return say(value), say(Said("({low} to {high})", {"low": numbers[1], "high": numbers[2]}))


def _count(n: int | None) -> Any:
    return say(Said("hidden")) if n is None else n


def told_quality(rows: Sequence[QualityShown]) -> Told:
    """The data quality sheet: a table of all services and what to look at in each."""
    columns = [Said("Place"), Said("Due"), Said("Done"), Said("Share done"), Said("Nobody said why"),
               Said("Done late"), Said("Entered twice?"), Said("Far from all others")]  # fmt: skip
    table = [
        [row.name, *(_count(row.counts[one]) for one in ("due", "done")), _percent(row),
         *(_count(row.counts[one]) for one in (UNSAID, "late", "twice", "far_out"))]
        for row in rows
    ]  # fmt: skip
    return {
        "columns": [{"key": str(at), "label": say(one), "numeric": at > 0} for at, one in enumerate(columns)],
        "rows": table,
        "notes": [{"name": row.name, "notes": row.notes} for row in rows if row.notes],
        "reasons": _reasons(rows[0]) if rows else [],
    }


def _percent(row: QualityShown) -> str:
    return "–" if row.response is None else say(Said("{value} %", {"value": round(100 * row.response)}))


def _reasons(whole: QualityShown) -> list[tuple[str, Any]]:
    """Why what was due was not done, over all services."""
    found = {name.removeprefix(WHY): n for name, n in whole.counts.items() if name.startswith(WHY)}
    return [(say(NOT_DONE.get(reason, Said(reason))), _count(n)) for reason, n in found.items() if n != 0]
