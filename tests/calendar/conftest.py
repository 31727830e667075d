"""The tests of calendar work with a fixed day in 2026, a store of their own, and a coordinator over the region."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import chosen, entry, stay  # noqa: F401  fixtures
from django.conf import settings
from django.test import Client

from gavn.access.services import add_user, give_role
from gavn.calendar.services import open_season
from gavn.catalogue.selectors import instrument
from gavn.measure.selectors import rows

PROGRAMME = "gavn/substance-misuse-follow-up"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """A store of the test's own, on 2 February 2027."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    monkeypatch.setenv("GAVN_NOW", "2027-02-02T12:00:00+00:00")


@pytest.fixture(autouse=True)
def _few_forms(monkeypatch):
    """A store of three forms: how many there are in all is not what is tried here, and each is a file to write."""
    few = [instrument(f"gavn/{name}@1") for name in ("four-lines", "base-entry", "service-year")]
    monkeypatch.setattr(rows, "instruments", lambda: few)


@pytest.fixture
def on(monkeypatch):
    """Sets the clock to noon of a day."""

    def turned(day: str) -> None:
        monkeypatch.setenv("GAVN_NOW", f"{day}T12:00:00+00:00")

    return turned


@pytest.fixture
def cora(midt):
    """Coordinates the region."""
    user = add_user(by=None, email="cora@example.org", name="Cora")
    give_role(by=None, user=user, role="coordinator", at=midt, first=date(2020, 1, 1))
    return user


@pytest.fixture
def season(cora, midt):
    """The season of 2026 for the region: frozen on 1 February 2027."""
    return open_season(by=cora, unit=midt, programme=PROGRAMME, year=2026)


@pytest.fixture
def visit():
    """A client in which somebody has signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
