"""Whether the expected course keeps its word: how many later scores lie inside its interval, among people it never saw.

Held-out people: Stone 1974, doi:10.1111/j.2517-6161.1974.tb00994.x.
Page: docs/explanation/methods/course_calibration.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.arrays import Numbers, is_count, require_seed
from gavn.compare.pure.methods.expected_course import LEAST, Rows, Shape, expected_course, usable
from gavn.compare.pure.methods.share import score_limits
from gavn.compare.pure.methods.survey_mean import survey_mean
from gavn.compare.pure.refusals import TooFew
from gavn.compare.pure.survey import Sample
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said, trimmed

TENTHS, TIMES = 10, 5


@dataclass(frozen=True, eq=False)
class HeldOut:
    """For each given row what a course told from other people expects; NaN where nothing could be expected."""

    rows: Rows
    value: Numbers
    low: Numbers
    high: Numbers
    folds: int
    seed: int
    confidence: float


@dataclass(frozen=True)
class Band:
    """The later scores expected (or taken) from ``low`` to ``high``: how many lay inside, below and above.

    Where they are a single person's there is no share.
    """

    low: float
    high: float
    n: int
    rows: int
    below: int
    above: int
    inside: Estimate | None
    expected: float
    observed: float


@dataclass(frozen=True)
class CourseCalibration:
    """How well intervals held that should hold ``confidence`` of the scores, overall and in bands.

    ``n`` and ``missing`` are persons, ``rows`` and ``rows_missing`` later scores; ``untold`` is how many known ones
    had a first score or a time that no other person had come as far as.
    """

    n: int
    missing: int
    rows: int
    rows_missing: int
    untold: int
    whole: Band
    inside: Estimate
    by_expected: tuple[Band, ...]
    by_time: tuple[Band, ...]
    folds: int
    seed: int
    confidence: float
    method: str = "course_calibration"

    def say(self) -> Said:
        """What was promised and what was found, in one sentence."""
        return said(
            "{percent} % (between {low} and {high}) of {rows} later scores lay inside the interval that should hold "
            "{promised} % (people: n {n}, {missing} missing; each held against the course of the others).",
            percent=trimmed(rounded(100 * self.inside.value, 1)),
            low=trimmed(rounded(100 * self.inside.low, 1)),
            high=trimmed(rounded(100 * self.inside.high, 1)),
            promised=trimmed(rounded(100 * self.confidence, 1)),
            rows=self.rows,
            n=self.n,
            missing=self.missing,
        )


def course_calibration(held: HeldOut) -> CourseCalibration:
    """How often the interval of the expected course held among people it was not told from (`held_out_course`).

    >>> rng = np.random.default_rng(1)
    >>> person, month = np.repeat(np.arange(150), 3), np.tile([3.0, 6.0, 12.0], 150)
    >>> first = np.repeat(rng.integers(20, 41, 150), 3)
    >>> score = first - 4 * np.log1p(month) + np.repeat(rng.normal(0, 4, 150), 3) + rng.normal(0, 3, 450)
    >>> found = course_calibration(held_out_course(person, first, month, score, shape=Shape("log"), seed=1))
    >>> found.n, round(found.inside.value, 3)
    (150, 0.956)
    """
    rows, told, confidence = held.rows, _told(held), held.confidence
    everything = told.person >= 0
    whole = _band(told, everything, told.value, confidence)
    return CourseCalibration(
        whole.n,
        rows.persons + rows.persons_missing - whole.n,
        whole.rows,
        rows.missing,
        rows.score.size - whole.rows,
        whole,
        _share_inside(told, everything, confidence),
        _banded(told, told.value, TENTHS, confidence),
        _banded(told, told.time, TIMES, confidence),
        held.folds,
        held.seed,
        confidence,
    )


def held_out_course(
    person: ArrayLike,
    first: ArrayLike,
    time: ArrayLike,
    score: ArrayLike,
    *,
    shape: Shape,
    seed: int,
    own_slopes: bool = True,
    scale: tuple[float, float] | None = None,
    folds: int = 10,
    confidence: float = 0.95,
) -> HeldOut:
    """For each row the expected score and limits, told from people drawn into other parts than this row's.

    Rows and model as for `expected_course`; ``seed`` draws the ``folds`` parts, the same seed the same parts.
    """
    rows = usable(person, first, time, score)
    require_seed(seed)
    if not (is_count(folds) and 2 <= folds <= rows.persons):
        raise Refused("People are held out in 2 to {n} parts, not {folds}.", n=rows.persons, folds=folds)
    least = ceil(LEAST * folds / (folds - 1))
    if rows.persons < least:
        raise TooFew(rows.persons, least, missing=rows.persons_missing)
    part = (np.random.default_rng(seed).permutation(rows.persons) % folds)[rows.person]
    found = np.full((3, np.asarray(score).size), np.nan)
    for out in range(folds):
        kept, left = part != out, part == out
        course = expected_course(
            rows.person[kept],
            rows.first[kept],
            rows.time[kept],
            rows.score[kept],
            shape=shape,
            own_slopes=own_slopes,
            scale=scale,
            confidence=confidence,
        )
        found[:, rows.kept[left]] = course.limits(rows.first[left], rows.time[left])
    return HeldOut(rows, found[0], found[1], found[2], folds, seed, confidence)


@dataclass(frozen=True, eq=False)
class _Told:
    """The rows for which something could be expected."""

    person: NDArray[np.intp]
    time: Numbers
    score: Numbers
    value: Numbers
    low: Numbers
    high: Numbers


def _told(held: HeldOut) -> _Told:
    rows, kept = held.rows, held.rows.kept
    known = ~np.isnan(held.value[kept])
    limits = (limit[kept][known] for limit in (held.value, held.low, held.high))
    return _Told(rows.person[known], rows.time[known], rows.score[known], *limits)


def _banded(told: _Told, along: Numbers, parts: int, confidence: float) -> tuple[Band, ...]:
    """As many bands of about equal size as asked for; equal values stand together."""
    distinct = np.unique(along)
    edges = distinct if distinct.size <= parts else np.unique(np.quantile(along, np.linspace(0, 1, parts + 1)[:-1]))
    code = np.searchsorted(edges, along, side="right") - 1
    return tuple(_band(told, code == one, along, confidence) for one in range(edges.size))


def _band(told: _Told, chosen: NDArray[np.bool_], along: Numbers, confidence: float) -> Band:
    score, low, high = told.score[chosen], told.low[chosen], told.high[chosen]
    n = len(np.unique(told.person[chosen]))
    return Band(
        float(along[chosen].min()),
        float(along[chosen].max()),
        n,
        score.size,
        int((score < low).sum()),
        int((score > high).sum()),
        _share_inside(told, chosen, confidence) if n > 1 else None,
        float(told.value[chosen].mean()),
        float(score.mean()),
    )


def _share_inside(told: _Told, chosen: NDArray[np.bool_], confidence: float) -> Estimate:
    """A person's scores go together, so Wilson's limits are taken at the effective number of scores."""
    inside = ((told.score >= told.low) & (told.score <= told.high))[chosen].astype(float)
    person, value = told.person[chosen], float(inside.mean())
    try:
        effective = value * (1 - value) / survey_mean(inside, Sample(psu=person)).se ** 2
    except Refused:  # all are inside, or everybody has the same share inside: nobody's scores say more than one
        effective = float(len(np.unique(person)))
    low, high = score_limits(value, min(effective, inside.size), confidence)
    return Estimate(value, low, high, inside.size, 0, "course_calibration", confidence)
