"""A small fixed cast: Mara manages Lindenhof, Pia works there, Otto has no role, Ada keeps the tree."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.access.models import Unit, User
from gavn.access.services import add_unit, add_user, give_role

SINCE = date(2020, 1, 1)


def _employed(name: str, role: str, at: Unit) -> User:
    user = add_user(by=None, email=f"{name.lower()}@example.org", name=name)
    give_role(by=None, user=user, role=role, at=at, first=SINCE)
    return user


@pytest.fixture
def midt(db: None) -> Unit:
    """A region."""
    return add_unit(by=None, name="Midt", kind="region")


@pytest.fixture
def midtby(midt: Unit) -> Unit:
    """An organisation that answers for personal data."""
    return add_unit(by=None, name="Midtby", kind="organisation", under=midt, controller=True)


@pytest.fixture
def lindenhof(midtby: Unit) -> Unit:
    """A service."""
    return add_unit(by=None, name="Lindenhof", kind="service", under=midtby)


@pytest.fixture
def skovly(midtby: Unit) -> Unit:
    """Another service of the same organisation."""
    return add_unit(by=None, name="Skovly", kind="service", under=midtby)


@pytest.fixture
def mara(lindenhof: Unit) -> User:
    """Manages Lindenhof."""
    return _employed("Mara", "manager", lindenhof)


@pytest.fixture
def pia(lindenhof: Unit) -> User:
    """Practitioner at Lindenhof."""
    return _employed("Pia", "practitioner", lindenhof)


@pytest.fixture
def sven(skovly: Unit) -> User:
    """Practitioner at Skovly."""
    return _employed("Sven", "practitioner", skovly)


@pytest.fixture
def ada(midt: Unit) -> User:
    """Administrator of the region."""
    return _employed("Ada", "administrator", midt)


@pytest.fixture
def otto(db: None) -> User:
    """Has no role."""
    return add_user(by=None, email="otto@example.org", name="Otto")
