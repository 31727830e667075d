"""A figure as it was frozen for a meeting: its definition in words, its numbers for the whole and for each part.

A frozen figure needs neither the analysis store nor the catalogue any more: it reads the same years later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from gavn.compare.pure.indicator_estimate import IndicatorSums
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said

ALL = "all"
Words = Mapping[str, str]


@dataclass(frozen=True)
class Counts:
    """Of how many stays a figure tells: those of the period, those it is about, those with an answer."""

    population: int = 0
    base: int = 0
    n: int = 0
    events: int = 0
    total: float = 0.0
    squares: float = 0.0
    exposure: float = 0.0

    @property
    def missing(self) -> int:
        """Stays the figure is about whose answer is not known."""
        return self.base - self.n

    @property
    def left_out(self) -> int:
        """Stays of the period that the figure is not about."""
        return self.population - self.base

    def __add__(self, other: Counts) -> Counts:
        mine, theirs = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + theirs[name] for name in mine})


def counts_of(sums: IndicatorSums) -> Counts:
    """The counts among an indicator's sums."""
    return Counts(**{one.name: getattr(sums, one.name) for one in fields(Counts)})


@dataclass(frozen=True)
class Season:
    """A figure in one season: its counts, and the value with its interval or the sentence that says why there is none.

    ``refused`` holds a sentence and what stands in it.
    """

    counts: Counts
    value: float | None = None
    low: float | None = None
    high: float | None = None
    method: str = ""
    confidence: float = 0.95
    refused: Mapping[str, Any] | None = None

    @property
    def why_not(self) -> Said | None:
        """Why there is no value."""
        return Said(self.refused["msgid"], dict(self.refused["params"])) if self.refused else None


def season_of(counts: Counts, found: Estimate | Said) -> Season:
    """A season's figure from its estimate, or from why there is none."""
    if isinstance(found, Said):
        plain = {name: value if isinstance(value, int | float | str) else str(value)
                 for name, value in found.params.items()}  # fmt: skip
        return Season(counts, refused={"msgid": found.msgid, "params": plain})
    return Season(counts, found.value, found.low, found.high, found.method, found.confidence)


@dataclass(frozen=True)
class Part:
    """The whole or one part of it (a service, or what lies between), this season and the one before."""

    id: str
    name: str
    now: Season
    before: Season | None = None


@dataclass(frozen=True)
class Figure:
    """One indicator as it was frozen. ``words`` holds its texts by what they say, each in every language."""

    key: str
    class_: str
    measure: str
    direction: str
    evidence: str
    quality: str = ""
    words: Mapping[str, Words] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    @property
    def whole(self) -> Part:
        """Everything together."""
        return self.parts[0]

    def in_(self, what: str, language: str) -> str:
        """One of its texts in a language; empty where it has none.

        >>> Figure("gavn/a@1", "result", "share", "more", "limited", words={"title": {"en": "Home"}}).in_("title", "da")
        'Home'
        """
        texts = self.words.get(what, {})
        return texts.get(language) or texts.get("en", "")

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def figure_of(kept: Mapping[str, Any]) -> Figure:
    """What was kept."""
    parts = tuple(
        Part(one["id"], one["name"], _season(one["now"]), _season(one["before"]) if one["before"] else None)
        for one in kept["parts"]
    )
    return Figure(**{**kept, "parts": parts})


def _season(kept: Mapping[str, Any]) -> Season:
    return Season(**{**kept, "counts": Counts(**kept["counts"])})
