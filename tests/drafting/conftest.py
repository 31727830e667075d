from __future__ import annotations

from datetime import date

import pytest
from drafting_cast import WHOLE

from gavn.access.services import add_user, give_role
from gavn.drafting.services import publish_draft, save_draft, start_draft


@pytest.fixture
def karen(midtby):
    """Secretariat of Midtby."""
    user = add_user(by=None, email="karen@example.org", name="Karen")
    give_role(by=None, user=user, role="secretariat", at=midtby, first=date(2020, 1, 1))
    return user


@pytest.fixture
def published(karen, midtby):
    """Take a text the whole way, or all four of the small programme."""

    def take(kind, name, text):
        draft = start_draft(by=karen, unit=midtby, kind=kind, name=name)
        draft = save_draft(by=karen, draft=draft, text=text, expected=draft.revision)
        return publish_draft(by=karen, draft=draft, expected=draft.revision)

    return take


@pytest.fixture
def weeks(published):
    """The small programme with its form and its indicators, published."""
    return {name: published(kind, name, text) for kind, name, text in WHOLE}
