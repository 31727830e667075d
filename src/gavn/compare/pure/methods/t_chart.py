"""Whether a rare event has become rarer: the time between one event and the next.

Nelson 1994, Journal of Quality Technology 26: 239-240. Page: docs/explanation/methods/t_chart.md
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, column
from gavn.compare.pure.control_charts import PLAIN, Asked, Chart, Lines, Marks, charted, rows_of
from gavn.compare.pure.methods.xmr_chart import xmr_lines
from gavn.kernel.errors import Refused

POWER = 3.6  # raised to 1/3.6, an exponential time is nearly normal


def t_chart(between: ArrayLike, *, asked: Asked = PLAIN) -> Chart:
    """Time between events in order, in days or hours above 0; NaN where it is not known.

    >>> found = t_chart([16, 20, 5, 13, 1, 26, 46, 12])
    >>> str(found.say())
    '8 points around 13.32, between 0.0001248 and 150.2 by chance alone; standing out: 0; 0 missing.'
    """
    rows = rows_of(column(between))
    if (rows <= 0).any():
        raise Refused("Between two events there is some time: {time} cannot be.", time=float(np.nanmin(rows)))
    even = rows ** (1 / POWER)

    def limits(phase: slice, base: Marks) -> Lines:
        lines = xmr_lines(even[:, phase], base, screened=False)
        return Lines(_back(lines.drawn), lines.measured)

    return charted("t_chart", rows, limits, asked).one(0)


def _back(lines: Numbers) -> Numbers:
    return np.asarray(np.maximum(lines, 0.0) ** POWER)
