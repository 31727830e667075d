"""Where a score is expected after a time, from where it began: the course of one's own population, with its interval.

Laird & Ware 1982, doi:10.2307/2529876; least n after Maas & Hox 2005, doi:10.1027/1614-2241.1.3.86.
Page: docs/explanation/methods/expected_course.md
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.arrays import Numbers, column, is_number
from gavn.compare.pure.mixed import Mixed, mixed
from gavn.compare.pure.quantiles import student
from gavn.compare.pure.refusals import Constant, Empty, TooFew, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said, trimmed

LEAST = 100  # persons: with 50 or fewer the spread between persons is told with too small an error
MONTHS = Said("months")
FORMS = ("straight", "square_root", "log", "piecewise")

Form = Literal["straight", "square_root", "log", "piecewise"]


@dataclass(frozen=True)
class Shape:
    """How the course bends in time; a piecewise one is two straight pieces that meet at the ``knot``.

    >>> Shape("piecewise", knot=6).columns(np.array([3.0, 8.0])).tolist()
    [[3.0, 0.0], [6.0, 2.0]]
    """

    form: Form
    knot: float | None = None

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise Refused(
                "{form} is no shape of a course; choose one of {forms}.", form=self.form, forms=", ".join(FORMS)
            )
        if (self.form == "piecewise") != (self.knot is not None and self.knot > 0):
            raise Refused("A course in two pieces, and only that, needs the time above 0 at which they meet.")

    def columns(self, time: Numbers) -> Numbers:
        """Time as the course takes it; the columns' sum is what a person's own slope runs along."""
        if self.knot is not None:
            return np.column_stack([np.minimum(time, self.knot), np.maximum(time - self.knot, 0.0)])
        bent = {"straight": time, "square_root": np.sqrt(time), "log": np.log1p(time)}
        return bent[self.form][:, None]


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows in which everything is known; ``kept`` are their places among all that were given."""

    kept: NDArray[np.intp]
    person: NDArray[np.intp]
    first: Numbers
    time: Numbers
    score: Numbers
    missing: int
    persons: int
    persons_missing: int

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Persons and those missing, rows and those missing."""
        return self.persons, self.persons_missing, self.score.size, self.missing


def usable(person: ArrayLike, first: ArrayLike, time: ArrayLike, score: ArrayLike) -> Rows:
    """The later scores that are known with their time and first score, and how many of rows and persons are not."""
    try:
        who = np.asarray(person)
    except ValueError:
        raise Refused("Each later score needs to know whose it is.") from None
    begun, then, scored = column(first), column(time), column(score)
    for other in (begun, then, scored):
        if other.shape != who.shape:
            raise Unequal(who.size, other.size)
    if who.dtype.kind == "f" and np.isnan(who).any():
        raise Refused("Each later score needs to know whose it is.")
    known = np.flatnonzero(~np.isnan(begun + then + scored))
    if not known.size:
        raise Empty(who.size)
    begun, then, scored = begun[known], then[known], scored[known]
    if not (then > 0).all():
        raise Refused("A later score stands at a time above 0; the first score is given beside it.")
    names, code = np.unique(who[known], return_inverse=True)
    own = np.zeros(names.size)
    own[code] = begun
    if (own[code] != begun).any():
        raise Refused("Somebody has two different first scores.")
    missing = len(np.unique(who)) - names.size
    return Rows(known, code, begun, then, scored, who.size - known.size, names.size, missing)


def design(centred: Numbers, time: Numbers, shape: Shape, *, own_slopes: bool) -> tuple[Numbers, Numbers]:
    """What everybody's course depends on, and in what persons may depart from it: a row each."""
    one, bent = np.ones((time.size, 1)), shape.columns(time)
    x = np.hstack([one, centred[:, None], bent, bent * centred[:, None]])
    return x, np.hstack([one, bent.sum(axis=1, keepdims=True)]) if own_slopes else one


@dataclass(frozen=True)
class Expected(Estimate):
    """The score expected of somebody at a time, and where such a score lies so often (prediction interval)."""

    first: float = 0.0
    time: float = 0.0
    unit: Said = MONTHS
    seen: int = 0

    def say(self) -> Said:
        """The expected score in one sentence."""
        told = {
            "first": trimmed(rounded(self.first, 1)),
            "time": trimmed(rounded(self.time, 1)),
            "unit": self.unit,
            "value": trimmed(rounded(self.value, 1)),
            "low": trimmed(rounded(self.low, 1)),
            "high": trimmed(rounded(self.high, 1)),
            "percent": round(100 * self.confidence),
            "n": self.n,
            "missing": self.missing,
        }
        if not self.seen:
            return said(
                "Whoever begins at {first} is expected at {value} after {time} {unit}; {percent} % lie between {low} "
                "and {high} (own population, n {n}, {missing} missing).",
                **told,
            )
        return said(
            "Whoever begins at {first} and then had what was seen so far (scores: {seen}) is expected at {value} "
            "after {time} {unit}; {percent} % lie between {low} and {high} (own population, n {n}, {missing} missing).",
            seen=self.seen,
            **told,
        )


@dataclass(frozen=True, eq=False)
class ExpectedCourse:
    """The course of a score in one's own population. ``n`` and ``missing`` are persons.

    Somebody is missing where no later score can be used, because it, its time or the first score is not known.
    """

    n: int
    missing: int
    rows: int
    rows_missing: int
    shape: Shape
    own_slopes: bool
    scale: tuple[float, float] | None
    centre: float
    firsts: tuple[float, float]
    times: tuple[float, float]
    unit: Said
    fit: Mixed
    confidence: float
    method: str = "expected_course"

    def __post_init__(self) -> None:
        student(self.confidence, self.n - 2)

    @property
    def coefficients(self) -> tuple[Estimate, ...]:
        """Start, first score, time (one or two), first score by time: at the mean first score and time 0."""
        reach = student(self.confidence, self.n - 2) * np.sqrt(np.diag(self.fit.covariance))
        return tuple(
            Estimate(float(b), float(b - r), float(b + r), self.n, self.missing, self.method, self.confidence)
            for b, r in zip(self.fit.coefficients, reach, strict=True)
        )

    def limits(
        self, first: ArrayLike, time: ArrayLike, *, confidence: float | None = None
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Expected score, lower and upper limit from the first score alone, by row; NaN where nobody was like it."""
        begun, then = column(first), column(time)
        if begun.size != then.size:
            raise Unequal(begun.size, then.size)
        told = self._told(begun, then)
        x, z = design(begun[told] - self.centre, then[told], self.shape, own_slopes=self.own_slopes)
        value = x @ self.fit.coefficients
        variance = self.fit.residual + _squares(x, self.fit.covariance) + _squares(z, self.fit.spread)
        found = np.full((3, begun.size), np.nan)
        found[:, told] = self._within(value, variance, confidence)
        return found[0], found[1], found[2]

    def expected(
        self,
        first: float,
        time: float,
        *,
        seen_times: ArrayLike = (),
        seen_scores: ArrayLike = (),
        confidence: float | None = None,
    ) -> Expected:
        """The score expected of one person at a time, from the first score and the later ones seen so far."""
        at, score = column(seen_times), column(seen_scores)
        if at.size != score.size:
            raise Unequal(at.size, score.size)
        seen = ~np.isnan(at + score)
        at, score = at[seen], score[seen]
        begun, then = np.append(np.full(at.size, first), first), np.append(at, time)
        self._refuse_unlike(begun, then)
        x, z = design(begun - self.centre, then, self.shape, own_slopes=self.own_slopes)
        shared = z[:-1] @ self.fit.spread
        weights = np.linalg.solve(shared @ z[:-1].T + self.fit.residual * np.eye(at.size), shared @ z[-1])
        gap = x[-1] - weights @ x[:-1]
        value = x[-1] @ self.fit.coefficients + weights @ (score - x[:-1] @ self.fit.coefficients)
        left = z[-1] @ self.fit.spread @ z[-1] - weights @ shared @ z[-1]
        variance = self.fit.residual + left + gap @ self.fit.covariance @ gap
        middle, low, high = self._within(np.array([value]), np.array([variance]), confidence)
        return Expected(
            float(middle[0]),
            float(low[0]),
            float(high[0]),
            self.n,
            self.missing,
            self.method,
            self.confidence if confidence is None else confidence,
            first,
            time,
            self.unit,
            at.size,
        )

    def say(self) -> Said:
        """Where somebody who begins as people do on average is expected half-way, in one sentence."""
        return self.expected(self.centre, self.times[1] / 2).say()

    def _told(self, first: Numbers, time: Numbers) -> NDArray[np.bool_]:
        (low, high), last = self.firsts, self.times[1]
        return (first >= low) & (first <= high) & (time > 0) & (time <= last)

    def _refuse_unlike(self, first: Numbers, time: Numbers) -> None:
        if not self._told(first, time).all():
            raise Refused(
                "The course was told from first scores of {low} to {high} and up to time {last}; "
                "of others nothing is known.",
                low=self.firsts[0],
                high=self.firsts[1],
                last=self.times[1],
            )

    def _within(self, value: Numbers, variance: Numbers, confidence: float | None) -> Numbers:
        level = self.confidence if confidence is None else confidence
        reach = student(level, self.n - 2) * np.sqrt(variance)
        found = np.stack([value, value - reach, value + reach])
        return found if self.scale is None else np.clip(found, *self.scale)


def expected_course(
    person: ArrayLike,
    first: ArrayLike,
    time: ArrayLike,
    score: ArrayLike,
    *,
    shape: Shape,
    own_slopes: bool = True,
    scale: tuple[float, float] | None = None,
    unit: Said = MONTHS,
    confidence: float = 0.95,
) -> ExpectedCourse:
    """The course of at least 100 persons, one row a later score: whose, first score, time since then, score.

    The caller chooses how time bends (``shape``) and whether persons may differ in how fast they change as well as
    in where they are (``own_slopes``); ``scale`` is the lowest and highest score there can be, ``unit`` that of time.

    >>> rng = np.random.default_rng(1)
    >>> person, month = np.repeat(np.arange(150), 3), np.tile([3.0, 6.0, 12.0], 150)
    >>> first = np.repeat(rng.integers(20, 41, 150), 3)
    >>> score = first - 4 * np.log1p(month) + np.repeat(rng.normal(0, 4, 150), 3) + rng.normal(0, 3, 450)
    >>> course = expected_course(person, first, month, score, shape=Shape("log"))
    >>> str(course.expected(30, 12).say())[:86]
    'Whoever begins at 30 is expected at 19.8 after 12 months; 95 % lie between 10.6 and 29'
    """
    rows = usable(person, first, time, score)
    firsts = _firsts(rows, scale)
    centre = float(firsts.mean())
    return ExpectedCourse(
        *rows.counts,
        shape,
        own_slopes,
        scale,
        centre,
        (float(firsts.min()), float(firsts.max())),
        (float(rows.time.min()), float(rows.time.max())),
        unit,
        mixed(rows.score, *design(rows.first - centre, rows.time, shape, own_slopes=own_slopes), rows.person),
        confidence,
    )


def _firsts(rows: Rows, scale: tuple[float, float] | None) -> Numbers:
    """Each person's first score; refuses too few persons, scores that cannot be, and what does not differ."""
    if rows.persons < LEAST:
        raise TooFew(rows.persons, LEAST, missing=rows.persons_missing)
    if scale is not None and not _is_scale(scale):
        raise Refused("A scale is its lowest and its highest score.")
    if scale is not None and not (scale[0] <= rows.score.min() and rows.score.max() <= scale[1]):
        raise Refused("Some scores lie outside the scale from {low} to {high}.", low=scale[0], high=scale[1])
    if np.ptp(rows.time) == 0:
        raise Refused("All later scores stand at the same time; a course needs at least two times.")
    firsts = np.zeros(rows.persons)
    firsts[rows.person] = rows.first
    if np.ptp(firsts) == 0 or np.ptp(rows.score) == 0:
        raise Constant(rows.persons)
    return firsts


def _is_scale(scale: object) -> bool:
    return (
        isinstance(scale, Sequence)
        and len(scale) == 2
        and is_number(scale[0])
        and is_number(scale[1])
        and scale[0] < scale[1]
    )


def _squares(rows: Numbers, matrix: Numbers) -> Numbers:
    return np.asarray(((rows @ matrix) * rows).sum(axis=1))
