"""Measure: which norm speaks, what follows from it, and that its source has the last word."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from catalogue_examples import MOOD

from gavn.catalogue.pure.formats import Norm
from gavn.catalogue.pure.reading import read_instrument
from gavn.measure.pure.norms import NO_NORM, resolved, which_norm

mood = read_instrument(MOOD).whole.score_by_key["mood"]
(base,) = mood.norms


@dataclass
class Own:
    """Figures of the own sample."""

    mean: float = 2.0
    sd: float = 1.0
    reliability: float | None = 0.8
    n: int = 240


def norm(**changes) -> Norm:
    return base.model_copy(update=changes)


def of(score, *norms, own_sample=False):
    return score.model_copy(update={"norms": norms, "own_sample": own_sample})


BARE = {"mean": None, "sd": None, "reliability": None, "functional_mean": None, "functional_sd": None}


def test_the_reliable_change_and_the_cut_off_follow_from_the_figures_and_say_so():
    used = which_norm(mood)
    assert used is not None
    # 1.96 x sqrt(2) x 1 x sqrt(0.2) = 1.2396; (1 x 3 + 1 x 2) / 2 = 2.5 (Jacobson & Truax 1991, RCI and c)
    assert (used.threshold, used.cut_off) == (pytest.approx(1.2396, abs=1e-4), 2.5)
    assert "1.96 × √2 × 1.0" in str(used.threshold_from)
    assert "between those who seek help" in str(used.cut_off_from)
    assert str(used.label) == "Norm of nobody, 50 people"
    assert not used.own
    assert used.population is not None
    assert used.population.da == "Folk i en test"


def test_what_the_source_states_wins_over_what_would_be_computed():
    used = resolved(mood, norm(change=1.0, cut_off=3.0))
    assert (used.threshold, used.cut_off) == (1.0, 3.0)
    assert str(used.threshold_from) == str(used.cut_off_from) == "stated by the source"


def test_without_the_general_population_the_cut_off_is_two_deviations_from_those_who_seek_help():
    used = resolved(mood, norm(mean=1.0, functional_mean=None, functional_sd=None))
    assert used.cut_off == 3.0
    assert "two standard deviations" in str(used.cut_off_from)


def test_a_cut_off_beyond_the_scale_is_none():
    used = resolved(mood, norm(mean=3.0, functional_mean=None, functional_sd=None))
    assert (used.cut_off, used.cut_off_from) == (None, None)
    assert used.threshold is not None


def test_without_a_reliability_nobody_knows_what_a_reliable_change_is():
    used = resolved(mood, norm(reliability=None))
    assert (used.threshold, used.threshold_from) == (None, None)


CHOICES = [
    ("the first that tells a change", (norm(key="a", reliability=None), norm(key="b")), None, "", "b"),
    ("the chosen one", (norm(key="a"), norm(key="b", reliability=None)), None, "b", "b"),
    ("the first when the chosen is not there", (norm(key="a"),), None, "z", "a"),
    ("the own sample where the file has a cut-off only", (norm(key="a", **BARE, cut_off=2),), Own(), "", "own"),
    ("the file before the own sample", (norm(key="a"),), Own(), "", "a"),
    ("the cut-off where there is nothing else", (norm(key="a", **BARE, cut_off=2),), None, "", "a"),
    ("none", (), None, "", None),
]


@pytest.mark.parametrize(("why", "norms", "own", "chosen", "expected"), CHOICES)
def test_the_norm_used_is(why, norms, own, chosen, expected):
    used = which_norm(of(mood, *norms, own_sample=True), own, chosen=chosen)
    found = None if used is None else "own" if used.norm is None else used.norm.key
    assert found == expected, why


def test_the_own_sample_is_labelled_so_and_used_only_where_the_score_asks_for_it():
    assert which_norm(of(mood), Own()) is None
    used = which_norm(of(mood, own_sample=True), Own())
    assert used is not None
    assert used.own
    assert used.population is None
    assert str(used.label) == "Norm computed from the own sample of 240 people"
    assert used.threshold == pytest.approx(1.2396, abs=1e-4)


def test_an_own_sample_in_which_all_are_alike_tells_nothing():
    used = which_norm(of(mood, own_sample=True), Own(sd=0.0))
    assert used is not None
    assert (used.threshold, used.cut_off) == (None, None)


def test_a_norm_without_a_number_of_people_names_its_source_alone():
    assert str(resolved(mood, norm(n=None)).label) == "Norm of nobody"
    assert "No norm is known" in str(NO_NORM)
