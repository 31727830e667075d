"""Everything a programme's yearly report says, before anybody chose a language or a format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gavn.judge.pure.quality import QualityShown
from gavn.judge.pure.shown import FigureShown, way_of
from gavn.kernel.periods import Period
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Caption

CHAPTERS = ("result", "goal", "activity", "background")
"""Results come first: they are what the reader wants to know."""
MUCH_MISSING = 0.4
"""Above this share of missing answers the first page says so: who did not answer may differ from those who did."""


@dataclass(frozen=True)
class PanelText:
    """What the panel wrote beside a figure."""

    kind: Said
    text: str
    author: str
    day: date


@dataclass(frozen=True)
class PanelDecision:
    """What the panel decided: on which indicator (empty: on the whole), what, why, and what became of it."""

    indicator: str
    what: str
    why: str
    by: str
    day: date


@dataclass(frozen=True)
class ProgrammeYear:
    """A programme's year at a place as its panel left it: figures that passed disclosure control, texts, decisions.

    ``language`` is that of the figures' own words; what people wrote stays in the language they wrote it in.
    """

    programme: str
    version: str
    place: str
    period: Period
    frozen: date
    language: str
    figures: tuple[FigureShown, ...]
    texts: Mapping[str, tuple[PanelText, ...]]
    decisions: tuple[PanelDecision, ...]
    quality: tuple[QualityShown, ...]
    preliminary: bool = False

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each indicator is called, by its key."""
        return {one.figure.key: one.figure.in_("title", self.language) for one in self.figures}

    def chapter(self, class_: str) -> list[FigureShown]:
        """The figures of one class, in their order."""
        return [one for one in self.figures if one.figure.class_ == class_]

    def caption(self, version: Said | str, *, n: int | None = None, missing: int | None = None) -> Caption:
        """What a figure of this report rests on."""
        source = said("gavn, {service}", service=self.place)
        period = said("{first} to {last}", first=self.period.first, last=self.period.last)
        return Caption(source=source, period=period, version=version, frozen=self.frozen, n=n, missing=missing)


def judged(found: FigureShown) -> int | None:
    """1 where the whole moved in the direction that is better, -1 in the other, 0 not clearly; None where unknown."""
    good = {"more": 1, "less": -1}.get(found.figure.direction)
    way = way_of(found.whole)
    return None if good is None or way is None else good * way


def fell(found: FigureShown) -> bool:
    """Whether something that should be kept as it is clearly became less."""
    return found.figure.direction == "keep" and way_of(found.whole) == -1


def much_missing(found: FigureShown) -> bool:
    """Whether so many answers are missing that the value says little."""
    n, missing = found.whole.now.n, found.whole.now.missing
    return n is not None and missing is not None and missing > MUCH_MISSING * (n + missing)
