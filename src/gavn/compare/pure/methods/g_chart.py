"""Whether a rare event has become rarer: how many people or days there were between one event and the next.

Kaminsky, Benneyan, Davis & Burke 1992, doi:10.1080/00224065.1992.12015229; Benneyan 2001,
doi:10.1023/A:1011846412909. Page: docs/explanation/methods/g_chart.md
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import column
from gavn.compare.pure.control_charts import (
    PLAIN,
    Asked,
    Chart,
    Lines,
    Marks,
    charted,
    lines_around,
    mean_known,
    rows_of,
)
from gavn.compare.pure.methods.p_chart import whole_numbers


def g_chart(between: ArrayLike, *, asked: Asked = PLAIN) -> Chart:
    """How many without the event there were before each event, in order; 0 where two came one after the other.

    The centre is the median, because gaps are skewed; the limits stand around the mean.

    >>> found = g_chart([23, 39, 15, 34, 1, 49, 98, 29])
    >>> str(found.say())
    '8 points around 31.5, between 0 and 145.5 by chance alone; standing out: 0; 0 missing.'
    """
    rows = rows_of(column(between))
    whole_numbers(rows)

    def limits(phase: slice, base: Marks) -> Lines:
        known = np.where(base, rows[:, phase], np.nan)
        mean = mean_known(known) + np.zeros(base.shape)
        lines = lines_around(mean, 3 * np.sqrt(mean * (mean + 1)), least=0.0, mean=mean[:, 0])
        middle = np.nanmedian(known) if base.any() else 0.0
        return Lines(np.concatenate([np.full((1, *base.shape), middle), lines.drawn[1:]]), lines.measured)

    return charted("g_chart", rows, limits, asked).one(0)
