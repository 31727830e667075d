"""Where a distribution ends; values of Student's t from Fisher and Yates (1963), table III."""

from __future__ import annotations

import pytest

from gavn.compare.pure.quantiles import student
from gavn.compare.pure.refusals import OneUnit


@pytest.mark.parametrize(("freedom", "t"), [(1, 12.706), (2, 4.303), (10, 2.228), (120, 1.980)])
def test_student_as_printed(freedom, t):
    assert student(0.95, freedom) == pytest.approx(t, abs=0.0006)


@pytest.mark.parametrize("freedom", [0, -1, float("nan")])
def test_without_a_second_unit_there_is_no_interval(freedom):
    with pytest.raises(OneUnit):
        student(0.95, freedom)
