"""What a policy of disclosure control may say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from good_calls import PUBLIC

from gavn.kernel.errors import Refused


@pytest.mark.parametrize("p", [-1.0, float("nan"), "ten"])
def test_a_p_percent_rule_that_is_no_number_from_0_up_is_refused(p):
    with pytest.raises(Refused, match="takes a number from 0 up"):
        replace(PUBLIC, p=p)


@pytest.mark.parametrize("dominance", [(0, 85), (1, 0), (1, 101)])
def test_a_dominance_rule_that_hides_nothing_is_refused(dominance):
    with pytest.raises(Refused, match="dominance rule"):
        replace(PUBLIC, dominance=dominance)
