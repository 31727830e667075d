"""One person's scores over time, by one respondent on one scale, and what changed in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gavn.kernel.say import Said, said
from gavn.measure.pure.change import clinical_class, reliable_class
from gavn.measure.pure.norms import NO_NORM, NormUsed

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument, Score

OWN_SAMPLE = Said("Norm: own sample, n {n}.")
PUBLISHED = Said("Norm: {population}, n {n}. Source: {source}")
PUBLISHED_WITHOUT_N = Said("Norm: {population}. Source: {source}")


@dataclass(frozen=True)
class Point:
    """One score on one occasion; no value where too few questions were answered."""

    day: date
    month: int | None
    occasion: str
    kind: str
    number: int
    baseline: bool
    value: float | None
    answered: int
    items: int
    band: str
    revision: int
    programme: str = ""


@dataclass(frozen=True)
class Series:
    """The scores of one respondent on one scale, oldest first. Respondents and versions are never mixed."""

    instrument: Instrument
    score: Score
    respondent: str
    points: tuple[Point, ...]
    norm: NormUsed | None = None

    @property
    def usable(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def first(self) -> Point | None:
        """Where change is counted from: the first measurement with a value."""
        return next((point for point in self.usable if point.baseline), next(iter(self.usable), None))

    @property
    def last(self) -> Point | None:
        """The newest point that has a value."""
        return self.usable[-1] if self.usable else None

    @property
    def threshold(self) -> float | None:
        """How large a change must be to be more than error of measurement; nothing where nobody knows."""
        return self.norm.threshold if self.norm else None

    def norm_said(self, language: str) -> Said:
        """Which norm is used and whose it is, or that none is known."""
        if self.norm is None:
            return NO_NORM
        if self.norm.norm is None:
            return Said(OWN_SAMPLE.msgid, {"n": self.norm.n})
        told = {"population": self.norm.norm.population.in_(language), "source": self.norm.norm.source}
        if self.norm.n is None:
            return Said(PUBLISHED_WITHOUT_N.msgid, told)
        return Said(PUBLISHED.msgid, {**told, "n": self.norm.n})

    def ranked(self) -> list[tuple[int, float]]:
        """(which measurement it was, score): the first is 1; a status that was skipped still counts."""
        first = self.first
        if first is None:
            return []
        ranks: list[tuple[int, float]] = []
        later = self.usable[self.usable.index(first) :]
        for point in later:
            after = ranks[-1][0] + 1 if ranks else 1
            own = point.number + (first.kind != "status") if point.kind == "status" else 0
            ranks.append((max(after, own if ranks else 1), float(point.value or 0.0)))
        return ranks


def change_sentence(series: Series) -> Said:
    """What changed since the first measurement, from what to what, and whether it is more than error."""
    first, last = series.first, series.last
    if first is None or last is None:
        return said("No score yet: too many questions were not answered.") if series.points else said("Not asked yet.")
    if first is last:
        return said("{value} on {day}. There is nothing yet to compare with.", value=shown(series, last), day=last.day)
    return _changed(series, first, last, _SINCE_FIRST)


def last_step_sentence(series: Series) -> Said | None:
    """What changed since last time; nothing where last time was the first."""
    usable = series.usable
    if len(usable) < 3:
        return None
    return _changed(series, usable[-2], usable[-1], _SINCE_LAST)


def gap_sentence(series: Series) -> Said | None:
    """That the newest answers gave no score, where that is so."""
    if not series.points or series.points[-1].value is not None:
        return None
    newest = series.points[-1]
    return said(
        "The answers of {day} give no score: {answered} of {items} questions were answered.",
        day=newest.day,
        answered=newest.answered,
        items=newest.items,
    )


def crossing_sentence(series: Series) -> Said | None:
    """That a reliable change crossed the border to people in general, either way; for staff only."""
    first, last, norm = series.first, series.last, series.norm
    if first is None or last is None or first is last or norm is None:
        return None
    if norm.threshold is None or norm.cut_off is None:
        return None
    found = clinical_class(
        float(first.value or 0),
        float(last.value or 0),
        threshold=norm.threshold,
        cut_off=norm.cut_off,
        higher_is_better=series.score.higher_is_better,
    )
    cut_off = _round(norm.cut_off, max(1, series.score.decimals))
    if found == "recovered":
        return said("The score has crossed the border at {cut_off} and now lies where most people do.", cut_off=cut_off)
    if found == "harmed":
        return said(
            "The score has crossed the border at {cut_off} and now lies where people who seek help do.", cut_off=cut_off
        )
    return None


def shown(series: Series, point: Point) -> float:
    """The score of a point as the scale's definition rounds it."""
    return _round(float(point.value or 0.0), series.score.decimals)


_SINCE_FIRST = {
    "improved": Said(
        "From {first} at the start to {last} on {day}: better, by more than error of measurement ({threshold})."
    ),
    "worse": Said(
        "From {first} at the start to {last} on {day}: worse, by more than error of measurement ({threshold})."
    ),
    "unchanged": Said(
        "From {first} at the start to {last} on {day}: not more than error of measurement ({threshold})."
    ),
    "unknown": Said(
        "From {first} at the start to {last} on {day}. Whether that is more than error of measurement is not known."
    ),
}
_SINCE_LAST = {
    "improved": Said(
        "Since last time from {first} to {last}: better, by more than error of measurement ({threshold})."
    ),
    "worse": Said("Since last time from {first} to {last}: worse, by more than error of measurement ({threshold})."),
    "unchanged": Said("Since last time from {first} to {last}: not more than error of measurement ({threshold})."),
    "unknown": Said(
        "Since last time from {first} to {last}. Whether that is more than error of measurement is not known."
    ),
}


def _changed(series: Series, first: Point, last: Point, sentences: dict[str, Said]) -> Said:
    before, after = float(first.value or 0.0), float(last.value or 0.0)
    told = {"first": shown(series, first), "last": shown(series, last), "day": last.day}
    if series.threshold is None:
        return Said(sentences["unknown"].msgid, told)
    found = reliable_class(before, after, threshold=series.threshold, higher_is_better=series.score.higher_is_better)
    return Said(sentences[found].msgid, {**told, "threshold": _round(series.threshold, max(1, series.score.decimals))})


def _round(number: float, decimals: int) -> float:
    rounded = round(number, decimals)
    return int(rounded) if rounded == int(rounded) else rounded
