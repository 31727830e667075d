"""How well two raters agree beyond what chance would give: Cohen's kappa, plain or weighted.

Cohen 1960, doi:10.1177/001316446002000104; Cohen 1968, doi:10.1037/h0026256; its standard error: Fleiss, Cohen &
Everitt 1969, doi:10.1037/h0028106; why on Fisher's scale: Fleiss & Cohen 1973, doi:10.1177/001316447303300309.
Page: docs/explanation/methods/kappa.md
"""

from __future__ import annotations

from math import atanh, sqrt, tanh
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, numbers, require_count, together
from gavn.compare.pure.quantiles import normal, student
from gavn.compare.pure.refusals import ChanceAlone, Empty, NoWidth, Unequal
from gavn.compare.pure.tables import DUST, Agreement, counted, placed
from gavn.kernel.errors import Refused

Scale = Literal["fisher", "plain"]


def kappa(
    one: ArrayLike,
    other: ArrayLike,
    *,
    categories: ArrayLike | None = None,
    weights: str | ArrayLike = "none",
    scale: Scale = "fisher",
    confidence: float = 0.95,
) -> Agreement:
    """Agreement of two columns of category codes, a value a case; cases that one of them did not rate are missing.

    ``categories``: every code in its order, also those nobody chose; weights go by the place in that order.

    >>> found = kappa([1, 1, 2, 2, 3, 3, float("nan")], [1, 1, 2, 3, 3, 3, 2])
    >>> round(found.value, 2), found.n, found.missing
    (0.75, 6, 1)
    """
    (first, second), missing = together(one, other)
    every, which = placed(np.stack([first, second]), categories)
    k = every.size
    counts = np.bincount((which[0] * k + which[1]).astype(int), minlength=k * k).reshape(k, k)
    return kappa_from_counts(counts, weights=weights, scale=scale, missing=missing, confidence=confidence)


def kappa_from_counts(
    counts: ArrayLike,
    *,
    weights: str | ArrayLike = "none",
    scale: Scale = "fisher",
    missing: int = 0,
    confidence: float = 0.95,
) -> Agreement:
    """The same from the k x k table of how many cases one placed in the row's and the other in the column's category.

    ``weights``: "none", "linear", "quadratic", or k x k numbers from 0 (no agreement) to 1 (full, on the diagonal).

    ``scale`` of the interval: "fisher", or "plain" as most packages print it, which is too narrow for few cases.

    >>> found = kappa_from_counts([[20, 5], [10, 15]])
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (0.4, 0.12, 0.62)
    """
    require_count(missing)
    if scale not in get_args(Scale):
        raise Refused("The interval is fisher or plain; {scale} is neither.", scale=scale)
    found, n = _square(counts, missing)
    worth, shares = _weights(weights, len(found)), found / n
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, by_chance = float((worth * shares).sum()), float(rows @ worth @ columns)
    if by_chance >= 1 - DUST:
        raise ChanceAlone()
    value = (observed - by_chance) / (1 - by_chance)
    spread = _error(worth, shares, observed, by_chance)
    if spread <= DUST:
        raise NoWidth(n, value)
    low, high = _limits(value, spread, n, scale, confidence=confidence)
    return Agreement(
        *(value, low, high, n, missing, "kappa", confidence),
        observed=observed,
        by_chance=by_chance,
        weighted=not np.array_equal(worth, np.eye(len(found))),
    )


def _square(counts: ArrayLike, missing: int) -> tuple[Numbers, int]:
    """The table with as many rows as columns, and how many cases stand in it."""
    found = counted(counts)
    if found.shape[0] != found.shape[1]:
        raise Unequal(*found.shape)
    n = int(found.sum())
    if not n:
        raise Empty(missing)
    return found, n


def _weights(weights: str | ArrayLike, k: int) -> Numbers:
    """How much each pair of categories counts as agreement."""
    if isinstance(weights, str):
        places = np.arange(k)
        apart = np.abs(places[:, None] - places) / max(k - 1, 1)
        known = {"none": np.eye(k), "linear": 1 - apart, "quadratic": 1 - apart**2}
        if weights not in known:
            raise Refused(
                "Weights are none, linear, quadratic or a table of numbers; {weights} is not.", weights=weights
            )
        return np.asarray(known[weights], dtype=float)
    own = numbers(weights)
    if own.shape != (k, k) or not ((own >= 0) & (own <= 1)).all() or not (own.diagonal() == 1).all():
        raise Refused("Weights are a table of {k} times {k} numbers from 0 to 1, with 1 on the diagonal.", k=k)
    return own


def _limits(value: float, spread: float, n: int, scale: Scale, *, confidence: float) -> tuple[float, float]:
    """From where to where kappa goes; on Fisher's scale, as a correlation, with Student's quantile for few cases."""
    plain = normal(confidence) * spread / sqrt(n)
    if scale == "plain" or value <= -1:  # only weights of one's own lead below -1, where Fisher's scale ends
        return value - plain if value <= -1 else max(value - plain, -1.0), min(value + plain, 1.0)
    reach = student(confidence, n - 1) * spread / sqrt(n - 1) / (1 - value**2)
    return tanh(atanh(value) - reach), tanh(atanh(value) + reach)


def _error(worth: Numbers, shares: Numbers, observed: float, by_chance: float) -> float:
    """The standard error for n = 1, where kappa need not be 0 (Fleiss, Cohen & Everitt 1969, formula 13)."""
    by_row, by_column = worth @ shares.sum(axis=0), shares.sum(axis=1) @ worth
    pull = worth * (1 - by_chance) - (by_row[:, None] + by_column) * (1 - observed)
    spread = float((shares * (pull - (shares * pull).sum()) ** 2).sum())
    return sqrt(spread) / (1 - by_chance) ** 2
