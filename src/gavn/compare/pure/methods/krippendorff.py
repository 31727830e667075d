"""How well any number of raters agree, on categories, ranks or numbers, with ratings missing: Krippendorff's alpha.

Krippendorff 2019, doi:10.4135/9781071878781; Hayes & Krippendorff 2007, doi:10.1080/19312450709336664; resampling of
cases: Zapf et al. 2016, doi:10.1186/s12874-016-0200-9. Page: docs/explanation/methods/krippendorff.md
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, column, is_count, known_sums, require_seed
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import ChanceAlone, NoWidth, TooFew, Unequal
from gavn.compare.pure.tables import DUST, Rated, rated, rated_from_counts
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

Level = Literal["nominal", "ordinal", "interval", "ratio"]
ROUNDS = 1000
MOST_ROUNDS = 100_000
UNTOLD = 0.05  # the part of the rounds in which only one value may turn up


@dataclass(frozen=True)
class Krippendorff(Estimate):
    """Alpha with its interval, the level of measurement, and how many rounds of resampling the interval rests on."""

    level: Level = "nominal"
    rounds: int = ROUNDS

    def say(self) -> Said:
        """Alpha in one sentence, with n and missing."""
        return said(
            "Krippendorff's alpha {alpha} (between {low} and {high}): 1 is full agreement, 0 what chance gives (n {n} "
            "rated at least twice, {missing} not).",
            alpha=rounded(self.value),
            low=rounded(self.low),
            high=rounded(self.high),
            n=self.n,
            missing=self.missing,
        )


def krippendorff(
    ratings: ArrayLike, *, level: Level = "nominal", seed: int = 1, rounds: int = ROUNDS, confidence: float = 0.95
) -> Krippendorff:
    """Alpha of a table of numbers, cases down and raters across, NaN where somebody did not rate.

    Its interval comes from ``rounds`` draws of cases; the same ``seed`` gives the same interval.

    >>> missing = float("nan")
    >>> found = krippendorff([[1, 1, missing], [2, 2, 3], [3, 3, 3], [1, 2, 1], [missing, 3, missing]])
    >>> round(found.value, 3), found.n, found.missing
    (0.5, 4, 1)
    """
    values, placed = rated(ratings)
    return _of(values, placed, level, seed=seed, rounds=rounds, confidence=confidence)


def krippendorff_from_counts(
    values: ArrayLike,
    counts: ArrayLike,
    *,
    times: ArrayLike | None = None,
    level: Level = "nominal",
    seed: int = 1,
    rounds: int = ROUNDS,
    confidence: float = 0.95,
) -> Krippendorff:
    """The same from how many raters gave each value, cases down and ``values`` (rising) across.

    ``times``: how many cases were rated alike, where each distinct row is given once.

    >>> counts = [[2, 0, 0], [0, 2, 1], [0, 0, 3], [2, 1, 0], [0, 0, 1]]
    >>> round(krippendorff_from_counts([1, 2, 3], counts).value, 3)
    0.5
    """
    placed = rated_from_counts(counts, times)
    return _of(_rising(values, placed.counts.shape[1]), placed, level, seed=seed, rounds=rounds, confidence=confidence)


def krippendorff_from_coincidences(values: ArrayLike, coincidences: ArrayLike, *, level: Level = "nominal") -> float:
    """Alpha alone from the coincidence matrix; how sure it is cannot be told without the cases.

    >>> round(krippendorff_from_coincidences([1, 2, 3], [[3, 1, 0], [1, 1, 1], [0, 1, 4]]), 3)
    0.532
    """
    pairs = known_sums(coincidences)
    known = _rising(values, len(np.atleast_1d(pairs)))
    if pairs.shape != (len(known), len(known)):
        raise Unequal(len(known), pairs.size)
    if (pairs < 0).any() or not np.allclose(pairs, pairs.T):
        raise Refused("Coincidences are counted from 0 up, and alike from either side.")
    used = pairs.sum(axis=1)
    if (used > 0).sum() < 2 or not used.sum() > 1:
        raise ChanceAlone()
    apart = _apart(level, known, used)
    return float(1 - (used.sum() - 1) * (pairs * apart).sum() / (used @ apart @ used))


def _of(values: Numbers, placed: Rated, level: Level, *, seed: int, rounds: int, confidence: float) -> Krippendorff:
    normal(confidence)  # refuses what is no level
    require_seed(seed)
    if not (is_count(rounds) and 1 <= rounds <= MOST_ROUNDS):
        raise Refused("Cases are drawn anew in 1 to {most} rounds.", most=MOST_ROUNDS)
    paired = placed.by_at_least(2)
    n = paired.cases
    missing = placed.cases - n
    if n < 2:
        raise TooFew(n, 2, missing=missing)
    value = float(_alphas(level, values, paired.counts, paired.times[None, :])[0])
    if np.isnan(value):
        raise ChanceAlone()
    draws = np.random.default_rng(seed).multinomial(n, paired.times / n, size=int(rounds)).astype(float)
    found = _alphas(level, values, paired.counts, draws)
    told = found[~np.isnan(found)]
    if told.size < (1 - UNTOLD) * rounds:
        raise Refused(
            "So few cases differ from the others that drawing cases anew leaves only one value: how sure the "
            "agreement is cannot be told."
        )
    low, high = np.quantile(told, [(1 - confidence) / 2, (1 + confidence) / 2])
    if high - low <= DUST:
        raise NoWidth(n, value)
    return Krippendorff(
        value, float(low), float(high), n, missing, "krippendorff", confidence, level=level, rounds=rounds
    )


def _alphas(level: Level, values: Numbers, counts: Numbers, times: Numbers) -> Numbers:
    """Alpha for each row of ``times`` (how often each pattern of ratings occurs); NaN where only one value does.

    Distances of interval and ordinal data are differences of scores, so sums of squares do without k x k pairs.
    """
    raters, used = counts.sum(axis=1), times @ counts
    n = used.sum(axis=1)
    if level in ("ordinal", "interval"):
        scores = _midranks(used) if level == "ordinal" else np.broadcast_to(values - values.mean(), used.shape)
        observed = 2 * (
            ((times * (raters / (raters - 1))) @ counts * scores**2).sum(axis=1)
            - (times / (raters - 1) * (scores @ counts.T) ** 2).sum(axis=1)
        )
        expected = 2 * (n * (used * scores**2).sum(axis=1) - (used * scores).sum(axis=1) ** 2)
    else:
        apart = _apart(level, values, used[0])
        observed = times @ ((counts @ apart * counts).sum(axis=1) / (raters - 1))
        expected = (used @ apart * used).sum(axis=1)
    several = (used > 0).sum(axis=1) > 1
    ratio = np.divide((n - 1) * observed, expected, out=np.full(n.size, np.nan), where=several)
    return np.asarray(1 - ratio)


def _apart(level: Level, values: Numbers, used: Numbers) -> Numbers:
    """How far each two values lie apart, squared; ranks go by how often each value was ``used``."""
    if level not in get_args(Level):
        raise Refused("The level is nominal, ordinal, interval or ratio; {level} is none of these.", level=level)
    if level == "nominal":
        return np.asarray(1 - np.eye(values.size))
    scores = _midranks(used) if level == "ordinal" else values
    if level != "ratio":
        return np.asarray((scores[:, None] - scores) ** 2)
    if (values < 0).any():
        raise Refused("Ratios need values from 0 up; {value} is below.", value=float(values.min()))
    together = values[:, None] + values
    return np.asarray(((values[:, None] - values) / np.where(together > 0, together, 1)) ** 2)


def _midranks(used: Numbers) -> Numbers:
    """Where the middle of each value's ratings stands among all ratings in their order."""
    return np.asarray(used.cumsum(axis=-1) - used / 2 - used.sum(axis=-1, keepdims=True) / 2)


def _rising(values: ArrayLike, columns: int) -> Numbers:
    known = column(values)
    if known.size != columns:
        raise Unequal(known.size, columns)
    if not (np.diff(known) > 0).all():
        raise Refused("The values stand in rising order, each once.")
    return known
