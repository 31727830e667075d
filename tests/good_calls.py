"""Good calls of every statistical method, by its name: what it does with wrong input is tried from them."""

from __future__ import annotations

import numpy as np

from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.disclosure import PUBLIC, Sum
from gavn.compare.pure.methods.allocation import Stratum
from gavn.compare.pure.methods.change_by_band import BandSums
from gavn.compare.pure.methods.expected_course import Shape
from gavn.compare.pure.methods.intraclass import RatingSums
from gavn.compare.pure.methods.item_statistics import ItemSums
from gavn.compare.pure.methods.moderators import Group
from gavn.compare.pure.methods.paired_change import PairedSums
from gavn.compare.pure.methods.primary_suppression import Contributions
from gavn.compare.pure.methods.releases import Release
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.time_to_exit import DayCount
from gavn.compare.pure.methods.weighting_classes import ClassSums
from gavn.compare.pure.survey import DesignSums, Sample
from gavn.compare.pure.survey.calibrated import cell_sums
from gavn.measure.pure.change import NormFigures

NAN = float("nan")

YES = [1, 0, 1, 1, 0, 1, 0, 1, NAN, 0]
BEFORE = [30.0, 32, 41, 28, 50, 44, 39, 35, NAN, 47]
AFTER = [36.0, 40, 40, 33, 49, 52, 41, 44, 38, 46]
SUMS = PairedSums(6, 225, 250, 8785, 10670, 9595)
NORM = NormFigures(40, 7.5, 0.80, 60, 7.5, 100)
RATINGS = [[1, 1, 2], [2, 2, 2], [3, 3, 3], [1, 2, 1], [3, 3, 2], [2, NAN, 2], [1, 1, 1], [2, 3, 2]]
COUNTS = [[3, 0, 0], [0, 2, 1], [0, 0, 3], [2, 1, 0], [0, 1, 2], [1, 2, 0]]
TABLE = [[20, 5, 2], [4, 15, 3], [1, 2, 18]]
ITEMS = [[1, 2, 1], [2, 2, 3], [3, 3, 2], [4, 4, 5], [5, 3, 4], [2, 1, 2], [4, 5, 4], [3, 2, 4], [3, 3, NAN]]
PRODUCTS = [[84, 74, 84], [74, 72, 78], [84, 78, 91]]
MONTHS = [310.0, 288, 297, 298, 307, 303, NAN, 297, 308, 306, 299, 301, 311, 290, 305]
EVENTS, PEOPLE = [12.0, 8, 6, 9, NAN, 12, 11, 7], [100.0, 80, 80, 100, 110, 110, 100, 90]
ENTERED, ENDED = [0.0, 0, 90, 0, 30, 0, 0, 60, 0, 0], [30.0, 200, 400, 200, 120, 55, 90, NAN, 310, 150]
LEFT = [True, True, False, False, True, True, True, True, False, True]
DAYS = [DayCount(0, entries=9), DayCount(20, entries=2), DayCount(30, exits=4), DayCount(60, exits=2, ongoing=5)]
SLOW = [DayCount(0, entries=8), DayCount(45, exits=3), DayCount(80, exits=2, ongoing=3)]
STRATA = [Stratum("north", 120, 4.0), Stratum("south", 300, 2.5)]
ASKED = Asked(better="higher", target=300.0)


def _course(persons: int = 160) -> dict[str, object]:
    rng = np.random.default_rng(1)
    person, month = np.repeat(np.arange(persons), 3), np.tile([3.0, 6.0, 12.0], persons)
    first = np.repeat(rng.integers(20, 41, persons), 3).astype(float)
    score = first - month / 2 + np.repeat(rng.normal(0, 4, persons), 3) + rng.normal(0, 3, 3 * persons)
    return {"person": person, "first": first, "time": month, "score": score, "shape": Shape("straight")}


def _groups(squares: bool) -> list[Group]:
    rows = [(False, "m", 30, 12), (False, "w", 28, 9), (True, "m", 25, 14), (True, "w", 31, 22)]
    return [Group(t, (sex,), n, total, 3.0 * total if squares else 0.0) for t, sex, n, total in rows]


SEXES = ["w", "m"] * 4
CONFIDENCE = {"confidence": 0.9}
COUNTED = {"missing": 3, **CONFIDENCE}

GOOD: dict[str, list[tuple[str, dict[str, object]]]] = {
    "ac1": [
        ("ac1", {"ratings": RATINGS, "categories": [1, 2, 3], **CONFIDENCE}),
        ("ac1_from_counts", {"counts": COUNTS, "times": [1, 2, 1, 3, 1, 1], **CONFIDENCE}),
    ],
    "allocation": [
        ("allocation", {"total": 90, "strata": STRATA, "by": "neyman", "minimum": 5}),
        ("allocation_for_each", {"strata": STRATA, "within": 0.1, "share": 0.4, "response": 0.7, **CONFIDENCE}),
    ],
    "alpha": [
        ("alpha", {"items": ITEMS, **COUNTED}),
        ("alpha_from_sums", {"n": 8, "sums": [24, 22, 25], "products": PRODUCTS, **COUNTED}),
    ],
    "c_chart": [("c_chart", {"events": EVENTS, "asked": ASKED}), ("c_charts", {"events": [EVENTS, PEOPLE]})],
    "change_by_band": [
        (
            "change_by_band",
            {
                "before": BEFORE,
                "after": AFTER,
                "bands": ["low"] * 5 + ["high"] * 5,
                "threshold": 4.0,
                "reliability": 0.8,
                "towards": 40.0,
                **CONFIDENCE,
            },
        ),
        (
            "change_by_band_from_sums",
            {"bands": {"low": BandSums(SUMS, 3, 2, 1, {"lost": 2})}, "reliability": 0.8, "towards": 40.0, **CONFIDENCE},
        ),
    ],
    "course_calibration": [("held_out_course", {**_course(), "seed": 1, "folds": 3, **CONFIDENCE})],
    "described": [
        ("described", {"values": [1.0, 4, 7, 173], "missing": 2}),
        ("described_from_counts", {"counts": {1.0: 2, 4.0: 3}, "missing": 2}),
    ],
    "draw": [
        ("draw", {"ids": ["anna", "bo", "carl"], "n": 2, "seed": 1}),
        ("draw_from_strata", {"ids": {"a": ["anna", "bo"]}, "n": {"a": 1}, "seed": 1}),
    ],
    "effect_size": [
        ("effect_size", {"before": BEFORE, "after": AFTER, "name": "d_z", **COUNTED}),
        ("effect_size", {"before": BEFORE, "after": AFTER, "name": "d_rm", **COUNTED}),
        ("effect_size_from_sums", {"sums": SUMS, "name": "g_z", **COUNTED}),
        ("effect_size_from_sums", {"sums": SUMS, "name": "d_av", **COUNTED}),
    ],
    "expected_course": [("expected_course", {**_course(), "scale": (0.0, 60.0), **CONFIDENCE})],
    "false_discovery": [("false_discovery", {"p": [0.01, 0.04, NAN, 0.5], "level": 0.1})],
    "fleiss_kappa": [
        ("fleiss_kappa", {"ratings": RATINGS, **CONFIDENCE}),
        ("fleiss_kappa_from_counts", {"counts": COUNTS, "times": [1, 2, 1, 3, 1, 1], **CONFIDENCE}),
    ],
    "g_chart": [("g_chart", {"between": MONTHS, "asked": ASKED})],
    "intraclass": [
        ("intraclass", {"ratings": ITEMS, **CONFIDENCE}),
        ("intraclass_from_sums", {"sums": RatingSums(6, 4, 127, 841, 2913, 4617), **COUNTED}),
    ],
    "item_statistics": [
        ("item_statistics", {"answers": ITEMS, "lowest": 1, "highest": 5, **CONFIDENCE}),
        (
            "item_statistics_from_sums",
            {"sums": ItemSums([5] * 2, [0] * 2, [15, 14], [55, 42], [1, 0], [1, 0], 5, [15, 14], [[55, 46], [46, 42]])},
        ),
    ],
    "kappa": [
        ("kappa", {"one": YES, "other": [1, 0, 0, 1, 0, 1, 1, 1, 1, 0], "weights": "linear", **CONFIDENCE}),
        ("kappa_from_counts", {"counts": TABLE, "weights": "quadratic", **COUNTED}),
        ("kappa_from_counts", {"counts": TABLE, "weights": [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]], **COUNTED}),
    ],
    "krippendorff": [
        ("krippendorff", {"ratings": RATINGS, "level": "ordinal", "seed": 1, "rounds": 200, **CONFIDENCE}),
        ("krippendorff", {"ratings": RATINGS, "level": "ratio", "seed": 1, "rounds": 200, **CONFIDENCE}),
        ("krippendorff_from_counts", {"values": [1, 2, 3], "counts": COUNTS, "times": [1, 2, 1, 3, 1, 1]}),
        ("krippendorff_from_coincidences", {"values": [1, 2, 3], "coincidences": [[3, 1, 0], [1, 1, 1], [0, 1, 4]]}),
    ],
    "log_rank": [
        ("log_rank", {"entered": ENTERED, "ended": ENDED, "left": LEFT, "group": ["a", "b"] * 5, **CONFIDENCE}),
        ("log_rank_from_counts", {"counts": {"a": DAYS, "b": SLOW}, **COUNTED}),
    ],
    "median": [("median", {"counts": {2.0: 4, 3.0: 5, 4.0: 3, 9.0: 2}, **COUNTED})],
    "moderators": [
        (
            "moderators",
            {
                "outcome": [1.0, 3, 2, 4, 9, 11, 2, 5],
                "programme": [0, 0, 0, 0, 1, 1, 1, 1],
                "traits": {"sex": ["w", "w", "m", "m"] * 2},
                "least": 2,
                "level": 0.1,
                **CONFIDENCE,
            },
        ),
        ("moderators_from_sums", {"groups": _groups(True), "names": ["sex"], "least": 2, "level": 0.1, **COUNTED}),
        ("moderators_from_sums", {"groups": _groups(False), "names": ["sex"], "kind": "logistic", "least": 2}),
    ],
    "not_on_track": [
        ("not_on_track", {"flagged": YES, "ended_badly": [1, 0, 0, 1, 0, 1, 1, 1, 1, 0], **COUNTED}),
        ("not_on_track_from_counts", {"found": 23, "overlooked": 2, "alarmed": 3, "spared": 54, **COUNTED}),
        ("beyond_course", {"score": [12.0, 30], "low": [15.0, 15], "high": [40.0, 40], "higher_is_better": False}),
        (
            "ended_badly",
            {"first": BEFORE, "last": AFTER, "threshold": 9.0, "higher_is_better": True, "ending": "not_improved"},
        ),
    ],
    "observed_expected": [
        ("observed_expected", {"happened": [1, 0, 1, NAN], "chances": [0.5, 0.2, 0.7, 0.1], **COUNTED}),
        ("observed_expected_from_sums", {"observed": 14, "expected": 9.61, "n": 120, **COUNTED}),
    ],
    "omega": [
        ("omega", {"items": ITEMS, **COUNTED}),
        ("omega_from_covariance", {"n": 100, "varying": [[2, 1, 1], [1, 2, 1], [1, 1, 2]], **COUNTED}),
    ],
    "own_norm": [
        ("own_norm", {"scores": [sum(row) for row in ITEMS[:8]], "items": ITEMS[:8], "missing": 1, "least": 5}),
        (
            "own_norm_from_sums",
            {"n": 8, "sums": [24, 22, 25], "products": PRODUCTS, "missing": 1, "scale": 2.0, "offset": 0.0, "least": 5},
        ),
    ],
    "p_chart": [
        ("p_chart", {"events": EVENTS, "counted": PEOPLE, "prime": True, "asked": Asked(better="lower", target=0.1)}),
        ("p_charts", {"events": [EVENTS] * 2, "counted": [PEOPLE] * 2}),
    ],
    "paired_change": [
        ("paired_change", {"before": BEFORE, "after": AFTER, **COUNTED}),
        ("paired_change_from_sums", {"sums": SUMS, **COUNTED}),
    ],
    "reliable_change": [
        (
            "reliable_change",
            {"before": BEFORE, "after": AFTER, "norm": NORM, "higher_is_better": True, "missing": {"lost": 2}},
        ),
        (
            "reliable_change",
            {"before": BEFORE, "after": AFTER, "norm": NORM, "higher_is_better": False, "spread": "pairs"},
        ),
        (
            "reliable_change_from_counts",
            {"counts": {"recovered": 10, "unchanged": 21}, "norm": NORM, "higher_is_better": True, "cut_off": "b"},
        ),
    ],
    "reliable_counts": [
        ("reliable_counts", {"improved": 12, "unchanged": 30, "worse": 3, "missing": {"lost": 4}, **CONFIDENCE}),
    ],
    "run_chart": [("run_chart", {"values": MONTHS, "asked": Asked(rebase=(2,), exclude=(4,))})],
    "sample_size": [
        (
            "sample_size",
            {
                "population": 400,
                "within": 0.1,
                "share": 0.4,
                "response": 0.6,
                "design_effect": 1.2,
                "convention": "samplingbook",
                **CONFIDENCE,
            },
        ),
        ("sample_size_for_mean", {"population": 300, "within": 1.0, "sd": 10.0, "response": 0.6, **CONFIDENCE}),
        ("achieved_half_width", {"answers": 78, "population": 400, "share": 0.4, "design_effect": 1.2, **CONFIDENCE}),
        ("achieved_half_width_of_mean", {"answers": 169, "population": 300, "sd": 10.0, **CONFIDENCE}),
    ],
    "scale_scores": [
        (
            "scale_scores",
            {"answers": ITEMS, "reverse": [1], "lowest": 1, "highest": 5, "up_to": 1, "times": 2.0, "method": "mean"},
        ),
    ],
    "share": [
        ("share", {"favourable": 12, "answered": 20, **COUNTED}),
        ("share_of_answers", {"answers": YES, **COUNTED}),
    ],
    "share_difference": [
        ("share_difference", {"later": share(56, 70), "earlier": share(48, 80)}),
        ("share_difference_of_answers", {"later": YES, "earlier": [1, 0, 0], **COUNTED}),
    ],
    "share_exact": [
        ("share_exact", {"favourable": 12, "answered": 20, **COUNTED}),
        ("share_exact_of_answers", {"answers": YES, **COUNTED}),
    ],
    "share_finite": [
        ("share_finite", {"favourable": 12, "answered": 20, "population": 60, **COUNTED}),
        ("share_finite_of_answers", {"answers": YES, "population": 60, **COUNTED}),
    ],
    "share_finite_wilson": [
        ("share_finite_wilson", {"favourable": 12, "answered": 20, "population": 60, **COUNTED}),
        ("share_finite_wilson_of_answers", {"answers": YES, "population": 60, **COUNTED}),
    ],
    "t_chart": [("t_chart", {"between": MONTHS, "asked": ASKED})],
    "time_to_exit": [
        ("time_to_exit", {"entered": ENTERED, "ended": ENDED, "left": LEFT, **COUNTED}),
        ("time_to_exit_from_counts", {"counts": DAYS, "same_day": 1, **COUNTED}),
    ],
    "u_chart": [
        ("u_chart", {"events": EVENTS, "exposure": PEOPLE, "prime": True, "asked": Asked(better="lower", target=0.1)}),
        ("u_charts", {"events": [EVENTS] * 2, "exposure": [PEOPLE] * 2}),
    ],
    "xmr_chart": [
        ("xmr_chart", {"values": MONTHS, "screened": True, "asked": ASKED}),
        ("xmr_charts", {"values": [MONTHS, MONTHS[::-1]]}),
    ],
}


SAMPLE = Sample(strata=[0, 0, 0, 0, 1, 1, 1, 1, 1, 1], population=[60] * 4 + [20] * 6)
LIVES = {"values": AFTER, "sample": SAMPLE, "domain": [1, 1, 1, 0, 1, 1, 1, 1, 1, 1], **CONFIDENCE}
DESIGN = DesignSums(n=3, units=3, y=6, x=3, yy=14, xx=3, xy=6, sampled=3, population=30)
OLD = ["old", "old", "young", "old", "young", "young"]
CELLS = cell_sums([6.0, 8, 3, 5, 2, 4], [OLD], Sample(), of="mean", domain=None)
SERVICES = ["a", "b", "c", "d", "e", "f"]
HAPPENED, OF = [12.0, 30, 45, 60, 95, 40], [100.0, 200, 300, 400, 500, 300]
MIXED = {"services": SERVICES, "successes": HAPPENED, "trials": OF, **COUNTED}
WHOLE = [Sum("all", ("women", "men", "other"))]
SEX = {"all": 40.0, "women": 3.0, "men": 30.0, "other": 7.0}

GOOD |= {
    "attack": [
        ("attack", {"shown": {"all": 10.0, "men": 7.0}, "sums": [Sum("all", ("women", "men"))], "least": 0.0}),
        ("counts_of_percent", {"percent": 33.0, "of": 12, "decimals": 0}),
    ],
    "case_mix": [
        ("case_mix", {"traits": [0.0, 1, 0, 1, 1, 0], **MIXED}),
        ("linear_case_mix", {"services": OLD, "traits": [1.0, 2, 3, 1, 2, 3], "outcomes": [5.0, 6, 8, 6, 8, 9]}),
    ],
    "design_effect": [
        ("design_effect", {"values": AFTER, "sample": SAMPLE, **CONFIDENCE}),
        ("design_effect_from_sums", {"sums": DESIGN, "squares": 14.0, "weight_squares": 3.0, "replacing": True}),
    ],
    "funnel": [
        ("funnel", {"numerators": HAPPENED, "denominators": OF, "target": 0.15, "winsorised": 0.1}),
        ("funnel", {"numerators": HAPPENED, "denominators": OF, "kind": "expected", "scale": "log"}),
        ("funnel", {"numerators": HAPPENED, "denominators": OF, "kind": "ratio"}),
        ("funnel", {"numerators": HAPPENED, "denominators": OF, "scale": "exact"}),
    ],
    "indirect_standardisation": [
        ("indirect_standardisation", {"services": OLD, "strata": ["x", "y"] * 3, "happened": [1, 0, 1, NAN, 1, 0]}),
        (
            "indirect_standardisation_from_counts",
            {
                "events": [[5, 10], [15, 10]],
                "people": [[50, 20], [50, 30]],
                "rates": [0.2, 0.4],
                "overall": 0.3,
                **COUNTED,
            },
        ),
    ],
    "over_dispersion": [
        (
            "over_dispersion",
            {"values": [1.0, 2, 4, 5], "errors": [0.5] * 4, "target": 3.0, "winsorised": 0.1, **COUNTED},
        ),
    ],
    "post_stratified": [
        (
            "post_stratified",
            {"values": [1.0, 2, 3, 5, 7], "groups": ["a"] * 3 + ["b"] * 2, "counts": {"a": 30, "b": 70}},
        ),
        ("post_stratified_from_sums", {"sums": CELLS, "counts": {"old": 30, "young": 70}, **CONFIDENCE}),
    ],
    "primary_suppression": [
        ("primary_suppression", {"cells": OLD, "values": [5.0, 6, 8, 6, 8, 9], "policy": PUBLIC}),
        ("primary_suppression_from_counts", {"counts": {"women": 4, "men": 9}, "policy": PUBLIC}),
        (
            "primary_suppression_from_sums",
            {"cells": {"mining": Contributions(3, 3, 330.0, (300.0, 20.0))}, "policy": PUBLIC, "missing": 2},
        ),
    ],
    "raked": [
        (
            "raked",
            {
                "values": [6.0, 8, 3, 5, 2, 4],
                "margins": {"sex": ["w"] * 3 + ["m"] * 3, "age": OLD},
                "counts": {"sex": {"w": 55, "m": 45}, "age": {"old": 60, "young": 40}},
                **CONFIDENCE,
            },
        ),
        ("raked_from_sums", {"sums": CELLS, "counts": {"age": {"old": 30, "young": 70}}, **CONFIDENCE}),
    ],
    "random_intercept": [("random_intercept", {"traits": None, "points": 7, **MIXED})],
    "rank_uncertainty": [
        ("rank_uncertainty", {"values": [3.0, 1, 1.1], "errors": [0.2] * 3, "seed": 1, "draws": 10_000, **COUNTED}),
    ],
    "releases": [
        (
            "releases",
            {
                "new": Release("b", {"rest": 57}, within={"rest": "all"}),
                "ledger": [Release("a", {"all": 60})],
                "policy": PUBLIC,
            },
        ),
    ],
    "rounding": [("rounding", {"counts": SEX, "sums": WHOLE, "base": 5, "way": "controlled", "seed": 1})],
    "shrinkage": [
        ("shrinkage", {"observed": [2, 40, 9, 22, 5], "expected": [4.0, 20, 10, 21, 12], "way": "normal", **COUNTED}),
        ("shrinkage", {"observed": [2, 40, 9, 22, 5], "expected": [4.0, 20, 10, 21, 12], "way": "gamma", **COUNTED}),
    ],
    "suppression": [
        (
            "suppression",
            {"counts": SEX, "sums": WHOLE, "primary": ["women"], "costs": SEX, "rounds": 10, "seconds": 5.0},
        ),
    ],
    "survey_mean": [("survey_mean", LIVES), ("survey_mean_from_sums", {"sums": DESIGN, **CONFIDENCE})],
    "survey_ratio": [
        ("survey_ratio", {"per": BEFORE, **LIVES}),
        (
            "survey_ratio_from_sums",
            {"sums": DesignSums(n=3, units=3, y=15, x=7, yy=101, xx=21, xy=46, sampled=3, population=30), **CONFIDENCE},
        ),
    ],
    "survey_share": [
        ("survey_share", {"answers": YES, "sample": SAMPLE, "interval": "korn_graubard", **CONFIDENCE}),
        (
            "survey_share_from_sums",
            {"sums": DesignSums(n=20, units=20, y=6, x=20, yy=6, xx=20, xy=6, sampled=20, population=60), **CONFIDENCE},
        ),
    ],
    "survey_total": [("survey_total", LIVES), ("survey_total_from_sums", {"sums": DESIGN, **CONFIDENCE})],
    "weighted_in_classes": [
        (
            "weighted_in_classes",
            {
                "values": BEFORE,
                "classes": ["old"] * 5 + ["young"] * 5,
                "sample": Sample(population=[60] * 10),
                **CONFIDENCE,
            },
        ),
        ("weighted_in_classes_from_sums", {"sums": CELLS, **CONFIDENCE}),
    ],
    "weighting_classes": [
        (
            "weighting_classes",
            {"answered": [1, 1, 0, 0, 1, 1, 1, 0], "classes": ["a"] * 4 + ["b"] * 4, "weights": [2.0] * 8, "least": 2},
        ),
        (
            "weighting_classes_from_sums",
            {"sums": ClassSums(["a", "b"], [40, 60], [30, 20], [40.0, 60.0], [30.0, 20.0], [30.0, 20.0]), "least": 5},
        ),
    ],
}
"""The methods that compare services, weigh samples and keep secrets."""
