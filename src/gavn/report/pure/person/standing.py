"""Where a score stands now and where it stood at the start, ready for one line of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gavn.kernel.say import Said, said
from gavn.measure.pure.change import reliable_class
from gavn.measure.pure.scoring import rests_on
from gavn.measure.pure.series import shown

if TYPE_CHECKING:
    from gavn.measure.pure.series import Series
    from gavn.measure.pure.track import Direction

Verdict = Literal["first", "unknown", "improved", "unchanged", "worse", "kept"]
RESPONDENTS = ("individual", "practitioner", "relative", "guardian")
SAID: dict[Verdict, Said] = {
    "first": Said("First answers"),
    "unknown": Said("Size not judged"),
    "improved": Said("Clearly better"),
    "unchanged": Said("No clear change"),
    "worse": Said("Clearly worse"),
    "kept": Said("Kept as it was"),
}
STATUS: dict[Verdict, str] = {
    "first": "info",
    "unknown": "neutral",
    "improved": "success",
    "unchanged": "neutral",
    "worse": "warning",
    "kept": "success",
}


@dataclass(frozen=True)
class Strip:
    """Two marks on a line from the low end (0) to the high end (100); ``then`` is nothing the first time."""

    now: float
    then: float | None

    @property
    def drawn(self) -> dict[str, str]:
        """Both marks and the stretch between them as a drawing takes them: with a decimal point in every language."""
        places = {"now": f"{self.now:g}"}
        if self.then is not None:
            low, length = min(self.now, self.then), abs(self.now - self.then)
            places |= {"then": f"{self.then:g}", "low": f"{low:g}", "length": f"{length:g}"}
        return places


@dataclass(frozen=True)
class Standing:
    """One score as a line: what it is, then and now, and what the change amounts to."""

    series: Series
    title: str
    now: float
    then: float | None
    verdict: Verdict
    moved: Said
    strip: Strip

    @property
    def said(self) -> Said:
        """What the change amounts to, in two or three words."""
        return SAID[self.verdict]

    @property
    def places(self) -> int:
        """How many decimals the number of now is written with; as the scale has them, none where it is whole."""
        return _places(self.now, self.series)

    @property
    def then_places(self) -> int:
        """The same for the number of the start."""
        return _places(self.then or 0, self.series)

    @property
    def status(self) -> str:
        """The colour and shape that go with it."""
        return STATUS[self.verdict]


def standing_of(series: Series, language: str, direction: Direction = "improve") -> Standing | None:
    """The line of a series that has a value; keeping is a success where keeping is what was agreed."""
    first, last = series.first, series.last
    if first is None or last is None:
        return None
    then = None if first is last else shown(series, first)
    return Standing(
        series=series,
        title=series.score.title.in_(language),
        now=shown(series, last),
        then=then,
        verdict=verdict_of(series, direction),
        moved=_moved(series, then, shown(series, last)),
        strip=strip_of(series.score.low, series.score.high, now=shown(series, last), then=then),
    )


def verdict_of(series: Series, direction: Direction = "improve") -> Verdict:
    """What the change since the start amounts to, beyond error of measurement where that is known."""
    first, last = series.first, series.last
    if first is last or first is None or last is None:
        return "first"
    if series.threshold is None:
        return "unknown"
    found = reliable_class(
        float(first.value or 0),
        float(last.value or 0),
        threshold=series.threshold,
        higher_is_better=series.score.higher_is_better,
    )
    return "kept" if found == "unchanged" and direction != "improve" else found


def strip_of(low: float, high: float, *, now: float, then: float | None) -> Strip:
    """Both marks on a line from 0 to 100.

    >>> strip_of(0, 40, now=30, then=10)
    Strip(now=75.0, then=25.0)
    """

    def place(value: float) -> float:
        return round(100 * (min(max(value, low), high) - low) / (high - low), 2)

    return Strip(place(now), None if then is None else place(then))


def preferred(series: Iterable[Series]) -> list[Series]:
    """One series a scale: the person's own answers before those of others, the newest version, no scale twice."""
    best: dict[tuple[str, str], Series] = {}
    for one in series:
        key = (one.instrument.key, one.score.key)
        if one.usable and (key not in best or _rank(one) < _rank(best[key])):
            best[key] = one
    found: list[Series] = []
    for one in best.values():
        same = [other for other in found if other.instrument is one.instrument and _items(other) == _items(one)]
        if not same:
            found.append(one)
    return found


def main_series(series: Iterable[Series], followed: Iterable[tuple[str, str]] = ()) -> Series | None:
    """The series a page draws large: the first that the programme follows, else the one with most points."""
    known = preferred(series)
    for instrument, score in followed:
        for one in known:
            if (one.instrument.full_key, one.score.key) == (instrument, score):
                return one
    return max(known, key=lambda one: len(one.usable), default=None)


def _places(value: float, series: Series) -> int:
    return 0 if value == int(value) else series.score.decimals


def _rank(series: Series) -> tuple[int, int]:
    return RESPONDENTS.index(series.respondent), -series.instrument.version


def _items(series: Series) -> frozenset[str]:
    return frozenset(rests_on(series.instrument, series.score))


def _moved(series: Series, then: float | None, now: float) -> Said:
    """How far it went towards the good end or away from it."""
    if then is None:
        return said("first answers")
    gain = round(now - then if series.score.higher_is_better else then - now, max(1, series.score.decimals))
    size = int(abs(gain)) if abs(gain) == int(abs(gain)) else abs(gain)
    if not gain:
        return said("the same")
    return said("{size} better", size=size) if gain > 0 else said("{size} worse", size=size)
