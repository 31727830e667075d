"""Measure: scores, critical tasks and the analysis store follow answers that are struck out or moved."""

from __future__ import annotations

import pytest
from collect_cast import LINES, as_sent
from django.conf import settings

from gavn.collect.models import Occasion
from gavn.collect.services import bring_back_response, move_response, strike_response, submit_response
from gavn.kernel.dates import PartialDate
from gavn.measure.gateways.store import pseudonym
from gavn.measure.models import CriticalTask
from gavn.measure.selectors import open_critical_tasks_of, series_of
from gavn.measure.services import close_critical, fresh_store, refresh_store
from gavn.people.services import enrol_person
from gavn.works.models import DueWork

QUALITY = "gavn/quality-of-life@1"


@pytest.fixture
def bodil(mara, lindenhof, chosen):
    """Another stay at Lindenhof."""
    return enrol_person(by=mara, unit=lindenhof, given="Bodil", entered=PartialDate.parse("2026-03-02"))


def entry_of(stay) -> Occasion:
    near = Occasion.objects.unscoped("a test").select_related("enrolment__individual", "enrolment__unit")
    return near.get(enrolment=stay, kind="entry")


@pytest.fixture
def asks_quality(chosen):
    """Lindenhof has chosen to ask for quality of life, too."""
    chosen.chosen = [*chosen.chosen, QUALITY]
    chosen.save()


@pytest.fixture
def alarming(mara, entry, asks_quality):
    """Answers that somebody must act on: never safe at home."""
    return submit_response(by=mara, **as_sent(entry, {"safe": {"v": "1"}}, instrument=QUALITY)).revision.response


def test_scores_and_store_follow(mara, stay, entry, bodil, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    given = submit_response(by=mara, **as_sent(entry)).revision.response
    assert series_of(stay)
    assert refresh_store().rows(LINES) == 1
    strike_response(by=mara, response=given, why="wrong_person")
    assert series_of(stay) == []
    store = fresh_store()
    assert (store.rows(LINES), store.rows("scores")) == (0, 0)
    bring_back_response(by=mara, response=given)
    assert series_of(stay)
    move_response(by=mara, response=given, to=entry_of(bodil))
    assert series_of(stay) == []
    assert series_of(bodil)
    stays = {row["enrolment"] for row in fresh_store().table("scores").to_pyarrow().to_pylist()}
    assert stays == {pseudonym(bodil.public_id)}


def test_a_critical_answer_that_was_struck_out_waits_for_nobody_and_brought_back_waits_again(mara, alarming):
    task = open_critical_tasks_of(mara).get()
    strike_response(by=mara, response=alarming, why="trial")
    closed = CriticalTask.objects.unscoped("a test").get()
    assert (list(open_critical_tasks_of(mara)), closed.done) == ([], "The answers were struck out.")
    bring_back_response(by=mara, response=alarming)
    again = open_critical_tasks_of(mara).get()
    assert (again.pk, again.done, again.closed_by) == (task.pk, "", None)
    assert DueWork.objects.filter(kind="measure.escalate_critical", done_at=None).exists()


def test_what_was_done_about_a_critical_answer_stays_through_striking_and_bringing_back(mara, alarming, monkeypatch):
    close_critical(by=mara, task=open_critical_tasks_of(mara).get(), done="Talked with her")
    monkeypatch.setenv("GAVN_NOW", "2026-03-10T09:00:01+00:00")
    strike_response(by=mara, response=alarming, why="trial")
    bring_back_response(by=mara, response=alarming)
    assert CriticalTask.objects.unscoped("a test").get().done == "Talked with her"


def test_a_moved_critical_answer_is_a_task_about_the_right_person(mara, alarming, bodil):
    move_response(by=mara, response=alarming, to=entry_of(bodil))
    waiting = open_critical_tasks_of(mara).get()
    assert waiting.revision.response.occasion.enrolment == bodil
