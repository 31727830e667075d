"""Measure: the pages of critical answers."""

from __future__ import annotations

import pytest
from collect_cast import as_sent
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gavn.collect.services import submit_response
from gavn.measure.models import CriticalRoute, CriticalTask

THOUGHTS = {f"q{number}": {"v": "1"} for number in range(1, 10)}


@pytest.fixture
def task(mara, pia, entry) -> CriticalTask:
    """Ida has marked question nine; Mara, who leads the service, is asked to act."""
    submit_response(by=mara, **as_sent(entry, THOUGHTS, "phq00001", instrument="gavn/phq-9@1"))
    return CriticalTask.objects.unscoped("a test").get()


def page(client, user, name: str, *args, post: dict | None = None):
    client.force_login(user, backend="gavn.access.gateways.passwords.PasswordBackend")
    address = reverse(name, args=args)
    return client.post(address, post) if post is not None else client.get(address)


def test_the_list_names_the_person_and_who_acts(client, mara, task):
    text = page(client, mara, "critical").content.decode()
    for word in ("Ida Lund", "Lindenhof", "Deputy: Pia", "Not seen yet", "You are asked to act"):
        assert word in text


def test_an_empty_list_says_what_will_stand_there(client, pia, lindenhof):
    assert "Nothing is open" in page(client, pia, "critical").content.decode()


def test_opening_the_task_counts_as_seen_and_shows_what_was_answered(client, mara, task):
    text = page(client, mara, "critical_task", task.public_id).content.decode()
    assert "What did Ida Lund answer" in text
    assert "Has marked thoughts of death" in text
    assert "112" in text
    assert CriticalTask.objects.unscoped("a test").get().seen_at is not None


def test_it_closes_with_what_was_done_and_says_so_afterwards(client, mara, pia, task):
    answer = page(client, mara, "critical_task", task.public_id, post={"done": "Talked with her."})
    assert answer.url == reverse("critical")
    text = page(client, pia, "critical_task", task.public_id).content.decode()
    assert "Talked with her." in text
    assert "Close it with what was done" not in text


def test_it_stays_open_without_words(client, mara, task):
    answer = page(client, mara, "critical_task", task.public_id, post={"done": "  "})
    assert answer.status_code == 200
    assert CriticalTask.objects.unscoped("a test").get().closed_at is None


def test_somebody_elsewhere_finds_nothing(client, sven, ada, task):
    assert page(client, sven, "critical_task", task.public_id).status_code == 404
    assert page(client, ada, "critical_task", task.public_id).status_code == 403
    assert "Ida" not in page(client, sven, "critical").content.decode()


def test_a_manager_says_who_hears_of_it(client, mara, pia, vera, lindenhof):
    post = {"recipient": pia.public_id, "deputy": vera.public_id, "hours": "8", "help_en": "Call 22 22 22 22."}
    assert page(client, mara, "critical_route", lindenhof.public_id, post=post).status_code == 302
    route = CriticalRoute.objects.get()
    assert (route.recipient, route.deputy, route.hours) == (pia, vera, 8)
    assert route.local_help == {"en": "Call 22 22 22 22."}
    text = page(client, mara, "critical_route", lindenhof.public_id).content.decode()
    assert "Call 22 22 22 22." in text


def test_the_form_says_what_is_wrong_beside_the_field(client, mara, pia, lindenhof):
    post = {"recipient": pia.public_id, "deputy": pia.public_id, "hours": "8"}
    text = page(client, mara, "critical_route", lindenhof.public_id, post=post).content.decode()
    assert "The deputy must be somebody else" in text
    wrong = page(client, mara, "critical_route", lindenhof.public_id, post={"hours": "soon"})
    assert wrong.status_code == 200
    assert CriticalRoute.objects.count() == 0


def test_the_list_takes_as_many_queries_for_three_tasks_as_for_one(client, mara, stay, task):
    client.force_login(mara, backend="gavn.access.gateways.passwords.PasswordBackend")
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("critical"))
        counts.append(len(queries))
        moment = stay.occasions.unscoped("a test").filter(kind="status").first()
        moment.pk, moment.public_id, moment.number = None, f"{number:032x}", 90 + number
        moment.save()
        moment.enrolment = stay
        submit_response(by=mara, **as_sent(moment, THOUGHTS, f"phq1000{number}", instrument="gavn/phq-9@1"))
    assert CriticalTask.objects.unscoped("a test").count() == 4
    assert len(set(counts)) == 1
    assert counts[0] < 20
