"""Compare: a norm from the own sample rests on everybody's first answers, once each, or there is none."""

from __future__ import annotations

from datetime import date
from statistics import mean, stdev

import pytest
from collect_cast import LINES, TODAY
from django.conf import settings
from store_cast import many_answers, many_stays

from gavn.catalogue.selectors import instrument
from gavn.collect.services import choose_programme
from gavn.compare.services import refresh_own_norms
from gavn.history.models import Event
from gavn.measure.models import OwnNorm, ScoreRow
from gavn.measure.selectors import norm_for
from gavn.measure.services import refresh_store
from gavn.works.models import DueWork

FOLLOW_UP = "gavn/substance-misuse-follow-up@1"
TOTAL = f"{LINES} total"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    monkeypatch.setenv("GAVN_NOW", f"{TODAY}T09:00:00+00:00")


@pytest.fixture
def service(lindenhof):
    """Lindenhof, which works with a programme that asks the four lines."""
    choose_programme(by=None, unit=lindenhof, programme=FOLLOW_UP, chosen=[LINES], first=date(2020, 1, 1))
    return lindenhof


def test_thirty_people_make_a_norm_of_their_first_answers(service):
    many_answers(many_stays(service, 30), 2)
    assert refresh_own_norms() == [TOTAL]
    norm = OwnNorm.objects.get()
    lines = instrument(LINES)
    firsts = ScoreRow.objects.unscoped("a test").filter(score="total", revision__response__occasion__baseline=True)
    values = list(firsts.values_list("value", flat=True))
    assert (norm.n, len(values)) == (30, 30)
    assert (norm.mean, norm.sd) == (pytest.approx(mean(values)), pytest.approx(stdev(values)))
    used = norm_for(lines, lines.score_by_key["total"])
    assert used.own
    assert used.n == 30


def test_twenty_nine_people_make_none(service):
    many_answers(many_stays(service, 29), 2)
    assert refresh_own_norms() == []
    assert OwnNorm.objects.count() == 0


def test_a_norm_that_came_out_the_same_is_kept_once(service):
    many_answers(many_stays(service, 30), 1)
    refresh_own_norms()
    refresh_own_norms()
    assert OwnNorm.objects.count() == 1
    assert Event.objects.filter(kind="measure.own_norm_kept").count() == 1


def test_an_empty_installation_has_no_norm(db):
    assert refresh_own_norms() == []


def test_writing_the_store_asks_for_the_norms_within_the_hour_once(service):
    many_answers(many_stays(service, 3), 2)
    refresh_store()
    refresh_store()
    [due] = DueWork.objects.filter(kind="compare.refresh_own_norms").values_list("due", flat=True)
    assert due.isoformat() == "2026-03-10T10:00:00+00:00"
