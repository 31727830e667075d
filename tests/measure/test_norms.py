"""Measure: a norm from the own sample is kept only where it says something."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from gavn.catalogue.selectors import instrument
from gavn.kernel.errors import Refused
from gavn.measure.models import OwnNorm
from gavn.measure.selectors import norm_for
from gavn.measure.services import keep_own_norm

LINES = instrument("gavn/four-lines@1")
TOTAL = LINES.score_by_key["total"]
FIGURES = {"mean": 20.0, "sd": 4.2, "reliability": 0.8, "n": 64}


def keep(by=None, **other) -> OwnNorm:
    return keep_own_norm(by=by, instrument=LINES, score=TOTAL, **FIGURES | other)


def test_the_newest_norm_is_used(db):
    keep()
    keep(n=80, sd=5.0)
    assert norm_for(LINES, TOTAL).n == 80


WRONG = [({"n": 29}, "needs 30 people"), ({"sd": 0.0}, "All scored the same")]


@pytest.mark.parametrize(("other", "why"), WRONG)
def test_too_few_people_or_no_spread_make_no_norm(db, other, why):
    with pytest.raises(Refused) as refusal:
        keep(**other)
    assert why in str(refusal.value)


@pytest.mark.parametrize("reliability", [None, 1.0, -0.2])
def test_a_reliability_that_cannot_be_gives_no_threshold(db, reliability):
    keep(reliability=reliability)
    assert norm_for(LINES, TOTAL).threshold is None


def test_somebody_who_keeps_the_tree_may_keep_a_norm_and_a_practitioner_not(ada, pia):
    assert keep(by=ada).n == 64
    with pytest.raises(PermissionDenied):
        keep(by=pia)
