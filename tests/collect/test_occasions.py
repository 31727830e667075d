"""Occasions follow from the stay."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import BASE, LINES, TODAY, as_sent
from django.core.exceptions import PermissionDenied
from django.http import Http404

from gavn.collect.models import Occasion
from gavn.collect.selectors import asks_at, due_list, occasion_seen_by, occasions_of
from gavn.collect.services import (
    choose_programme,
    leave_out_occasion,
    mark_discussed,
    roll_statuses,
    submit_response,
)
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.services import end_stay, enrol_person, reopen_stay


def shape(stay) -> list[tuple[str, int, str, str]]:
    return [(one.kind, one.number, one.due.isoformat(), one.not_done) for one in occasions_of(stay)]


def test_enrolling_opens_the_entry_and_the_next_status(stay):
    assert shape(stay) == [("entry", 1, "2026-03-01", ""), ("status", 1, "2026-09-01", "")]


def test_somebody_there_already_gets_a_status_as_baseline_with_what_entry_asks(mara, lindenhof, chosen):
    stay = enrol_person(
        by=mara, unit=lindenhof, given="Bo", family="Ek", entered=PartialDate.parse("2019"), already_there=True
    )
    baseline = occasions_of(stay)[0]
    assert (baseline.kind, baseline.baseline, baseline.due) == ("status", True, TODAY)
    assert {(one.instrument.full_key, one.respondent) for one in asks_at(baseline)} == {
        (BASE, "practitioner"),
        (LINES, "individual"),
        (LINES, "practitioner"),
    }


def test_a_service_without_programme_asks_nothing(mara, lindenhof):
    stay = enrol_person(by=mara, unit=lindenhof, given="Bo", family="Ek", entered=PartialDate.parse("2026-03-01"))
    assert occasions_of(stay) == []
    choose_programme(by=mara, unit=lindenhof, programme="gavn/substance-misuse-follow-up@1", first=date(2026, 1, 1))
    assert shape(stay)[0] == ("entry", 1, "2026-03-01", "")


def test_who_came_before_the_programme_began_was_there_already(mara, lindenhof):
    stay = enrol_person(by=mara, unit=lindenhof, given="Bo", family="Ek", entered=PartialDate.parse("2025-01-01"))
    choose_programme(by=mara, unit=lindenhof, programme="gavn/substance-misuse-follow-up@1", first=TODAY)
    assert [(one.kind, one.due, one.baseline) for one in occasions_of(stay)] == [
        ("status", TODAY, True),
        ("status", date(2026, 9, 10), False),
    ]


def test_ending_a_stay_drops_later_statuses_and_opens_exit_and_follow_up(mara, stay):
    end_stay(by=mara, enrolment=stay, exited=PartialDate.parse("2026-03-09"), reason="planned")
    assert shape(stay) == [
        ("entry", 1, "2026-03-01", ""),
        ("exit", 1, "2026-03-09", ""),
        ("follow_up", 1, "2027-03-09", ""),
    ]


def test_reopening_a_stay_takes_the_exit_back(mara, stay):
    ended = end_stay(by=mara, enrolment=stay, exited=PartialDate.parse("2026-03-09"), reason="planned")
    reopen_stay(by=mara, enrolment=ended)
    assert shape(stay) == [("entry", 1, "2026-03-01", ""), ("status", 1, "2026-09-01", "")]


def test_who_died_is_not_followed_up(mara, stay):
    end_stay(by=mara, enrolment=stay, exited=PartialDate.parse("2026-03-09"), reason="died")
    assert [kind for kind, *_rest in shape(stay)] == ["entry", "exit"]


def test_the_next_status_opens_at_night_once_the_last_is_due(stay, monkeypatch):
    assert roll_statuses() == 0
    monkeypatch.setenv("GAVN_NOW", "2027-03-02T02:00:00+00:00")
    assert roll_statuses() == 2
    assert roll_statuses() == 0
    assert [due for kind, _number, due, _why in shape(stay) if kind == "status"] == [
        "2026-09-01",
        "2027-03-01",
        "2027-09-01",
    ]


def test_leaving_a_status_out_opens_the_next(mara, stay):
    status = Occasion.objects.seen_by(mara).get(kind="status")
    leave_out_occasion(by=mara, occasion=status, reason="absent")
    assert shape(stay)[1:] == [("status", 1, "2026-09-01", "absent"), ("status", 2, "2027-03-01", "")]
    assert Event.objects.filter(kind="collect.occasion_left_out").count() == 1


def test_only_reasons_of_the_list_count(mara, entry):
    with pytest.raises(Refused, match="Choose a reason"):
        leave_out_occasion(by=mara, occasion=entry, reason="no idea")


def test_an_answered_occasion_cannot_be_left_out(mara, entry):
    entry.done_on = TODAY
    with pytest.raises(Refused, match="has been answered"):
        leave_out_occasion(by=mara, occasion=entry, reason="absent")


def test_discussing_is_remembered_once_with_who_and_when(mara, entry):
    mark_discussed(by=mara, occasion=entry)
    entry.refresh_from_db()
    assert (entry.discussed_on, entry.discussed_by) == (TODAY, mara)
    assert Event.objects.filter(kind="collect.occasion_discussed", by=mara.public_id).count() == 1


def test_somebody_without_a_role_may_do_none_of_it(otto, sven, entry):
    for stranger in (otto, sven):
        with pytest.raises(PermissionDenied):
            mark_discussed(by=stranger, occasion=entry)
        with pytest.raises(PermissionDenied):
            leave_out_occasion(by=stranger, occasion=entry, reason="absent")
        with pytest.raises(Http404):
            occasion_seen_by(stranger, entry.public_id)


def test_the_worklist_tells_overdue_from_due_from_later(mara, pia, sven, stay, monkeypatch):
    assert due_list(mara).counts == {"overdue": 0, "week": 1, "later": 0}
    assert [row.name for row in due_list(pia).rows] == ["Ida Lund"]
    assert due_list(sven).rows == []
    assert due_list(mara, mine=True).rows == []
    monkeypatch.setenv("GAVN_NOW", "2026-08-15T09:00:00+00:00")
    found = due_list(mara)
    assert [(row.occasion.kind, row.when) for row in found.rows] == [("entry", "overdue"), ("status", "later")]
    assert [row.occasion.kind for row in due_list(mara, when="overdue").rows] == ["entry"]


def test_an_occasion_is_done_when_everything_was_answered(mara, entry):
    submit_response(by=mara, **as_sent(entry))
    submit_response(by=mara, **as_sent(entry, respondent="practitioner", client_id="form0002"))
    entry.refresh_from_db()
    assert entry.done_on is None
    base = {"reasons": {"v": ["alcohol"]}}
    submit_response(by=mara, **as_sent(entry, base, instrument=BASE, respondent="practitioner", client_id="form0003"))
    entry.refresh_from_db()
    assert entry.done_on == TODAY


STRANGE = [{"chosen": ["gavn/phq-9@1"]}, {"status_every": 0}, {"status_every": 61}, {"programme": "gavn/none@1"}]


@pytest.mark.parametrize("strange", STRANGE)
def test_a_programme_is_chosen_from_what_there_is(mara, lindenhof, strange):
    wanted = {"programme": "gavn/substance-misuse-follow-up@1", **strange}
    with pytest.raises(Refused):
        choose_programme(by=mara, unit=lindenhof, **wanted)


def test_two_forms_that_ask_the_same_question_are_not_chosen_together(mara, lindenhof):
    both = ["gavn/quality-of-life@1|individual", "gavn/quality-of-life-easy@1|individual"]
    with pytest.raises(Refused, match="ask the same: Do you feel safe where you live"):
        choose_programme(by=mara, unit=lindenhof, programme="gavn/substance-misuse-follow-up@1", chosen=both)


def test_administrators_choose_programmes_and_practitioners_do_not(ada, pia, lindenhof):
    wanted = {"unit": lindenhof, "programme": "gavn/substance-misuse-follow-up@1"}
    with pytest.raises(PermissionDenied):
        choose_programme(by=pia, **wanted)
    first = choose_programme(by=ada, **wanted)
    second = choose_programme(by=ada, **wanted, chosen=[LINES])
    first.refresh_from_db()
    assert (first.last, second.last) == (TODAY, None)
