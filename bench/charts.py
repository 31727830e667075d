"""1,200 XmR charts of 36 months with all four rules: in one call, beside one call a series in a plain loop."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench._made import figure, printed

SERIES, MONTHS, ROUNDS = 1200, 36, 5


def seconds(drawn: Callable[[], Any]) -> float:
    """The best of some runs: a busy neighbour only adds."""
    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        drawn()
        taken.append(time.perf_counter() - began)
    return min(taken)


def run() -> dict[str, Any]:
    """How many times faster, and the seconds of both."""
    from gavn.compare.pure.control_charts import Asked
    from gavn.compare.pure.methods.xmr_chart import xmr_chart, xmr_charts

    values = np.random.default_rng(36).normal(50, 5, (SERIES, MONTHS))
    asked = Asked(rebase=(18,), better="lower", target=45)
    together, alone = xmr_charts(values, asked=asked), [xmr_chart(row, asked=asked) for row in values]
    assert all(np.array_equal(together.one(row).marks, chart.marks) for row, chart in enumerate(alone))
    quick = seconds(lambda: xmr_charts(values, asked=asked))
    slow = seconds(lambda: [xmr_chart(row, asked=asked) for row in values])
    return {
        "figures": [
            figure(f"{SERIES} XmR charts of {MONTHS} months at once, by one at a time", slow / quick, 10, least=True),
            printed("the same at once", f"{1000 * quick:.0f} ms"),
            printed("the same one at a time", f"{slow:.2f} s"),
        ]
    }
