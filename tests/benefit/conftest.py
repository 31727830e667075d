"""The tests of benefit work with Lindenhof's stays in March 2026, and with a secretariat over the region."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import _frozen, chosen, entry, stay  # noqa: F401  fixtures
from django.conf import settings

from gavn.access.services import add_user, give_role
from gavn.benefit.selectors import counted


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """A store of the test's own."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    counted._months.cache_clear()


@pytest.fixture
def karen(midt):
    """Keeps the secretariat of the region."""
    user = add_user(by=None, email="karen@example.org", name="Karen")
    give_role(by=None, user=user, role="secretariat", at=midt, first=date(2020, 1, 1))
    return user
