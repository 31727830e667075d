"""Measure: a critical answer is somebody's task at once, and stays one until it is said what was done."""

from __future__ import annotations

import pytest
from collect_cast import as_sent
from django.core.exceptions import PermissionDenied
from django.http import Http404

from gavn.collect.services import correct_response, submit_many, submit_response
from gavn.collect.services.submitting import NewAnswers
from gavn.history.models import Event
from gavn.kernel.errors import Conflict, Refused
from gavn.measure.models import CriticalTask
from gavn.measure.selectors import (
    critical_list,
    critical_page,
    critical_task_seen_by,
    critical_tasks_of,
    local_help,
)
from gavn.measure.services import close_critical, see_critical, set_critical_route
from gavn.works.models import Message
from gavn.works.services import run_due

THOUGHTS = {f"q{number}": {"v": "1"} for number in range(1, 10)}
NONE = THOUGHTS | {"q9": {"v": "0"}}
DONE = "Talked with her the same afternoon; she goes to the doctor tomorrow with Pia."


def phq(occasion, answers=THOUGHTS, client_id="phq00001", **more) -> dict:
    return as_sent(occasion, answers, client_id, instrument="gavn/phq-9@1", **more)


def at(monkeypatch, moment: str) -> None:
    monkeypatch.setenv("GAVN_NOW", f"{moment}+00:00")


def standing(task: CriticalTask) -> CriticalTask:
    return CriticalTask.objects.unscoped("a test").get(pk=task.pk)


@pytest.fixture
def route(mara, lindenhof, pia, vera):
    """Pia hears of it first, Vera after six hours."""
    words = {"en": "Call Lindenhof, 22 22 22 22, day and night.", "da": "Ring til Lindenhof, 22 22 22 22."}
    return set_critical_route(by=mara, unit=lindenhof, recipient=pia, deputy=vera, hours=6, local_help=words)


@pytest.fixture
def task(route, mara, entry) -> CriticalTask:
    """Ida has marked question nine."""
    submit_response(by=mara, **phq(entry))
    return CriticalTask.objects.unscoped("a test").get()


def test_a_critical_answer_opens_a_task_for_the_recipient_and_the_deputy_at_once(task, pia, vera):
    assert (task.rule, task.recipient, task.deputy) == ("self_harm", pia, vera)
    assert [message.to for message in Message.objects.all()] == [pia.email]
    assert list(Event.objects.filter(kind="measure.critical_opened").values_list("about", flat=True)) == [
        task.public_id
    ]


def test_the_message_says_neither_who_nor_what(task):
    message = Message.objects.get()
    for secret in ("Ida", "Lund", "harm", "PHQ", task.revision.response.occasion.enrolment.individual.public_id):
        assert secret not in message.subject + message.body


def test_no_critical_answer_opens_no_task(route, mara, entry):
    submit_response(by=mara, **phq(entry, NONE))
    assert CriticalTask.objects.unscoped("a test").count() == 0


def test_a_silent_recipient_brings_it_to_the_deputy(task, vera, monkeypatch):
    at(monkeypatch, "2026-03-10T14:59:00")
    run_due()
    assert standing(task).escalated_at is None
    at(monkeypatch, "2026-03-10T15:00:00")
    run_due()
    assert standing(task).escalated_at is not None
    assert Message.objects.last().to == vera.email
    assert [row.mine for row in critical_list(vera).open] == [True]


def test_a_recipient_who_saw_it_has_the_same_time_once_more(task, pia, vera, monkeypatch):
    see_critical(by=pia, task=task)
    at(monkeypatch, "2026-03-10T15:00:00")
    run_due()
    assert standing(task).escalated_at is None
    at(monkeypatch, "2026-03-10T21:00:00")
    run_due()
    assert standing(task).escalated_at is not None
    assert Message.objects.last().to == vera.email


def test_a_colleague_who_looks_does_not_stop_the_clock(task, mara, monkeypatch):
    see_critical(by=mara, task=task)
    assert standing(task).seen_at is None
    at(monkeypatch, "2026-03-10T15:00:00")
    run_due()
    assert standing(task).escalated_at is not None


def test_a_closed_task_reaches_nobody_else(task, pia, monkeypatch):
    close_critical(by=pia, task=task, done=DONE)
    at(monkeypatch, "2026-03-12T15:00:00")
    run_due()
    assert standing(task).escalated_at is None
    assert Message.objects.count() == 1


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_it_is_not_closed_without_what_was_done(task, pia, nothing):
    with pytest.raises(Refused, match="Write what was done"):
        close_critical(by=pia, task=task, done=nothing)
    assert standing(task).closed_at is None


def test_the_second_who_closes_it_sees_what_the_first_wrote(task, pia, vera):
    close_critical(by=pia, task=task, done=DONE)
    with pytest.raises(Conflict) as conflict:
        close_critical(by=vera, task=task, done="Called her.")
    assert (conflict.value.mine, conflict.value.theirs) == ("Called her.", DONE)


def test_what_was_done_is_never_in_the_history(task, pia):
    close_critical(by=pia, task=task, done=DONE)
    assert [event for event in Event.objects.all() if "doctor" in str(event.line)] == []


def test_nobody_elsewhere_sees_it(task, sven, ada):
    for user in (sven, ada):
        assert list(critical_tasks_of(user)) == []
        with pytest.raises(Http404):
            critical_task_seen_by(user, task.public_id)
    with pytest.raises(PermissionDenied):
        close_critical(by=sven, task=task, done=DONE)


def test_a_correction_of_another_question_does_not_alarm_again(task, mara):
    corrected = THOUGHTS | {"q1": {"v": "2"}}
    response = task.revision.response
    correct_response(by=mara, response=response, answers=corrected, reason="misread", expected=1, client_id="phq00002")
    assert CriticalTask.objects.unscoped("a test").count() == 1


def test_a_correction_that_makes_it_critical_alarms(route, mara, entry):
    response = submit_response(by=mara, **phq(entry, NONE)).revision.response
    correct_response(by=mara, response=response, answers=THOUGHTS, reason="misread", expected=1, client_id="phq00002")
    assert CriticalTask.objects.unscoped("a test").count() == 1


AGES = [("2026-02-23", 0), ("2026-02-24", 1), ("2026-03-09", 1)]


@pytest.mark.parametrize(("answered_on", "tasks"), AGES)
def test_answers_from_another_system_alarm_while_they_are_recent(route, entry, answered_on, tasks):
    from datetime import date

    sent = phq(entry, answered_on=date.fromisoformat(answered_on), mode="import")
    submit_many(by=None, rows=[NewAnswers(**sent)])
    assert CriticalTask.objects.unscoped("a test").count() == tasks


def test_an_old_paper_form_alarms_when_somebody_types_it(route, mara, entry):
    from datetime import date

    submit_response(by=mara, **phq(entry, answered_on=date(2026, 1, 2), mode="paper"))
    assert CriticalTask.objects.unscoped("a test").count() == 1


def test_without_a_route_those_who_lead_the_service_are_asked(mara, pia, entry):
    submit_response(by=mara, **phq(entry))
    task = CriticalTask.objects.unscoped("a test").get()
    assert (task.recipient, task.deputy) == (mara, pia)


def test_somebody_who_left_is_not_asked(route, mara, pia, vera, entry):
    pia.is_active = False
    pia.save()
    submit_response(by=mara, **phq(entry))
    task = CriticalTask.objects.unscoped("a test").get()
    assert (task.recipient, task.deputy) == (vera, mara)


def test_the_page_shows_the_question_the_answer_and_what_to_do(task, pia):
    page = critical_page(critical_task_seen_by(pia, task.public_id), "en")
    assert [(one.item, one.missing) for one in page.seen.answers] == [("q9", False)]
    assert page.seen.message.startswith("Has marked thoughts of death")
    assert (page.name, page.local_help) == ("Ida Lund", "Call Lindenhof, 22 22 22 22, day and night.")


def test_the_respondent_reads_the_local_help_in_their_language(route, lindenhof):
    from gavn.collect.services import local_help as offered

    assert [words(lindenhof, "da") for words in offered] == ["Ring til Lindenhof, 22 22 22 22."]


def test_without_words_in_the_language_the_emergency_number_stands_there(route, lindenhof, skovly):
    assert "112" in local_help(lindenhof, "sv")
    assert "112" in local_help(skovly, "en")


WRONG_ROUTES = [
    ({"deputy": "pia"}, "somebody else"),
    ({"deputy": "sven"}, "may not act"),
    ({"hours": 0}, "1 to 168"),
    ({"hours": 169}, "1 to 168"),
    ({"local_help": {"en": "x" * 1001}}, "at most 1000"),
    ({"local_help": {"fr": "Appelez"}}, "at most 1000"),
]


@pytest.mark.parametrize(("wrong", "why"), WRONG_ROUTES)
def test_a_route_that_reaches_nobody_is_refused(mara, lindenhof, pia, vera, sven, wrong, why):
    people = {"pia": pia, "vera": vera, "sven": sven}
    asked = {"recipient": "pia", "deputy": "vera", "hours": 6, "local_help": {}} | wrong
    asked = {key: people.get(value, value) if isinstance(value, str) else value for key, value in asked.items()}
    with pytest.raises(Refused) as refusal:
        set_critical_route(by=mara, unit=lindenhof, **asked)
    assert why in str(refusal.value)


def test_a_practitioner_does_not_choose_who_hears_of_it(pia, vera, lindenhof):
    with pytest.raises(PermissionDenied):
        set_critical_route(by=pia, unit=lindenhof, recipient=pia, deputy=vera, hours=6, local_help={})


def test_what_a_person_did_is_at_most_a_page_long(task, pia):
    with pytest.raises(Refused, match="at most"):
        close_critical(by=pia, task=task, done="x" * 4001)


def test_where_nobody_is_named_everybody_there_is_asked(mara, entry, monkeypatch):
    mara.is_active = False
    submit_response(by=None, **phq(entry))
    task = CriticalTask.objects.unscoped("a test").get()
    CriticalTask.objects.unscoped("a test").update(recipient=None, deputy=None)
    assert [row.mine for row in critical_list(type(mara).objects.get(pk=mara.pk)).open] == [True]
    at(monkeypatch, "2026-03-11T09:00:00")
    run_due()
    assert standing(task).escalated_at is not None
    assert Message.objects.last().to == mara.email
