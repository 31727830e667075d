"""Compare: agreement of two raters beyond chance.

Cohen 1960 (doi:10.1177/001316446002000104) works kappa .49 for three categories of 200 cases; Fleiss, Cohen & Everitt
1969 (doi:10.1037/h0028106) give the errors; Landis & Koch 1977 (doi:10.2307/2529310) the neurologists in Winnipeg
(.208); Gwet's R package irrCAC prints kappa .7964094 (.68 to .913) for two abstractors. The R packages vcd and psych
(bench/r/agreement.R) and statsmodels are the other implementations.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from rated import NAN, close, told
from scipy import stats

from gavn.compare.pure.methods.kappa import kappa, kappa_from_counts
from gavn.compare.pure.refusals import ChanceAlone, Empty, NotACount, NotALevel, NoWidth, Unequal
from gavn.kernel.errors import Refused

R = from_r("agreement")
TABLES = {
    "four": [[11, 3, 1, 0], [1, 9, 0, 1], [0, 1, 10, 0], [1, 2, 0, 20]],
    "three": [[44, 5, 1], [7, 20, 3], [9, 5, 6]],
    "five": [[4, 1, 0, 0, 0], [1, 5, 2, 1, 0], [0, 3, 6, 2, 1], [0, 0, 2, 8, 2], [0, 0, 1, 2, 9]],
    "winnipeg": [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]],
}
WAYS = [("none", "plain"), ("linear", "linear"), ("quadratic", "quadratic")]
pairs = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=6, max_size=40)


def columns(counts):
    """Two columns of codes that make this table."""
    cells = [(i, j) for i, row in enumerate(counts) for j, n in enumerate(row) for _ in range(n)]
    return [i for i, _ in cells], [j for _, j in cells]


def test_cohens_own_table_comes_out():
    found = kappa_from_counts([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert (found.value, found.observed, found.by_chance) == (
        pytest.approx(0.492, abs=5e-4),
        pytest.approx(0.70),
        pytest.approx(0.41),
    )


def test_the_neurologists_agree_as_published():
    assert kappa_from_counts(TABLES["winnipeg"]).value == pytest.approx(0.208, abs=5e-4)


def test_the_abstractors_agree_as_published():
    found = kappa_from_counts([[13, 0, 0], [0, 20, 7], [0, 4, 56]], scale="plain")
    assert found.value == pytest.approx(0.7964094, abs=5e-8)
    assert (found.low, found.high) == (pytest.approx(0.68, abs=2e-3), pytest.approx(0.913, abs=2e-3))


@pytest.mark.parametrize("case", TABLES)
@pytest.mark.parametrize(("weights", "what"), WAYS)
def test_value_and_plain_interval_are_those_of_vcd(case, weights, what):
    value, _, low, high = R[case][what]
    found = kappa_from_counts(TABLES[case], weights=weights, scale="plain")
    assert [found.value, found.low, found.high] == close(value, low, min(high, 1.0))


@pytest.mark.parametrize("case", TABLES)
@pytest.mark.parametrize(("weights", "what"), WAYS)
def test_on_fishers_scale_the_interval_follows_from_the_error_of_vcd(case, weights, what):
    """Where the plain interval leaves 1 behind, this one ends before it."""
    value, error, *_ = R[case][what]
    n = np.sum(TABLES[case])
    reach = stats.t.ppf(0.975, n - 1) * error * np.sqrt(n / (n - 1)) / (1 - value**2)
    found = kappa_from_counts(TABLES[case], weights=weights)
    assert [found.low, found.high] == close(*np.tanh(np.arctanh(value) + np.array([-reach, reach])))
    assert -1 < found.low < found.value < found.high < 1


def test_weights_of_ones_own_may_lead_below_minus_1_and_the_interval_still_holds_the_value():
    weights = [[1, 0, 1], [1, 1, 1], [1, 1, 1]]
    found = kappa_from_counts([[1, 18, 1], [1, 1, 30], [30, 1, 17]], weights=weights)
    assert (found.value, found.low) < (-1, -1)
    assert found.low < found.value < found.high


@pytest.mark.parametrize("case", TABLES)
@pytest.mark.parametrize("weights", ["linear", "quadratic"])
def test_value_and_plain_interval_are_those_of_statsmodels(case, weights):
    from statsmodels.stats.inter_rater import cohens_kappa

    theirs = cohens_kappa(np.array(TABLES[case]), wt=weights)
    found = kappa_from_counts(TABLES[case], weights=weights, scale="plain")
    assert [found.value, found.low, found.high] == close(theirs.kappa, theirs.kappa_low, min(theirs.kappa_upp, 1.0))


@pytest.mark.parametrize("case", TABLES)
def test_psych_has_the_value_but_another_interval_with_quadratic_weights(case):
    """vcd and statsmodels agree to the last digit; psych differs from both, and once it leaves no width at all."""
    value, low, high = R[case]["quadratic by psych"]
    ours = kappa_from_counts(TABLES[case], weights="quadratic", scale="plain")
    assert ours.value == pytest.approx(value)
    assert abs(ours.low - low) > 0.005
    assert ours.high - ours.low > 0.15
    if case == "five":
        assert high - low < 1e-9


@pytest.mark.parametrize("case", TABLES)
@pytest.mark.parametrize(("weights", "what"), WAYS)
def test_columns_and_counts_agree(case, weights, what):
    one, other = columns(TABLES[case])
    assert kappa([*one, NAN, 1], [*other, 2, NAN], weights=weights) == kappa_from_counts(
        TABLES[case], weights=weights, missing=2
    )


def test_a_category_nobody_chose_holds_its_place():
    one, other = [1, 1, 4, 4, 2], [1, 2, 4, 4, 2]
    near = kappa(one, other, weights="linear").value
    assert kappa(one, other, categories=[1, 2, 3, 4], weights="linear").value > near
    assert kappa(one, other, categories=[1, 2, 3, 4]).value == pytest.approx(kappa(one, other).value)


def test_own_weights_count_as_the_named_ones_do():
    places = np.arange(4)
    quadratic = 1 - ((places[:, None] - places) / 3) ** 2
    assert kappa_from_counts(TABLES["four"], weights=quadratic) == kappa_from_counts(
        TABLES["four"], weights="quadratic"
    )


@given(pairs)
def test_raters_may_change_places(ratings):
    one, other = zip(*ratings, strict=True)
    assert told(kappa, one, other) == told(kappa, other, one)
    assert told(kappa, one, other, weights="linear") == told(kappa, other, one, weights="linear")


@given(pairs, st.permutations([1, 2, 3, 4]))
def test_other_names_for_the_categories_change_nothing(ratings, names):
    one, other = zip(*ratings, strict=True)
    renamed = [[names[code - 1] for code in column] for column in (one, other)]
    assert told(kappa, *renamed) == told(kappa, one, other)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_cases_changes_nothing(ratings, chance):
    mixed = list(ratings)
    chance.shuffle(mixed)
    assert told(kappa, *zip(*mixed, strict=True)) == told(kappa, *zip(*ratings, strict=True))


def test_it_says_agreement_beside_chance_n_and_missing():
    assert str(kappa_from_counts(TABLES["four"], missing=3).say()) == (
        "Kappa 0.77 (between 0.61 and 0.87): two ratings of the same case agree in 83 %; by chance alone it would be "
        "27 % (n 60, missing 3)."
    )
    assert str(kappa_from_counts(TABLES["four"], weights="quadratic").say()).startswith(
        "Kappa, where near misses count in part: 0.82 (between 0.63 and 0.92). Two ratings of the same case agree to"
    )


def test_the_interval_ends_at_full_agreement():
    assert kappa_from_counts([[9, 0], [1, 10]], scale="plain").high == 1.0
    assert 0.95 < kappa_from_counts([[9, 0], [1, 10]]).high < 1.0


@pytest.mark.parametrize(
    ("counts", "options", "refusal"),
    [
        ([[7, 0], [0, 0]], {}, ChanceAlone),
        ([[7]], {"weights": "linear"}, ChanceAlone),
        ([[5, 0], [0, 9]], {}, NoWidth),
        ([[0, 6], [0, 0]], {}, NoWidth),
        ([[0, 0], [0, 0]], {}, Empty),
        ([[1, 2, 3], [4, 5, 6]], {}, Unequal),
        ([[1, -2], [3, 4]], {}, NotACount),
        ([[1, 0.5], [3, 4]], {}, NotACount),
        ([[5, 1], [2, 9]], {"confidence": 1.0}, NotALevel),
    ],
)
def test_what_has_no_kappa_is_refused_by_name(counts, options, refusal):
    with pytest.raises(refusal):
        kappa_from_counts(counts, **options)


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        ("cubic", "none, linear, quadratic"),
        ([[1, 0]], "2 times 2"),
        ([[1, 2], [0, 1]], "from 0 to 1"),
        ([[0.5, 0], [0, 1]], "1 on the diagonal"),
    ],
)
def test_weights_that_mean_nothing_are_refused(weights, why):
    with pytest.raises(Refused, match=why):
        kappa_from_counts([[5, 1], [2, 9]], weights=weights)


def test_a_scale_nobody_knows_is_refused():
    with pytest.raises(Refused, match="fisher or plain; log is neither"):
        kappa_from_counts([[5, 1], [2, 9]], scale="log")


def test_a_code_outside_the_categories_is_refused():
    with pytest.raises(Refused, match=r"7\.0 is none of the categories"):
        kappa([1, 2, 7], [1, 2, 2], categories=[1, 2, 3])
