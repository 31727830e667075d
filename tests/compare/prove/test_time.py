"""Compare: how often intervals of stays hold the truth, and how often charts call a change where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import geom, norm

from gavn.compare.pure.control_charts import RULES, Asked
from gavn.compare.pure.methods.c_chart import c_charts
from gavn.compare.pure.methods.g_chart import g_chart
from gavn.compare.pure.methods.log_rank import log_rank
from gavn.compare.pure.methods.p_chart import p_charts
from gavn.compare.pure.methods.run_chart import run_chart
from gavn.compare.pure.methods.t_chart import t_chart
from gavn.compare.pure.methods.time_to_exit import time_to_exit
from gavn.compare.pure.methods.u_chart import u_charts
from gavn.compare.pure.methods.xmr_chart import xmr_charts
from gavn.kernel.errors import Refused

pytestmark = pytest.mark.prove
ROUNDS, MEAN, SERIES, MONTHS = 3000, 100.0, 20_000, 24
THREE_SIGMA = 0.99730


def stays(rng, people=80):
    """Exponential stays; a third already there when watching began, seen to day 300 at the most."""
    entered = np.where(np.arange(people) % 3 == 0, rng.uniform(0, 60, people), 0.0)
    length = entered + rng.exponential(MEAN, people)  # without memory: whoever is there stays as long again
    return entered, np.minimum(length, 300), length < 300


def test_intervals_of_stays_with_late_entry_hold_the_truth(covers):
    rng = np.random.default_rng(20261122)
    days = (30, 70, 150, 250)
    hits, told = dict.fromkeys([*days, "median", "mean"], 0), dict.fromkeys([*days, "median", "mean"], 0)
    truth = {**{day: np.exp(-day / MEAN) for day in days}, "median": MEAN * np.log(2)}
    truth["mean"] = MEAN * (1 - np.exp(-200 / MEAN))
    for _round in range(ROUNDS):
        found = time_to_exit(*stays(rng))
        estimates = {day: found.still_there(day) for day in days}
        estimates["mean"] = found.restricted_mean(200)
        try:
            estimates["median"] = found.median_estimate()
        except Refused:  # the upper limit was not reached
            continue
        for what, estimate in estimates.items():
            told[what] += 1
            hits[what] += estimate.low <= truth[what] <= estimate.high
    assert min(told.values()) > 0.99 * ROUNDS
    for what, held in hits.items():
        name = f"still there on day {what}" if what in days else f"{what}, n 80, late entry"
        covers(method="time_to_exit", nominal=0.95, hits=held, rounds=told[what], what=name, least=0.93)


def test_the_log_rank_test_calls_no_difference_where_there_is_none(covers):
    rng = np.random.default_rng(5)
    group, quiet, held = np.arange(80) % 2, 0, 0
    for _round in range(ROUNDS):
        found = log_rank(*stays(rng), group)
        quiet += found.p > 0.05
        held += found.ratio.low <= 1 <= found.ratio.high
    covers(method="log_rank", nominal=0.95, hits=quiet, rounds=ROUNDS, what="no alarm, two like groups", least=0.93)
    covers(method="log_rank", nominal=0.95, hits=held, rounds=ROUNDS, what="ratio of two like groups", least=0.93)


def no_shift(points):
    """No seven in a row on one side, where the middle is known: chances by length of the last run."""
    runs = np.array([1.0, 0, 0, 0, 0, 0])
    for _point in range(points - 1):
        runs = np.concatenate([[runs.sum() / 2], runs[:-1] / 2])
    return runs.sum()


def no_trend(points):
    """No seven rising or falling in a row: chances by rank of the last point and length of the last run."""
    runs = np.zeros((1, 2, 6))  # rank, falling or rising, steps
    runs[0, :, 0] = 1  # the first point may be the beginning of either
    for known in range(1, points):
        above = np.cumsum(runs, axis=0)  # the last point was at or below this rank
        new = np.zeros((known + 1, 2, 6))
        for way, before in (
            (1, np.concatenate([np.zeros((1, 2, 6)), above])),
            (0, above[-1] - np.concatenate([np.zeros((1, 2, 6)), above])),
        ):
            new[:, way, 1:] = before[:, way, :-1]
            new[:, way, 1] += before[:, 1 - way, 1:].sum(axis=1)
        runs = new / (known + 1)
    return runs.sum()


def no_two_of_three(points):
    """No three on one side, two of them near its limit, where all lines are known: chances by the last two points."""
    near = norm.cdf(3) - norm.cdf(2)
    kinds = [(side, close, near if close else 0.5 - near) for side in (1, -1) for close in (0, 1)]
    pairs = {(one[:2], other[:2]): one[2] * other[2] for one in kinds for other in kinds}
    for _point in range(points - 2):
        later = dict.fromkeys(pairs, 0.0)
        for (one, other), chance in pairs.items():
            for side, close, more in kinds:
                if not (one[0] == other[0] == side and one[1] + other[1] + close >= 2):
                    later[other, (side, close)] += chance * more
        pairs = later
    return sum(pairs.values())


KNOWN = {
    "outside": THREE_SIGMA**MONTHS,
    "trend": no_trend(MONTHS),
    "two_of_three": no_two_of_three(MONTHS),
    "shift": no_shift(MONTHS),
}
"""Chances of 24 independent normal values around a known middle to call no change."""


@pytest.mark.parametrize(
    ("method", "what"),
    [
        ("xmr_chart", "normal"),
        ("c_chart", "mean 20"),
        ("u_chart", "mean 20"),
        ("p_chart", "20 % of 100"),
        ("p_chart", "prime"),
    ],
)
def test_each_rule_calls_a_change_where_there_is_none_no_more_often_than_with_known_lines(covers, method, what):
    charts = unchanged(method, np.random.default_rng(9), prime=what == "prime")
    assert not charts.refused
    for rule, marks in zip(RULES, charts.marks, strict=True):
        quiet, nominal = int((~marks.any(axis=1)).sum()), KNOWN[rule]
        said = f"no {rule} in 24 points, {what}"
        covers(method=method, nominal=nominal, hits=quiet, rounds=SERIES, what=said, least=nominal - 0.01)
    quiet, nominal = int((~charts.marks.any(axis=(0, 2))).sum()), np.prod(list(KNOWN.values()))
    said = f"no rule in 24 points (if independent), {what}"
    covers(method=method, nominal=nominal, hits=quiet, rounds=SERIES, what=said, least=nominal)


def unchanged(method, rng, *, prime):
    """Series without any change, as each chart assumes them."""
    shape = (SERIES, MONTHS)
    if method == "xmr_chart":
        return xmr_charts(rng.normal(50, 5, shape))
    if method == "c_chart":
        return c_charts(rng.poisson(20, shape))
    if method == "u_chart":
        return u_charts(rng.poisson(20, shape), np.full(shape, 4.0))
    return p_charts(rng.binomial(100, 0.2, shape), np.full(shape, 100.0), prime=prime)


def test_gaps_between_events_without_change_stay_within_their_limits(covers):
    """Three sigma hold 98.2 % of gaps, by the geometric distribution; times raised to 1/3.6 more than normal values."""
    rng = np.random.default_rng(11)
    gaps, times = g_chart(rng.geometric(1 / 21, 100_000) - 1), t_chart(rng.exponential(20, 100_000))
    held = float(geom(1 / 21).cdf(int(20 + 3 * np.sqrt(420)) + 1))
    for method, chart, nominal in (("g_chart", gaps, held), ("t_chart", times, THREE_SIGMA)):
        inside = int((~chart.marks[0]).sum())
        said = "a gap within the limits, mean 20"
        covers(method=method, nominal=nominal, hits=inside, rounds=100_000, what=said, least=nominal - 0.002)


def test_a_run_chart_of_a_series_without_change_calls_none(covers):
    rng, quiet = np.random.default_rng(13), 0
    for _round in range(ROUNDS):
        quiet += not run_chart(rng.normal(size=MONTHS)).changed
    covers(method="run_chart", nominal=0.95, hits=quiet, rounds=ROUNDS, what="no change in 24 points", least=0.95)
    quiet = sum(not run_chart(rng.normal(size=48), asked=Asked(freeze=24)).changed for _round in range(ROUNDS))
    covers(
        method="run_chart", nominal=0.95, hits=quiet, rounds=ROUNDS, what="48 points, median of the first 24", least=0.9
    )
