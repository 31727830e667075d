"""Whether a rate of events has changed, each period with its own number of days, people or visits.

Shewhart 1931; u' for large or uneven numbers: Laney 2002, doi:10.1081/QEN-120003555.
Page: docs/explanation/methods/u_chart.md
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers
from gavn.compare.pure.control_charts import PLAIN, Asked, Chart, Charts
from gavn.compare.pure.methods.p_chart import numbers_by_period, share_charts


def u_chart(
    events: ArrayLike,
    exposure: ArrayLike,
    *,
    prime: bool = False,
    asked: Asked = PLAIN,
) -> Chart:
    """Events of each period by its exposure (days, people, visits); a period without exposure is missing.

    ``prime`` widens (or narrows) the limits by how much the rates really vary from period to period (Laney's u').

    >>> found = u_chart([14, 12, 20, 11, 7], [10, 8, 13, 10, 9.5])
    >>> str(found.say())
    '5 points around 1.267, between 0.1716 and 2.363 by chance alone; standing out: 0; 0 missing.'
    """
    return u_charts(events, exposure, prime=prime, asked=asked).one(0)


def u_charts(
    events: ArrayLike,
    exposure: ArrayLike,
    *,
    prime: bool = False,
    asked: Asked = PLAIN,
) -> Charts:
    """Many series at once: a row a series, a column a period.

    >>> u_charts([[5, 10, 5], [2, 1, 0]], [[10, 20, 10], [5, 5, 5]]).lines.centre[:, 0].round(2)
    array([0.5, 0.2])
    """
    happened, size = numbers_by_period(events, exposure)
    return share_charts("u_chart", happened, size, _poisson, prime=prime, asked=asked)


def _poisson(centre: Numbers) -> Numbers:
    return centre
