"""A series as a figure: finding, picture, how many are missing, norm and table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gavn.collect.pure.outcome import OCCASIONS, RESPONDENTS
from gavn.kernel.say import Said, said
from gavn.measure.pure.series import change_sentence, shown
from gavn.report.pure.charts.person import Lane, course

if TYPE_CHECKING:
    from gavn.measure.pure.series import Point, Series

Figure = dict[str, Any]
Say = Callable[[Said], str]
UPWARDS = Said("{title}, {low} to {high}: the higher, the better")
DOWNWARDS = Said("{title}, {low} to {high}: the lower, the better")


@dataclass(frozen=True)
class Asked:
    """How often a scale was due by now, and how often it gave a score."""

    due: int
    n: int
    unscored: int

    @property
    def missing(self) -> int:
        """How often there is no score though one was due."""
        return max(self.due - self.n, 0)

    @property
    def because(self) -> Said | None:
        """Why, as far as it is known."""
        left_out = self.missing - self.unscored
        if self.unscored and left_out > 0:
            return said("{a} with too few answers, {b} not answered", a=self.unscored, b=left_out)
        if self.unscored:
            return said("too few answers")
        return said("not answered") if left_out > 0 else None


def asked(series: Series, due: int) -> Asked:
    """The series' own count; nothing can be scored more often than it was due."""
    n = len(series.usable)
    return Asked(max(due, len(series.points)), n, len(series.points) - n)


def figure_of(
    series: Series, counted: Asked, lanes: Sequence[Lane] = (), *, today: date, language: str, say: Say
) -> Figure:
    """The series as the chart component takes it."""
    return {
        "id": f"{series.instrument.key.split('/')[-1]}-{series.score.key}-{series.respondent}",
        "title": scale_said(series, language),
        "finding": change_sentence(series),
        "description": said("A line of {n} scores. The figures stand in the table below.", n=counted.n),
        "spec": course(series, lanes, today=today, language=language, say=say),
        "columns": _columns(say),
        "rows": [_row(series, point, language, say) for point in series.points],
        "n": counted.n,
        "due": counted.due,
        "missing": counted.missing,
        "because": counted.because,
        "source": source_said(series, language),
        "version": f"{series.instrument.full_key} {series.score.key}",
    }


def scale_said(series: Series, language: str) -> Said:
    """The scale with its ends and its good end."""
    sentence = UPWARDS if series.score.higher_is_better else DOWNWARDS
    ends = {"low": _plain(series.score.low), "high": _plain(series.score.high)}
    return Said(sentence.msgid, {"title": series.score.title.in_(language), **ends})


def source_said(series: Series, language: str) -> Said:
    """Which form, answered by whom."""
    return said(
        "{form}, {respondent}",
        form=series.instrument.title.in_(language),
        respondent=RESPONDENTS.get(series.respondent, Said(series.respondent)),
    )


def _columns(say: Say) -> list[dict[str, Any]]:
    return [
        {"key": "day", "label": say(Said("Day"))},
        {"key": "occasion", "label": say(Said("Occasion"))},
        {"key": "score", "label": say(Said("Score")), "numeric": True},
        {"key": "band", "label": say(Said("Band"))},
        {"key": "answered", "label": say(Said("Questions answered")), "numeric": True},
    ]


def _row(series: Series, point: Point, language: str, say: Say) -> dict[str, Any]:
    band = next((one for one in series.score.bands if one.key == point.band), None)
    return {
        "day": point.day,
        "occasion": say(occasion_said(point.kind, point.number, baseline=point.baseline)),
        "score": None if point.value is None else shown(series, point),
        "band": band.label.in_(language) if band else None,
        "answered": say(said("{n} of {items}", n=point.answered, items=point.items)),
    }


def occasion_said(kind: str, number: int, *, baseline: bool) -> Said:
    """What an occasion is called: entry, first status, status 3, follow-up 2."""
    if kind == "status" and baseline:
        return said("First status")
    name = OCCASIONS.get(kind, Said(kind))
    return said("{occasion} {number}", occasion=name, number=str(number)) if kind in ("status", "follow_up") else name


def _plain(number: float) -> str:
    return f"{number:g}"
