"""Measure: with a stay that is taken back go its occasions, struck answers, scores and tasks, and the store follows."""

from __future__ import annotations

import pytest
from collect_cast import as_sent
from django.conf import settings

from gavn.collect.models import Invitation, Occasion, Response, Revision
from gavn.collect.services import invite, keep_draft, move_response, strike_response, submit_response
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.measure.models import CriticalTask, ScoreRow
from gavn.measure.services import fresh_store, refresh_store
from gavn.people.services import enrol_person, take_back_enrolment
from gavn.works.models import Draft

TABLES = (Occasion, Response, Revision, Invitation, ScoreRow, CriticalTask)


def left() -> dict[str, int]:
    return {table.__name__: table.objects.unscoped("a test").count() for table in TABLES}


def test_answers_keep_the_stay_until_they_are_struck_out(mara, stay, entry, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    given = submit_response(by=mara, **as_sent(entry, {"safe": {"v": "1"}}, instrument="gavn/quality-of-life@1"))
    invite(by=mara, occasion=entry, respondent="individual", language="en")
    keep_draft(f"answer|{entry.public_id}|x", {"a": ["1"]}, owner=mara.public_id)
    assert refresh_store().rows("enrolments") == 1
    with pytest.raises(Refused, match="Answers stand in this stay"):
        take_back_enrolment(by=mara, enrolment=stay)
    assert left()["Revision"] == 1
    strike_response(by=mara, response=given.revision.response, why="trial")
    assert take_back_enrolment(by=mara, enrolment=stay)
    assert (set(left().values()), Draft.objects.count()) == ({0}, 0)
    assert fresh_store().rows("enrolments") == 0


def test_answers_moved_away_and_back_are_not_lost_with_the_stay_between(mara, lindenhof, stay, entry):
    bodil = enrol_person(by=mara, unit=lindenhof, given="Bodil", entered=PartialDate.parse("2026-03-02"))
    near = Occasion.objects.unscoped("a test").select_related("enrolment__individual", "enrolment__unit")
    there = near.get(enrolment=bodil, kind="entry")
    copy = move_response(by=mara, response=submit_response(by=mara, **as_sent(entry)).revision.response, to=there)
    move_response(by=mara, response=copy, to=entry)
    assert take_back_enrolment(by=mara, enrolment=bodil)
    standing = Revision.objects.unscoped("a test").filter(current=True)
    assert [one.response.occasion_id for one in standing] == [entry.pk]
