"""Ida's stay at Lindenhof, where the four lines are asked."""

from __future__ import annotations

import pytest
from collect_cast import _frozen, chosen, entry, stay  # noqa: F401


@pytest.fixture
def ida(stay):  # noqa: F811
    """Whose rights they are."""
    return stay.individual


@pytest.fixture
def as_mara(client, mara):
    """Mara's browser."""
    client.force_login(mara)
    return client
