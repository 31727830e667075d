"""The three blocks of a person's page: problems, resources, development."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gavn.kernel.say import Said, said
from gavn.measure.pure.answered import Answered, in_words
from gavn.measure.pure.scoring import rests_on
from gavn.report.pure.person.standing import Standing, preferred, standing_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from gavn.catalogue.pure.wording import WordedInstrument
    from gavn.measure.pure.series import Series
    from gavn.measure.pure.track import Direction

MOST = 5
TITLES: dict[str, Said] = {
    "problem": Said("Problems"),
    "resource": Said("Resources"),
    "wellbeing": Said("Development"),
}
EMPTY: dict[str, Said] = {
    "problem": Said("No form about problems has been answered."),
    "resource": Said("No form about resources has been answered."),
    "wellbeing": Said("Nothing yet that can develop. It begins with the first answers."),
}


@dataclass(frozen=True)
class Fact:
    """An answer that no score counts: what it is about, what was answered, and in which block it belongs."""

    label: str
    answered: Answered
    block: str


@dataclass(frozen=True)
class Block:
    """One of the three, with its lines and the answers that belong to it."""

    key: str
    lines: tuple[Standing, ...]
    facts: tuple[Fact, ...]
    total: int

    @property
    def title(self) -> Said:
        """What it is called."""
        return TITLES[self.key]

    @property
    def empty(self) -> Said | None:
        """What stands there while there is nothing."""
        return None if self.lines or self.facts else EMPTY[self.key]


def blocks(
    series: Iterable[Series],
    facts: Sequence[Fact],
    *,
    language: str,
    direction: Direction = "improve",
    most: int | None = MOST,
) -> list[Block]:
    """All scales in their block, wholes before parts, at most so many lines a block."""
    lines = [line for one in preferred(series) if (line := standing_of(one, language, direction))]
    lines.sort(key=lambda line: -len(rests_on(line.series.instrument, line.series.score)))
    found = []
    for key in TITLES:
        mine = [line for line in lines if _place(line.series.score.block) == key]
        told = tuple(fact for fact in facts if fact.block == key)
        found.append(Block(key, tuple(mine[:most]), told, len(mine)))
    return found


def facts_of(words: WordedInstrument, answers: Mapping[str, Mapping[str, Any]]) -> list[Fact]:
    """The answers to questions that no score counts, in the order of the form."""
    definition = words.definition
    counted = {item for score in definition.scores for item in rests_on(definition, score)}
    return [
        Fact(item.area or item.text or item.id, in_words(item, answers[item.id]), item.block or "background")
        for item in words.items
        if item.id not in counted and item.id in answers and not item.known
    ]


def summary(lines: Iterable[Standing]) -> Said | None:
    """How many scales went which way, in one sentence; nothing while one figure says it all."""
    verdicts = [line.verdict for line in lines if line.verdict not in ("first", "unknown")]
    if len(verdicts) < 2:
        return None
    return said(
        "Of {n} scales with a norm, {better} clearly better, {worse} clearly worse, {same} without clear change.",
        n=len(verdicts),
        better=verdicts.count("improved"),
        worse=verdicts.count("worse"),
        same=verdicts.count("unchanged") + verdicts.count("kept"),
    )


def _place(block: str) -> str:
    return block if block in TITLES else "wellbeing"
