"""Whether the number of events a period has changed, where every period gives them the same chance.

Shewhart 1931; Montgomery 2020, chapter 7. Page: docs/explanation/methods/c_chart.md
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import column
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
    rows_of,
)
from gavn.compare.pure.methods.p_chart import whole_numbers


def c_chart(events: ArrayLike, *, asked: Asked = PLAIN) -> Chart:
    """Events of each period, in order; NaN where a period is missing.

    >>> found = c_chart([16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14])
    >>> str(found.say())
    '13 points around 15.77, between 3.856 and 27.68 by chance alone; standing out: 1; 0 missing.'
    """
    return c_charts(column(events), asked=asked).one(0)


def c_charts(events: ArrayLike, *, asked: Asked = PLAIN) -> Charts:
    """Many series at once: a row a series, a column a period.

    >>> c_charts([[4, 2, 6], [0, 0, 0]]).lines.high[0].round(3)
    array([10., 10., 10.])
    """
    rows = rows_of(events)
    whole_numbers(rows)

    def limits(phase: slice, base: Marks) -> Lines:
        mean = mean_known(np.where(base, rows[:, phase], np.nan)) + np.zeros(base.shape)
        return lines_around(mean, 3 * np.sqrt(mean), least=0)

    return charted("c_chart", rows, limits, asked)
