"""Compare: services beside what people like theirs have everywhere.

Held against R (poisson.test) on Berkeley's admissions (Bickel, Hammel & O'Connell 1975), the Titanic by class, and the
oesophageal cancers of Breslow & Day 1980.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.indirect_standardisation import (
    indirect_standardisation,
    indirect_standardisation_from_counts,
)
from gavn.compare.pure.refusals import Empty, NotACount, NotAShare, NothingExpected, Unequal
from gavn.kernel.errors import Refused

R = from_r("services")
NAN = float("nan")
SERVICES = {"berkeley": ["men", "women"], "titanic": ["1st", "2nd", "3rd", "crew"], "esoph": ["0", "40", "80", "120"]}


def tables(name):
    down = len(SERVICES[name])
    # R prints by column: strata run slowest.
    return [np.array(R[name][what]).reshape(-1, down).T for what in ("yes", "people")]


def of(name, **options):
    return indirect_standardisation_from_counts(*tables(name), services=SERVICES[name], **options)


@pytest.mark.parametrize("name", SERVICES)
def test_expected_and_intervals_are_those_of_r(name):
    found = of(name)
    assert [one.expected for one in found.ratios] == pytest.approx(R[name]["expected"], rel=1e-10)
    assert [one.exact.low for one in found.ratios] == pytest.approx(R[name]["low"], rel=1e-8)
    assert [one.exact.high for one in found.ratios] == pytest.approx(R[name]["high"], rel=1e-8)


@pytest.mark.parametrize("name", SERVICES)
def test_all_together_are_expected_to_have_what_they_had(name):
    found = of(name)
    assert sum(one.expected for one in found.ratios) == pytest.approx(sum(one.observed for one in found.ratios))


def test_berkeleys_women_were_admitted_as_often_as_the_men_of_their_departments():
    found = of("berkeley")
    rates = [yes.sum() / people.sum() for yes, people in zip(*tables("berkeley"), strict=True)]
    assert rates == pytest.approx([0.445, 0.304], abs=5e-4)
    assert [round(rate.value, 3) for rate in found.rates] == [0.383, 0.399]
    assert [one.direction for one in found.ratios] == [0, 0]


@given(st.integers(0, 10**6))
def test_people_one_by_one_say_the_same_as_their_counts(seed):
    rng = np.random.default_rng(seed)
    people = rng.integers(1, 8, (3, 4))
    yes = np.minimum(rng.integers(0, 8, (3, 4)), people)
    yes[0] = 1
    rows = [
        (str(service), str(stratum), float(number < yes[service, stratum]))
        for (service, stratum), count in np.ndenumerate(people)
        for number in range(count)
    ]
    services, strata, happened = zip(*rng.permutation(np.array(rows, dtype=object)), strict=True)
    single = indirect_standardisation(services, strata, np.array(happened, dtype=float))
    groups = indirect_standardisation_from_counts(yes, people, services=["0", "1", "2"])
    assert [one.expected for one in single.ratios] == pytest.approx([one.expected for one in groups.ratios], rel=1e-9)
    assert [one.exact.low for one in single.ratios] == pytest.approx([one.exact.low for one in groups.ratios], rel=1e-9)


def test_joining_strata_with_one_rate_changes_nothing():
    apart = indirect_standardisation_from_counts(
        [[5, 10, 2], [15, 10, 2]], [[50, 20, 8], [50, 30, 9]], rates=[0.2, 0.4, 0.4]
    )
    joined = indirect_standardisation_from_counts([[5, 12], [15, 12]], [[50, 28], [50, 39]], rates=[0.2, 0.4])
    assert [one.expected for one in apart.ratios] == pytest.approx([one.expected for one in joined.ratios])


def test_rates_from_elsewhere_are_taken_by_the_name_of_their_stratum():
    given_rates = {"old": 0.5, "new": 0.25, "other": 0.9}
    rows = (["a", "a", "b", "b"], ["old", "new", "old", "old"], [1, 0, 0, NAN])
    found = indirect_standardisation(*rows, rates=given_rates, missing=2)
    assert [one.expected for one in found.ratios] == [0.75, 0.5]
    assert (found.n, found.missing, found.rates) == (3, 3, ())
    told = indirect_standardisation(*rows, rates=given_rates, overall=0.3)
    assert told.rates[0].value == pytest.approx(0.3 / 0.75)


def test_a_stratum_without_anybody_adds_nothing():
    found = indirect_standardisation_from_counts([[5, 0], [15, 0]], [[50, 0], [50, 0]])
    assert [one.expected for one in found.ratios] == [10, 10]
    assert found.services == ("1", "2")


def test_it_says_how_many_services_differ():
    assert str(of("titanic").say()) == (
        "Services in which clearly more happened than with people like theirs elsewhere: 1 of 4; clearly less: 1 "
        "(kinds of people: 4; n = 2201, 0 missing)."
    )


@pytest.mark.parametrize(
    ("events", "people", "options", "refusal"),
    [
        ([[1]], [[5, 5]], {}, Refused),
        ([1, 2], [5, 5], {}, Refused),
        (np.empty((0, 2)), np.empty((0, 2)), {}, Refused),
        ([[6, 1]], [[5, 5]], {}, NotACount),
        ([[NAN, 1]], [[5, 5]], {}, NotACount),
        ([[0, 0], [0, 0]], [[5, 5], [5, 5]], {}, NothingExpected),
        ([[1, 2], [0, 0]], [[5, 5], [0, 0]], {}, NothingExpected),
        ([[1, 2]], [[5, 5]], {"rates": [0.5]}, Unequal),
        ([[1, 2]], [[5, 5]], {"rates": [0.5, 1.5]}, NotAShare),
        ([[1, 2]], [[5, 5]], {"services": ["a", "b"]}, Unequal),
    ],
)
def test_tables_that_tell_nothing_are_refused(events, people, options, refusal):
    with pytest.raises(refusal):
        indirect_standardisation_from_counts(events, people, **options)


@pytest.mark.parametrize(
    ("services", "strata", "happened", "options", "refusal"),
    [
        (["a"], ["x"], [1, 0], {}, Unequal),
        (["a", "a"], ["x"], [1, 0], {}, Unequal),
        (["a"], ["x"], [NAN], {}, Empty),
        (["a"], ["x"], [2], {}, Refused),
        (["a"], ["x"], [1], {"rates": {"y": 0.5}}, NotAShare),
    ],
)
def test_people_that_tell_nothing_are_refused(services, strata, happened, options, refusal):
    with pytest.raises(refusal):
        indirect_standardisation(services, strata, happened, **options)
