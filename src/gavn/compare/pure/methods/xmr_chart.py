"""Whether a single number a month has changed: each value beside limits made from the steps between months.

Shewhart 1931; Wheeler & Chambers 1992; screening: Nelson 1982, doi:10.1080/00224065.1982.11978811.
Page: docs/explanation/methods/xmr_chart.md
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, column
from gavn.compare.pure.control_charts import (
    PLAIN,
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
from gavn.kernel.say import Said, said

REACH = 2.66  # 3 / 1.128, as it is printed everywhere
TOO_LARGE = 3.267  # upper limit of a moving range, in mean moving ranges


def xmr_chart(
    values: ArrayLike,
    *,
    screened: bool = False,
    asked: Asked = PLAIN,
) -> Chart:
    """One value a period, in order; NaN where a period is missing.

    ``screened`` leaves out moving ranges that are too large, once (Nelson 1982); off unless asked for.

    >>> found = xmr_chart([310, 288, 297, 298, 307, 303, 294, 297, 308, 306])
    >>> str(found.say())
    '10 points around 300.8, between 280.1 and 321.5 by chance alone; standing out: 0; 0 missing.'
    """
    return xmr_charts(column(values), screened=screened, asked=asked).one(0)


def xmr_charts(
    values: ArrayLike,
    *,
    screened: bool = False,
    asked: Asked = PLAIN,
) -> Charts:
    """Many series at once: a row a series, a column a period; rows that cannot be told keep their refusal.

    >>> found = xmr_charts([[1, 2, 1, 2], [5, 5, 5, 5]])
    >>> found.one(0).lines.high.round(2), str(found.refused[1])
    (array([4.16, 4.16, 4.16, 4.16]), 'Every value is the same (n 4): no interval can be given.')
    """
    rows = rows_of(values)

    def limits(phase: slice, base: Marks) -> Lines:
        return xmr_lines(rows[:, phase], base, screened=screened)

    return charted("xmr_chart", rows, limits, asked, remark=_screened if screened else _plain)


def xmr_lines(values: Numbers, base: Marks, *, screened: bool) -> Lines:
    """Mean and mean moving range of the points that make limits, as lines for every period of the phase."""
    middle = mean_known(np.where(base, values, np.nan)) + np.zeros(base.shape)
    ranges = moving_ranges(values, base)
    steps = (~np.isnan(ranges)).sum(axis=1)
    if screened:
        ranges = np.where(ranges < TOO_LARGE * mean_known(ranges), ranges, np.nan)
    mean_range = mean_known(ranges)
    left_out = steps - (~np.isnan(ranges)).sum(axis=1)
    counts = {"steps": steps.astype(float), "left_out": left_out.astype(float)}
    return lines_around(middle, REACH * mean_range, mean_range=mean_range[:, 0], **counts)


def _plain(measured: Mapping[str, float]) -> tuple[Said, ...]:
    return (said("Every step from period to period made the limits ({steps}).", steps=int(measured["steps"])),)


def _screened(measured: Mapping[str, float]) -> tuple[Said, ...]:
    left_out, steps = int(measured["left_out"]), int(measured["steps"])
    return (
        said(
            "Steps from period to period too large to make limits: {left_out} of {steps}.",
            left_out=left_out,
            steps=steps,
        ),
    )
