"""A questionnaire or scale as a versioned definition: items, scores, norms, licence, worked examples."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from gavn.catalogue.pure.formats.texts import Code, Strict, Text, Texts

ItemType = Literal["vas", "scale", "choice", "multi", "number", "yes_no", "text", "month", "date"]
Respondent = Literal["individual", "practitioner", "relative", "guardian"]
Block = Literal["problem", "resource", "wellbeing", "background"]
Fact = Literal["individual.sex", "individual.birth_month", "enrolment.exit_reason"]
Path = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$")]


class Option(Strict):
    """One answer that can be chosen; ``value`` is what it counts in scores. ``face`` 1 (glad) to 5 (sad)."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=40)]
    value: float | None = None
    text: Texts | None = None
    easy: Texts | None = None
    face: Literal[1, 2, 3, 4, 5] | None = None


class Easy(Strict):
    """The easy-read wording of an item, with the name of a picture of ours."""

    text: Texts
    picture: str = ""


class Item(Strict):
    """One question. Without ``text`` its words come from a text pack."""

    id: Code
    type: ItemType
    text: Texts | None = None
    help: Texts | None = None
    easy: Easy | None = None
    low: Texts | None = None
    high: Texts | None = None
    min: float | None = None
    max: float | None = None
    whole: bool = True
    unit: Texts | None = None
    options: tuple[Option, ...] = ()
    relevant: str = ""
    required: bool = False
    factual: bool = False
    known: Fact | None = None
    block: Block | None = None
    area: Texts | None = None
    long: bool = False


class Missing(Strict):
    """What a score does when items are not answered: nothing, or prorate while at most ``up_to`` are missing."""

    rule: Literal["complete", "prorate"]
    up_to: int = Field(default=0, ge=0)


class Band(Strict):
    """A named stretch of a score, both ends included. Bands are for staff; an individual never sees them."""

    key: Code
    low: float
    high: float
    label: Texts


class Norm(Strict):
    """Figures of a population, and where they come from; cut-off and reliable change follow from them.

    ``mean`` and ``sd`` are those of people who seek help; ``functional_*`` those of the general population.
    ``change`` and ``cut_off`` are given only where the source states them instead of the figures.
    """

    key: Code
    population: Texts
    source: Text
    year: int | None = None
    n: int | None = None
    mean: float | None = None
    sd: float | None = None
    reliability: float | None = Field(default=None, ge=0, lt=1)
    functional_mean: float | None = None
    functional_sd: float | None = None
    change: float | None = Field(default=None, gt=0)
    cut_off: float | None = None
    verified: bool = False


class Score(Strict):
    """A number computed from one response by this rule; one of sum, mean or formula."""

    key: Code
    title: Texts
    method: Literal["sum", "mean", "formula"]
    items: tuple[Code, ...] = ()
    reverse: tuple[Code, ...] = ()
    formula: str = ""
    times: float = 1.0
    missing: Missing
    low: float
    high: float
    direction: Literal["higher_is_better", "lower_is_better"]
    decimals: int = Field(default=0, ge=0, le=4)
    block: Block = "wellbeing"
    bands: tuple[Band, ...] = ()
    norms: tuple[Norm, ...] = ()
    own_sample: bool = Field(default=False, description="Compute a norm from the own sample where none is known.")

    @property
    def higher_is_better(self) -> bool:
        """Whether a rising score is a gain."""
        return self.direction == "higher_is_better"


class Critical(Strict):
    """An answer that somebody must see at once."""

    key: Code
    when: str
    message: Texts
    respondent: Texts


class Example(Strict):
    """A worked example, run by the conformance suite. A score that cannot be computed is null."""

    name: Text
    answers: dict[Code, Any]
    scores: dict[Code, float | None] = {}
    critical: tuple[Code, ...] = ()


class Licence(Strict):
    """Whose the text is and whether it may ship; licence is data."""

    holder: Text
    terms: Texts
    ships_text: bool
    source: Text


class Instrument(Strict):
    """A whole definition. Frozen: another meaning is another version."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    format: Literal["gavn-instrument/1"]
    key: Path
    version: int = Field(ge=1)
    title: Texts
    purpose: Texts
    readers: Texts
    minutes: int = Field(ge=1, le=180)
    origin: Literal["established", "modified", "own"]
    licence: Licence
    respondents: tuple[Respondent, ...] = Field(min_length=1)
    individual_sees: Literal["picture", "words", "thanks"] = "thanks"
    items: tuple[Item, ...] = Field(min_length=1)
    scores: tuple[Score, ...] = ()
    critical: tuple[Critical, ...] = ()
    bridge: Texts | None = None
    examples: tuple[Example, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by their id."""
        return {item.id: item for item in self.items}

    @cached_property
    def score_by_key(self) -> dict[str, Score]:
        """The scores by their key."""
        return {score.key: score for score in self.scores}

    @property
    def full_key(self) -> str:
        """``owner/name@version``."""
        return f"{self.key}@{self.version}"

    @property
    def has_text(self) -> bool:
        """Whether every item that is asked has words."""
        return all(item.text is not None or item.known for item in self.items)
