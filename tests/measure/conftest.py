"""The tests of measure work with Ida's stay at Lindenhof."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import _frozen, chosen, entry, stay  # noqa: F401  fixtures

from gavn.access.services import add_user, give_role


@pytest.fixture
def vera(lindenhof):
    """Another practitioner at Lindenhof."""
    user = add_user(by=None, email="vera@example.org", name="Vera")
    give_role(by=None, user=user, role="practitioner", at=lindenhof, first=date(2020, 1, 1))
    return user
