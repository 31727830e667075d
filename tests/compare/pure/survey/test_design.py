"""Sums of a survey's design: as many values as rows, and how many were asked of how many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from good_calls import DESIGN

from gavn.compare.pure.methods.post_stratified import post_stratified
from gavn.compare.pure.refusals import Unequal
from gavn.kernel.errors import Refused


@pytest.mark.parametrize("field", ["sampled", "population", "units"])
def test_as_many_values_as_rows_or_one_for_all(field):
    with pytest.raises(Unequal):
        replace(DESIGN, **{field: [30, 30, 30]}).tables()


@pytest.mark.parametrize("field", ["sampled", "population"])
def test_how_many_were_asked_of_how_many_must_be_known(field):
    with pytest.raises(Refused, match="must be known"):
        replace(DESIGN, **{field: float("nan")}).tables()


@pytest.mark.parametrize("field", ["x", "xy", "n"])
def test_sums_that_are_no_numbers_are_refused(field):
    with pytest.raises(Refused):
        replace(DESIGN, **{field: float("inf")}).tables()


def test_a_domain_has_a_row_for_each_person():
    with pytest.raises(Unequal):
        post_stratified([1.0, 2, 3], ["a", "a", "b"], counts={"a": 30, "b": 70}, domain=[True, False])
