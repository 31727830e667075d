"""Which estimates may be told, and from where to where each goes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, expit, logit, stdtrit

from gavn.compare.pure.arrays import Numbers
from gavn.compare.pure.quantiles import student
from gavn.compare.pure.refusals import Constant, Empty, OneUnit, SingleRespondent, TooFew
from gavn.compare.pure.survey.design import TRACE, Linearised
from gavn.kernel.errors import Refused
from gavn.kernel.say import rounded

WHY = ("", "empty", "single", "lonely", "few", "constant", "unanswered")


def why_not(found: Linearised, *, share: bool = False) -> NDArray[np.int8]:
    """Why an estimate cannot be told, as a place in ``WHY``; 0 where it can.

    Without spread a share still has an interval; other estimates have one only where really everybody was asked
    and answered.
    """
    told_whole = found.census & (found.missing == 0)
    still = (found.variance == 0) & ~told_whole & (not share)
    reasons = [
        found.n == 0,
        found.n == 1,
        found.lonely,
        (found.freedom < 1) & ~found.census,
        still & ~found.census,
        still,
    ]
    return np.select(reasons, range(1, len(WHY)), 0).astype(np.int8)


def refuse(found: Linearised, *, share: bool = False) -> None:
    """Raise what forbids telling the one estimate in ``found``."""
    n, missing = int(found.n[0, 0]), int(found.missing[0, 0])
    if n and not np.isfinite(found.value[0, 0]):
        raise Refused("The weights of those who answered add up to nothing.")
    match WHY[why_not(found, share=share)[0, 0]]:
        case "empty":
            raise Empty(missing)
        case "single":
            raise SingleRespondent()
        case "lonely":
            raise OneUnit()
        case "few":
            raise TooFew(n, n + 1, missing=missing)
        case "constant":
            raise Constant(n)
        case "unanswered":
            raise Refused(
                "Everybody was asked, and {missing} did not answer: chance is not what makes this unsure.",
                missing=missing,
            )


def limits(found: Linearised, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
    """From where to where each mean, total or ratio goes: Student's t with the freedom of its domain."""
    reach = students(confidence, found.freedom) * np.sqrt(found.variance)
    reach = np.where(found.variance == 0, 0.0, reach)
    return found.value - reach, found.value + reach


def share_limits(
    found: Linearised, confidence: float = 0.95, *, korn_graubard: bool = False
) -> tuple[Numbers, Numbers]:
    """From where to where each share goes: on the scale of log odds, or after Korn and Graubard 1998.

    Where the answers show no spread (all alike, mostly) it is Clopper and Pearson's interval for ``equivalent``
    answers: never of width 0, unless everybody there is has answered.
    """
    p = np.clip(found.value, 0.0, 1.0)
    t = students(confidence, found.freedom)
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = p * (1 - p) / found.variance * (students(confidence, found.n - 1) / t) ** 2
        reach = t * np.sqrt(found.variance) / (p * (1 - p))
        low, high = expit(logit(p) - reach), expit(logit(p) + reach)
    still = found.variance == 0
    beta = still | korn_graubard
    under, over = _clopper_pearson(p, np.where(still, found.equivalent, effective), confidence, beta)
    whole = still & found.census & (found.missing == 0)
    return np.where(whole, p, np.where(beta, under, low)), np.where(whole, p, np.where(beta, over, high))


def students(confidence: float, freedom: ArrayLike) -> Numbers:
    """Student's quantile for each freedom; no number where there is none.

    >>> students(0.95, [9, 0]).round(3).tolist()
    [2.262, nan]
    """
    student(confidence, 1)  # refuses what is no confidence
    upper = (1 + confidence) / 2
    kinds, codes = np.unique(np.asarray(freedom, dtype=float), return_inverse=True)
    found = np.full(kinds.size, np.nan)
    found[kinds >= 1] = stdtrit(kinds[kinds >= 1], upper)
    return found[codes].reshape(np.shape(freedom))


def _clopper_pearson(p: Numbers, n: Numbers, confidence: float, where: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Clopper and Pearson's interval for a share of n, which need not be a whole number."""
    low, high = np.full(p.shape, np.nan), np.full(p.shape, np.nan)
    x, rest = (p * n)[where], ((1 - p) * n)[where]
    tail = (1 - confidence) / 2
    with np.errstate(invalid="ignore"):
        low[where] = np.where(x <= TRACE, 0.0, betaincinv(np.maximum(x, TRACE), rest + 1, tail))
        high[where] = np.where(rest <= TRACE, 1.0, betaincinv(x + 1, np.maximum(rest, TRACE), 1 - tail))
    return low, high


def plain(value: float, like: float | None = None) -> float:
    """A number as a sentence says it: whole from a thousand, one decimal from ten, else two; ``like`` another one.

    >>> plain(1234.5), plain(12.34), plain(1.234), plain(9.87, like=12.34)
    (1234, 12.3, 1.23, 9.9)
    """
    size = abs(value if like is None else like)
    return round(value) if size >= 1000 else rounded(value, 1 if size >= 10 else 2)
