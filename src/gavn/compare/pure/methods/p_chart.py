"""Whether a share has changed, each period with its own number of people.

Shewhart 1931; p' for large or uneven numbers: Laney 2002, doi:10.1081/QEN-120003555.
Page: docs/explanation/methods/p_chart.md
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import SMALLEST, Numbers
from gavn.compare.pure.control_charts import (
    PLAIN,
    SPREAD,
    Asked,
    Chart,
    Charts,
    Lines,
    Marks,
    charted,
    lines_around,
    mean_known,
    moving_ranges,
    rows_of,
)
from gavn.compare.pure.refusals import NotACount, Unequal
from gavn.kernel.say import Said, rounded, said


def p_chart(
    events: ArrayLike,
    counted: ArrayLike,
    *,
    prime: bool = False,
    asked: Asked = PLAIN,
) -> Chart:
    """Of so many counted in each period, how many it happened to; a period without anybody counted is missing.

    ``prime`` widens (or narrows) the limits by how much the shares really vary from period to period (Laney's p').
    ``target`` is a share between 0 and 1.

    >>> found = p_chart([12, 8, 6, 9, 10, 12, 11], [100, 80, 80, 100, 110, 110, 100])
    >>> str(found.say())
    '7 points around 10 %, between 1 % and 19 % by chance alone; standing out: 0; 0 missing.'
    """
    return p_charts(events, counted, prime=prime, asked=asked).one(0)


def p_charts(
    events: ArrayLike,
    counted: ArrayLike,
    *,
    prime: bool = False,
    asked: Asked = PLAIN,
) -> Charts:
    """Many series at once: a row a series, a column a period.

    >>> p_charts([[5, 10, 5], [0, 0, 0]], [[100, 100, 50], [9, 9, 9]]).lines.centre[0]
    array([0.08, 0.08, 0.08])
    """
    happened, people = numbers_by_period(events, counted)
    whole_numbers(people)
    if (happened > people).any():
        worst = np.unravel_index(np.nanargmax(happened - people), happened.shape)
        raise NotACount(float(happened[worst]), float(people[worst]))
    return share_charts("p_chart", happened, people, _binomial, prime=prime, asked=asked)


def numbers_by_period(events: ArrayLike, sizes: ArrayLike) -> tuple[Numbers, Numbers]:
    """Events and how many could have had them, both missing where either is or where nobody could."""
    happened, size = rows_of(events), rows_of(sizes)
    if happened.shape != size.shape:
        raise Unequal(happened.size, size.size)
    whole_numbers(happened)
    if (size < 0).any():
        raise NotACount(float(np.nanmin(size)))
    if ((size > 0) & (size < SMALLEST)).any():
        raise NotACount(float(size[size > 0].min()))
    lacking = np.isnan(happened) | np.isnan(size) | (size == 0)
    return np.where(lacking, np.nan, happened), np.where(lacking, np.nan, size)


def whole_numbers(counts: Numbers) -> None:
    """Refuse what cannot be a number of people or events; NaN is a missing one."""
    for wrong in counts[(counts < 0) | (counts % 1 > 0)][:1]:
        raise NotACount(float(wrong))


def share_charts(
    method: str,
    happened: Numbers,
    size: Numbers,
    variance: Callable[[Numbers], Numbers],
    *,
    prime: bool,
    asked: Asked,
) -> Charts:
    """Charts of events by size, whose variance at size 1 follows from the centre."""
    values = happened / size
    most = 1.0 if method == "p_chart" else np.inf
    usual = mean_known(size)

    def limits(phase: slice, base: Marks) -> Lines:
        x, n = (np.where(base, numbers[:, phase], 0.0).sum(axis=1, keepdims=True) for numbers in (happened, size))
        centre = x / np.where(n > 0, n, 1.0) + np.zeros(base.shape)
        # The limits of a missing period are drawn for the usual size: it has no point beside them.
        sizes = np.where(np.isnan(size[:, phase]), usual, size[:, phase])
        sigma = np.sqrt(variance(centre) / np.where(sizes > 0, sizes, 1.0))
        sigma_z = np.ones((base.shape[0], 1))
        if prime:
            z = (values[:, phase] - centre) / np.where(sigma > 0, sigma, 1.0)
            sigma_z = mean_known(moving_ranges(z, base)) / SPREAD
        return lines_around(centre, 3 * sigma_z * sigma, least=0.0, most=most, sigma_z=sigma_z[:, 0])

    return charted(method, values, limits, asked, percent=method == "p_chart", remark=_spread_said if prime else None)


def _binomial(centre: Numbers) -> Numbers:
    return np.asarray(centre * (1 - centre))


def _spread_said(measured: Mapping[str, float]) -> tuple[Said, ...]:
    return (
        said(
            "From period to period the values vary {times} times as much as chance alone would let them; "
            "the limits were drawn accordingly.",
            times=rounded(measured["sigma_z"]),
        ),
    )
