"""The page inventory: every address says who may open it, and that is what happens."""

from __future__ import annotations

import re

import pytest
from addresses_here import RESPONDENT, STAFF

from gavn.access.pure.pages import Gate, gate_of
from gavn.access.pure.roles import PERMISSIONS, ROLES, roles_with
from gavn.access.services import add_user, give_role

NOBODYS = "0" * 32


def with_ids(address: str) -> str:
    """The address with an id that belongs to nobody in each place for one."""
    return "/" + re.sub(r"<[^>]+>", NOBODYS, address)


@pytest.mark.parametrize("address", sorted(STAFF | RESPONDENT))
def test_every_address_says_who_may_open_it(address):
    gate = gate_of((STAFF | RESPONDENT)[address].callback)
    assert isinstance(gate, Gate), f"{address}: put @page(...) on its view"
    assert not gate.permission or gate.permission in PERMISSIONS


def test_the_respondents_site_has_no_page_for_staff():
    assert [address for address, one in RESPONDENT.items() if not gate_of(one.callback).respondent] == []


def test_no_staff_page_lies_on_the_respondents_site():
    assert [address for address, one in STAFF.items() if gate_of(one.callback).respondent] == []


@pytest.fixture
def employed(lindenhof):
    """A maker of one user per role at Lindenhof."""

    def make(role: str):
        user = add_user(by=None, email=f"{role}@example.org", name=role)
        give_role(by=None, user=user, role=role, at=lindenhof)
        return user

    return make


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_opens_its_pages_and_no_others(client, employed, role, method):
    client.force_login(employed(role))
    client.raise_request_exception = True
    wrong = {}
    for address, one in STAFF.items():
        gate = gate_of(one.callback)
        if gate.everybody:
            continue
        status = getattr(client, method)(with_ids(address)).status_code
        may = not gate.permission or role in roles_with(gate.permission)
        foreign = "<" in address
        allowed = ({404, 405} if foreign else {200, 302, 404, 405, 403, 422}) if may else {403}
        if status not in allowed:
            wrong[address] = status
    assert wrong == {}


@pytest.mark.django_db
def test_the_signed_out_reach_no_staff_page(client):
    open_pages = {}
    for address, one in STAFF.items():
        if not gate_of(one.callback).everybody:
            reply = client.get(with_ids(address))
            if not (reply.status_code == 302 and "/sign-in/" in reply.headers["Location"]):
                open_pages[address] = reply.status_code
    assert open_pages == {}
