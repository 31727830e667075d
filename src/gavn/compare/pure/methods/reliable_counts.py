"""How many reliably improved, stayed unchanged or became worse, and who is missing.

Page: docs/explanation/methods/reliable_counts.md
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gavn.compare.pure.arrays import require_count
from gavn.compare.pure.methods.share import Share, share
from gavn.compare.pure.refusals import Empty
from gavn.kernel.say import Said, said


class NobodyTwice(Empty):
    """Nobody was measured twice."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.said = said("Nobody has both measurements; {missing} missing.", missing=missing)


@dataclass(frozen=True)
class ReliableCounts:
    """Three shares of those measured twice; the missing with their reasons, largest first."""

    n: int
    missing: int
    improved: Share
    unchanged: Share
    worse: Share
    missing_by_reason: tuple[tuple[str, int], ...]

    @property
    def due(self) -> int:
        """Everybody who should have been measured twice."""
        return self.n + self.missing

    def say(self) -> Said:
        """The three counts in one sentence that begins with everybody."""
        return said(
            "With both measurements: {n} of {due}. Better: {improved} ({percent} %; between {low} and {high} %). "
            "Unchanged: {unchanged}. Worse: {worse}. Missing: {missing}.",
            due=self.due,
            n=self.n,
            improved=self.improved.favourable,
            percent=round(100 * self.improved.value),
            low=round(100 * self.improved.low),
            high=round(100 * self.improved.high),
            unchanged=self.unchanged.favourable,
            worse=self.worse.favourable,
            missing=self.missing,
        )


def reliable_counts(
    *,
    improved: int,
    unchanged: int,
    worse: int,
    missing: Mapping[str, int] | None = None,
    confidence: float = 0.95,
) -> ReliableCounts:
    """Shares with Wilson intervals from the counts of each class; ``missing`` counts people by reason.

    >>> found = reliable_counts(improved=12, unchanged=30, worse=3, missing={"declined": 4, "lost": 11})
    >>> found.n, found.due, found.missing_by_reason[0]
    (45, 60, ('lost', 11))
    """
    require_count(improved, unchanged, worse, *(missing or {}).values())
    lost = tuple(sorted((missing or {}).items(), key=lambda reason: (-reason[1], reason[0])))
    n, absent = improved + unchanged + worse, sum(count for _, count in lost)
    if n == 0:
        raise NobodyTwice(absent)
    better, same, poorer = (
        share(count, n, missing=absent, confidence=confidence) for count in (improved, unchanged, worse)
    )
    return ReliableCounts(n, absent, better, same, poorer, missing_by_reason=lost)
