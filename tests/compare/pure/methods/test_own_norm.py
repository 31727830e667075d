"""Compare: a norm from the own sample. Figures of Shrout & Fleiss 1979, Table 2 (see test_alpha), six times over.

Beside them R: mean, sd and psych::alpha of three of its data sets (attitude has 30 people, the least there may be).
"""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from from_r import from_r

from gavn.compare.pure.methods.own_norm import ItemsContradict, TooFewForANorm, own_norm, own_norm_from_sums
from gavn.compare.pure.refusals import NotACount

R = from_r("change")

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
ITEMS = SHROUT_FLEISS * 6
SCORES = [sum(row) for row in ITEMS]


def test_it_holds_mean_spread_alpha_and_is_labelled():
    found = own_norm(SCORES, ITEMS, missing=4)
    assert (found.n, found.missing, str(found.label)) == (36, 4, "own sample, n 36")
    assert (found.mean, found.sd) == (pytest.approx(statistics.fmean(SCORES)), pytest.approx(statistics.stdev(SCORES)))
    assert found.alpha.estimate.value == pytest.approx(0.91, abs=0.005)


@pytest.mark.parametrize("case", ["attitude", "judges", "iris"])
def test_mean_spread_alpha_and_threshold_agree_with_r(case):
    items = np.reshape(R[case]["items"], (-1, int(R[case]["columns"][0])))
    found = own_norm(items.sum(axis=1).tolist(), items)
    assert [found.mean, found.sd, found.alpha.estimate.value] == pytest.approx(R[case]["norm"], rel=1e-10)
    assert [found.figures().threshold] == pytest.approx(R[case]["threshold"], rel=1e-10)
    summed = own_norm_from_sums(len(items), items.sum(axis=0), items.T @ items)
    assert [summed.mean, summed.sd, summed.alpha.estimate.value] == pytest.approx(R[case]["norm"], rel=1e-9)


def test_change_is_measured_by_its_figures_with_cut_off_a_only():
    found = own_norm(SCORES, ITEMS)
    figures = found.figures()
    assert figures.threshold == pytest.approx(1.96 * (2 * (1 - found.alpha.estimate.value)) ** 0.5 * found.sd, rel=1e-4)
    assert figures.cut_off(higher_is_better=False) == pytest.approx(found.mean - 2 * found.sd)
    assert (figures.functional_mean, figures.n) == (None, 36)


def test_it_says_whose_norm_it_is():
    assert str(own_norm(SCORES, ITEMS, missing=4).say()) == (
        "Norm from the own sample: mean 21.2, standard deviation 6.2, alpha 0.91 (n 36, missing 4)."
    )


@pytest.mark.parametrize("rows", [ITEMS[:29], []])
def test_too_few_people_make_no_norm(rows):
    with pytest.raises(TooFewForANorm, match="needs 30 people"):
        own_norm([sum(row) for row in rows], rows, missing=2)


def test_a_smaller_least_number_can_be_declared():
    assert own_norm(SCORES[:6], ITEMS[:6], least=5).n == 6


def test_items_that_contradict_one_another_make_no_norm():
    turned = [[first, 10 - second, third, 10 - fourth] for first, second, third, fourth in ITEMS]
    with pytest.raises(ItemsContradict, match="worded the other way round"):
        own_norm([sum(row) for row in turned], turned)


def test_fewer_than_none_missing_is_refused():
    with pytest.raises(NotACount):
        own_norm_from_sums(36, [0, 0], [[1, 0], [0, 1]], missing=-1)
