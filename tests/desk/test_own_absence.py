"""Somebody says themselves when they are away, and who stands in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gavn.access.selectors import civil_today
from gavn.access.services import add_user, give_role
from gavn.people.models import Absence
from gavn.people.selectors import standing_in
from gavn.people.services import set_absence


@pytest.fixture
def vera(lindenhof):
    user = add_user(by=None, email="vera@example.org", name="Vera")
    give_role(by=None, user=user, role="practitioner", at=lindenhof)
    return user


def days(deputy, last: int = 5) -> dict[str, str]:
    today = civil_today()
    return {"first": f"{today}", "last": f"{today + timedelta(days=last)}", "deputy": deputy.public_id}


def test_a_practitioner_writes_down_that_they_are_away_and_are_back(client, pia, vera, sven, nora):
    client.force_login(pia)
    page = client.get("/your-absence/").text
    assert "Vera" in page
    assert ">Sven<" not in page
    assert client.post("/your-absence/", days(vera)).status_code == 302
    assert pia.pk in standing_in(type(pia).objects.get(pk=vera.pk))
    absence = Absence.objects.get()
    assert client.post(f"/your-absence/{absence.public_id}/end/").status_code == 302
    assert pia.pk not in standing_in(type(pia).objects.get(pk=vera.pk))


@pytest.mark.parametrize("wrong", [{"last": -1}, {"stranger": True}])
def test_days_that_cannot_be_and_deputies_from_elsewhere_are_refused(client, pia, vera, sven, nora, wrong):
    client.force_login(pia)
    sent = days(sven if "stranger" in wrong else vera, wrong.get("last", 5))
    assert client.post("/your-absence/", sent).status_code == 200
    assert not Absence.objects.exists()


def test_nobody_ends_the_absence_of_a_colleague_here(client, mara, pia, vera):
    away = set_absence(by=pia, user=pia, deputy=vera, first=civil_today(), last=civil_today())
    for other in (mara, vera):
        client.force_login(other)
        assert client.post(f"/your-absence/{away.public_id}/end/").status_code == 404


def test_who_works_alone_is_told_what_a_deputy_needs(client, sven, skovly):
    client.force_login(sven)
    assert "Nobody else works with persons where you do" in client.get("/your-absence/").text
