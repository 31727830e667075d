"""Services with stays, their figures frozen in a store of their own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from gavn.access.services import add_user, give_role
from gavn.kernel.dates import PartialDate
from gavn.people.services import NewStay, enrol_many

ENTERED = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)


@pytest.fixture
def poul(midt):
    """A politician of the region: sees figures, opens nobody."""
    user = add_user(by=None, email="poul@example.org", name="Poul")
    give_role(by=None, user=user, role="politician", at=midt, first=date(2020, 1, 1))
    return user


@pytest.fixture
def many():
    """Forty stays at a service: three women, the others men; the last five have left."""

    def made(unit, count=40):
        rows = [
            NewStay(
                unit=unit, person=f"M{number}", given="Ib", family=f"Holm{number}", birth_year=1960 + number % 40,
                birth_month=1, sex="woman" if number < 3 else "man", measured_from=ENTERED,
                entered=PartialDate.of(ENTERED + timedelta(days=number)), closed=number >= count - 5,
                exited=PartialDate.of(date(2026, 9, 1)) if number >= count - 5 else PartialDate(),
                exit_reason="planned" if number >= count - 5 else "",
            )
            for number in range(count)
        ]  # fmt: skip
        return enrol_many(by=None, rows=rows, tell=False)

    return made


@pytest.fixture
def opened():
    """What somebody gets who opens an address."""

    def get(user, path, **query):
        client = Client()
        client.force_login(user)
        return client.get(path, query)

    return get
