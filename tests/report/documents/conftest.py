"""A service whose figures stand in the store: six persons followed for a year."""

from __future__ import annotations

import pytest
from store_cast import many_answers, many_stays

from gavn.access.models import Unit
from gavn.access.services import add_user, give_role
from gavn.collect.services import choose_programme
from gavn.measure.services import refresh_store


@pytest.fixture
def followed(db, lindenhof: Unit, mara) -> Unit:
    """Lindenhof with six stays of 2024 and their answers."""
    choose_programme(
        by=None, unit=lindenhof, programme="gavn/substance-misuse-follow-up@1", chosen=["gavn/four-lines@1"]
    )
    many_answers(many_stays(lindenhof, 6), 2)
    refresh_store()
    return lindenhof


@pytest.fixture
def kirsten(lindenhof: Unit, midt: Unit):
    """Coordinator of the region: sees figures, no persons."""
    user = add_user(by=None, email="kirsten@example.org", name="Kirsten")
    give_role(by=None, user=user, role="coordinator", at=midt)
    return user
