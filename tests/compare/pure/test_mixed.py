"""Compare: linear mixed models, held against R's lme4 on its own published data and on a cohort made there.

sleepstudy is of Belenky et al. 2003 (doi:10.1046/j.1365-2869.2003.00337.x). Bates et al. 2015
(doi:10.18637/jss.v067.i01, sections 4 and 5.2) print of it: coefficients 251.405 and 10.467 with standard errors 6.825
and 1.546, variances 612.09 and 35.07, correlation 0.07, residual 654.94, criterion 1743.6.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure import mixed as module
from gavn.compare.pure.mixed import mixed
from gavn.compare.pure.refusals import Collinear, Constant, NotConverged
from gavn.kernel.errors import Refused

R = from_r("trajectories")
REACTION, DAYS = np.array(R["sleepstudy"]["reaction"]), np.array(R["sleepstudy"]["days"])
SUBJECT = np.array(R["sleepstudy"]["subject"]).astype(int) - 1
LINE = np.column_stack([np.ones_like(DAYS), DAYS])


def cohort():
    person, first, month, score = (np.array(R["cohort"][name]) for name in ("person", "first", "month", "score"))
    code = person.astype(int) - 1
    by_person = first[np.unique(code, return_index=True)[1]]
    return code, first - by_person.mean(), month, score


def designs(centred, bent, slope=None):
    one = np.ones((len(centred), 1))
    x = np.hstack([one, centred[:, None], bent, bent * centred[:, None]])
    return x, (one if slope is None else np.hstack([one, slope[:, None]]))


def agrees(found, case, rel=1e-5):
    kept = R[case]
    assert found.coefficients == pytest.approx(kept["fixed"], rel=rel)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(kept["se"], rel=rel)
    assert found.spread.ravel() == pytest.approx(kept["spread"], rel=rel)
    assert found.residual == pytest.approx(kept["residual"][0], rel=rel)
    assert found.criterion == pytest.approx(kept["criterion"][0], abs=1e-8)
    assert found.own.ravel() == pytest.approx(kept["own"], rel=rel, abs=1e-5 * np.ptp(kept["own"]))


def test_the_printed_numbers_of_the_published_data_come_out():
    found = mixed(REACTION, LINE, LINE, SUBJECT)
    assert found.coefficients.round(3).tolist() == [251.405, 10.467]
    assert np.sqrt(np.diag(found.covariance)).round(3).tolist() == [6.825, 1.546]
    assert np.diag(found.spread) == pytest.approx([612.09, 35.07], abs=5e-3)
    assert found.spread[0, 1] / np.sqrt(np.prod(np.diag(found.spread))) == pytest.approx(0.07, abs=5e-3)
    assert found.residual == pytest.approx(654.94, abs=5e-3)
    assert found.criterion == pytest.approx(1743.6, abs=0.05)


@pytest.mark.parametrize(
    ("case", "kinds", "reml"),
    [("sleepstudy reml", 2, True), ("sleepstudy ml", 2, False), ("sleepstudy intercept", 1, True)],
)
def test_the_published_data_agree_with_lme4(case, kinds, reml):
    agrees(mixed(REACTION, LINE, LINE[:, :kinds], SUBJECT, reml=reml), case)


def test_an_uneven_cohort_agrees_with_lme4():
    person, centred, month, score = cohort()
    early, late = np.minimum(month, 6), np.maximum(month - 6, 0)
    for case, bent, slope in [
        ("log", np.log1p(month)[:, None], np.log1p(month)),
        ("square_root", np.sqrt(month)[:, None], np.sqrt(month)),
        ("straight intercept", month[:, None], None),
        ("piecewise", np.column_stack([early, late]), month),
    ]:
        x, z = designs(centred, bent, slope)
        agrees(mixed(score, x, z, person), case)


def test_a_spread_on_the_border_agrees_with_lme4():
    person, centred, month, _ = cohort()
    found = mixed(np.array(R["border"]["score"]), *designs(centred, np.log1p(month)[:, None], np.log1p(month)), person)
    agrees(found, "border")
    assert abs(np.linalg.det(found.spread)) < 1e-4


@settings(max_examples=15)
@given(st.permutations(range(18)), st.floats(0.01, 100), st.floats(-1e4, 1e4), st.randoms())
def test_order_unit_and_origin_change_only_the_unit(codes, unit, origin, random):
    rows = list(range(len(DAYS)))
    random.shuffle(rows)
    found = mixed(origin + unit * REACTION[rows], LINE[rows], LINE[rows], np.array(codes)[SUBJECT[rows]])
    plain = mixed(REACTION, LINE, LINE, SUBJECT)
    assert found.coefficients == pytest.approx(np.array([origin, 0]) + unit * plain.coefficients, rel=1e-7)
    assert found.spread == pytest.approx(unit**2 * plain.spread, rel=1e-4, abs=1e-4 * unit**2)
    assert found.own[codes] == pytest.approx(unit * plain.own, rel=1e-4, abs=1e-3 * unit)


def test_too_few_rows_a_column_twice_and_no_difference_are_refused():
    with pytest.raises(Refused, match="too little to tell"):
        mixed(REACTION[:2], LINE[:2], LINE[:2], np.array([0, 0]))
    with pytest.raises(Collinear):
        mixed(REACTION, np.column_stack([LINE, 2 * DAYS]), LINE, SUBJECT)
    with pytest.raises(Constant):
        mixed(3 + 2 * DAYS, LINE, LINE, SUBJECT)
    with pytest.raises(Constant):
        mixed(3 + 2 * DAYS + SUBJECT, LINE, LINE[:, :1], SUBJECT)


def test_a_search_that_does_not_end_is_refused(monkeypatch):
    monkeypatch.setattr(module, "FLAT", 0.0)
    with pytest.raises(NotConverged):
        mixed(REACTION, LINE, LINE, SUBJECT)
