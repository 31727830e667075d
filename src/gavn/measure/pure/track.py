"""Is this person on the way that was agreed? A declared rule, never a judgement of the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, rounded, said, trimmed
from gavn.measure.pure.change import reliable_class

Direction = Literal["improve", "maintain", "slow_decline"]


@dataclass(frozen=True)
class TrackRule:
    """What a programme declares: the occasion by which an improvement should show, or none."""

    no_change_by_occasion: int | None


def off_track(
    values: Sequence[tuple[int, float]],
    *,
    threshold: float,
    direction: Direction,
    higher_is_better: bool,
    rule: TrackRule,
) -> Said | None:
    """Why the latest score calls for a talk, compared with the first; nothing where it does not.

    ``values`` are (occasion number, score) in any order. Worsening beyond error of measurement always
    counts; a missing improvement counts only where improvement is the aim and its occasion has come.

    >>> rule = TrackRule(no_change_by_occasion=2)
    >>> str(off_track([(0, 30), (1, 41)], threshold=9, direction="maintain", higher_is_better=False, rule=rule))
    'Worse than at the start by 11. That is more than error of measurement (9).'
    """
    if len({occasion for occasion, _ in values}) < len(values):
        raise Refused("Two scores stand for the same occasion; choose one.")
    ordered = sorted(values)
    if len(ordered) < 2:
        return None
    (_, first), (occasion, latest) = ordered[0], ordered[-1]
    found = reliable_class(first, latest, threshold=threshold, higher_is_better=higher_is_better)
    if found == "worse":
        return said(
            "Worse than at the start by {change}. That is more than error of measurement ({threshold}).",
            change=trimmed(rounded(abs(latest - first), 1)),
            threshold=trimmed(rounded(threshold, 1)),
        )
    if found == "improved" or direction != "improve" or not _is_due(occasion, rule):
        return None
    return said(
        "No clear improvement by occasion {occasion}: a change of {change} since the start, where more than "
        "{threshold} is needed to tell it from error of measurement.",
        occasion=occasion,
        change=trimmed(rounded(latest - first, 1)),
        threshold=trimmed(rounded(threshold, 1)),
    )


def _is_due(occasion: int, rule: TrackRule) -> bool:
    return rule.no_change_by_occasion is not None and occasion >= rule.no_change_by_occasion
