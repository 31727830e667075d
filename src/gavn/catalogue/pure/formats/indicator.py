"""An indicator: what is counted of whom, which way is good, how well that is known, and worked examples."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StrictBool

from gavn.catalogue.pure.formats.instrument import Path, Respondent
from gavn.catalogue.pure.formats.programme import FullKey
from gavn.catalogue.pure.formats.texts import Code, FullPart, Strict, Text, Texts

Class = Literal["background", "activity", "goal", "result"]
Quality = Literal["user_experienced", "professional", "organisational"]
Measure = Literal["share", "mean", "rate"]
Direction = Literal["more", "less", "keep", "none"]
Population = Literal["present", "entered", "ended", "measured"]
Take = Literal["first", "latest", "nth", "change", "reliable"]
DaysTo = Literal["exit", "entry_asked", "first_status", "first_goal", "first_intervention"]
Count = Literal[
    "interventions", "goals", "goals_reached", "goals_kept", "statuses_due", "statuses_done", "answered"
]  # fmt: skip
Evidence = Literal["strong", "moderate", "limited", "professional_consensus"]


class Read(Strict):
    """One number or answer that a stay has: a score, an answer, days from entry, or a count of what happened.

    ``take`` says which one where there are several: the first or latest that is known, the one of this number, the
    change from first to latest, or that change as 1 better, 0 no reliable change, −1 worse.
    """

    score: FullPart | None = None
    answer: FullPart | None = None
    days_to: DaysTo | None = None
    count: Count | None = None
    of: Respondent | None = None
    take: Take = "latest"
    number: int | None = Field(default=None, ge=1, le=100)
    kinds: tuple[Code, ...] = ()
    instrument: FullKey | None = None

    @property
    def form(self) -> str:
        """The full key of the instrument that is read; empty where none is."""
        return (self.score or self.answer or "").partition("#")[0] or (self.instrument or "")

    @property
    def part(self) -> str:
        """The score or the question that is read."""
        return (self.score or self.answer or "").partition("#")[2]


class Source(Strict):
    """Where it is written why this matters: a DOI, an ISBN, an address somebody opened – or that experts agree."""

    doi: Text | None = None
    isbn: Text | None = None
    address: Text | None = None
    opened: date | None = None
    title: Text | None = None
    consensus: Literal[True] | None = None


class IndicatorExample(Strict):
    """A worked example: what is known of a stay, whether it belongs to the base, and what it counts."""

    name: Text | None = None
    given: dict[Code, Any]
    base: bool = True
    value: Annotated[StrictBool | float | None, Field(union_mode="left_to_right")] = None
    exposure: float | None = None


class Indicator(Strict):
    """A whole indicator. Frozen: another meaning is another version."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    format: Literal["gavn-indicator/1"]
    key: Path
    version: int = Field(ge=1)
    title: Texts
    class_: Class = Field(alias="class")
    quality: Quality | None = None
    measure: Measure
    of: Texts
    counted: Texts
    left_out: tuple[Texts, ...] = ()
    direction: Direction
    direction_why: Texts | None = None
    population: Population
    reads: dict[Code, Read] = {}
    base: str = ""
    value: Text
    per: str = ""
    per_words: Texts | None = None
    adjust: tuple[Code, ...] = ()
    evidence: Evidence
    source: Source
    rationale: Texts
    bridge: Texts | None = None
    examples: tuple[IndicatorExample, ...] = Field(min_length=2)

    @property
    def full_key(self) -> str:
        """``owner/name@version``."""
        return f"{self.key}@{self.version}"

    @cached_property
    def forms(self) -> frozenset[str]:
        """The full keys of the instruments that must be asked for this to be known."""
        return frozenset(read.form for read in self.reads.values() if read.form)
