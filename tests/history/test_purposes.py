"""History: every line about a person says what for, in words of one fixed list."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gavn.access.pure.roles import ROLES
from gavn.access.selectors import civil_today
from gavn.history.models import Event
from gavn.history.pure.purposes import OPENED_FOR, PURPOSES, RUNNING
from gavn.history.services import for_purpose, record, state_purpose
from gavn.kernel.dates import PartialDate
from gavn.people.services import enrol_person
from gavn.rights.pure.copies import PURPOSES as COPIED_FOR
from gavn.works.services import household


@pytest.fixture
def stay(mara, lindenhof):
    """Somebody at Lindenhof."""
    return enrol_person(
        by=mara, unit=lindenhof, given="Ida", family="Juhl", birth_year=1980, birth_month=5, sex="woman", contact=mara,
        entered=PartialDate.of(civil_today()),
    )  # fmt: skip


def test_roles_copies_and_openings_take_their_purposes_from_the_list():
    named = {role.purpose.msgid for role in ROLES.values()} | {one.msgid for one in COPIED_FOR.values()}
    assert named | set(OPENED_FOR) <= set(PURPOSES)
    assert max(map(len, PURPOSES)) <= Event._meta.get_field("purpose").max_length


@pytest.mark.django_db
def test_a_purpose_that_is_not_on_the_list_is_not_written():
    with pytest.raises(ValueError, match="not on the list"):
        record(None, "people.shown", purpose="curiosity")
    with pytest.raises(ValueError, match="not on the list"):
        state_purpose("curiosity")


def test_what_a_page_writes_and_shows_says_what_for(client, mara, stay):
    client.force_login(mara)
    before = Event.objects.latest("id").pk
    client.get(reverse("overview", args=[stay.individual.public_id]))
    client.post(
        reverse("set_goal", args=[stay.public_id]), {"words": "To sleep", "area": "home", "direction": "improve"}
    )
    told = set(Event.objects.filter(pk__gt=before).values_list("kind", "purpose"))
    assert ("people.shown", "management of the service") in told
    assert ("people.goal_set", "management of the service") in told
    assert {purpose for _kind, purpose in told} == {"management of the service"}


def test_the_next_request_begins_without_a_purpose(client, mara, stay, otto):
    client.force_login(mara)
    client.get(reverse("overview", args=[stay.individual.public_id]))
    client.logout()
    client.get("/ready/")
    assert record(None, "people.shown").purpose == ""


@pytest.mark.django_db
def test_a_job_runs_for_the_installation_unless_somebody_said_more(monkeypatch):
    seen = []
    monkeypatch.setitem(household._jobs, "test.job", lambda: seen.append(record(None, "test.done").purpose))
    state_purpose("")
    household.run_job.func("test.job", {})
    with for_purpose("coordination"):
        household.run_job.func("test.job", {})
    assert (seen, record(None, "test.done").purpose) == ([RUNNING, "coordination"], "")


def test_the_person_page_shows_what_for(client, mara, stay):
    client.force_login(mara)
    client.get(reverse("overview", args=[stay.individual.public_id]))
    shown = client.get(reverse("who_has_looked", args=[stay.individual.public_id])).content.decode()
    assert "management of the service" in shown
