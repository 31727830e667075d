"""Compare: which of many comparisons stand. Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.

Beside the authors' example: R's p.adjust and statsmodels' multipletests.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from gavn.compare.pure.methods.false_discovery import false_discovery
from gavn.compare.pure.refusals import Empty, NotALevel, NotAShare

R = from_r("change")
# The authors' 15 comparisons of two treatments after a heart attack: four stand at 0.05.
PUBLISHED = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719]
PUBLISHED += [0.6528, 0.7590, 1.0]
NAN = float("nan")
families = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_the_published_example_lets_four_of_fifteen_stand():
    found = false_discovery(PUBLISHED)
    assert (found.n, found.found) == (15, 4)
    assert found.stands.tolist() == [True] * 4 + [False] * 11


@pytest.mark.parametrize("case", ["one", "ties", "many"])
@pytest.mark.parametrize(("dependent", "name"), [(False, "BH"), (True, "BY")])
def test_it_agrees_with_r(case, dependent, name):
    assert false_discovery(R[case]["p"], dependent=dependent).q == pytest.approx(R[case][name], rel=1e-12)


@given(families, st.booleans())
def test_it_agrees_with_statsmodels(family, dependent):
    theirs = multipletests(family, method="fdr_by" if dependent else "fdr_bh")[1]
    assert false_discovery(family, dependent=dependent).q == pytest.approx(theirs, rel=1e-9, abs=1e-12)


@given(families)
def test_no_q_is_below_its_p_and_their_order_is_that_of_the_p(family):
    found = false_discovery(family)
    assert (found.q >= found.p).all()
    order = np.argsort(family)
    assert (np.diff(found.q[order]) >= 0).all()


@given(families, st.randoms())
def test_the_order_of_the_comparisons_does_not_matter(family, chance):
    places = list(range(len(family)))
    chance.shuffle(places)
    turned = false_discovery([family[place] for place in places]).q
    assert turned == pytest.approx(false_discovery(family).q[places])


@given(families)
def test_not_knowing_how_comparisons_hang_together_lets_no_more_stand(family):
    assert false_discovery(family, dependent=True).found <= false_discovery(family).found


def test_a_single_comparison_keeps_its_p():
    assert false_discovery([0.03]).q.tolist() == [0.03]


def test_a_comparison_that_could_not_be_made_keeps_its_place_and_is_no_part_of_the_family():
    found = false_discovery([0.01, NAN, 0.04])
    assert (found.n, found.missing) == (2, 1)
    assert found.q == pytest.approx([0.02, NAN, 0.04], nan_ok=True)
    assert found.stands.tolist() == [True, False, True]


def test_it_says_how_many_stand():
    assert str(false_discovery([*PUBLISHED, NAN]).say()) == (
        "Standing when all comparisons are looked at together: 4 of 15 (at most 5.0 % of such findings are expected "
        "to be chance); 1 could not be made."
    )


@pytest.mark.parametrize("family", [[-0.1, 0.5], [0.5, 1.1]])
def test_what_is_no_probability_is_refused(family):
    with pytest.raises(NotAShare):
        false_discovery(family)


@pytest.mark.parametrize("family", [[], [NAN]])
def test_an_empty_family_is_refused(family):
    with pytest.raises(Empty):
        false_discovery(family)


@pytest.mark.parametrize("level", [0, 1, NAN])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(NotALevel):
        false_discovery([0.5], level=level)
