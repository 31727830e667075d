"""Access: who may do what follows from dated roles in the tree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gavn.access.models import RoleHeld, Unit, User
from gavn.access.pure.roles import PERMISSIONS, ROLES, roles_with
from gavn.access.selectors import (
    civil_today,
    colleagues_at,
    controller_of,
    may,
    purpose_of,
    require,
    services_where,
    units_where,
)
from gavn.access.services import add_unit, add_user, end_role, give_role, rename_unit
from gavn.history.models import Event
from gavn.kernel.errors import Refused

YESTERDAY, TODAY, TOMORROW = (civil_today() + timedelta(days=days) for days in (-1, 0, 1))


def fresh(user: User) -> User:
    """The user as the next request would load them."""
    return User.objects.get(pk=user.pk)


def test_a_role_counts_at_its_node_and_below(pia, lindenhof, skovly, midtby):
    places = {unit.name: may(pia, "people.see", at=unit) for unit in (lindenhof, skovly, midtby)}
    assert places == {"Lindenhof": True, "Skovly": False, "Midtby": False}


def test_a_role_at_the_region_counts_in_its_services(midt, lindenhof, skovly, otto):
    give_role(by=None, user=otto, role="coordinator", at=midt)
    assert list(services_where(otto, "report.see_service")) == [lindenhof, skovly]


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [(TODAY, None, True), (YESTERDAY, TODAY, True), (TOMORROW, None, False), (YESTERDAY, YESTERDAY, False)],
)
def test_a_role_counts_on_its_days_only(otto, lindenhof, first, last, counts):
    give_role(by=None, user=otto, role="practitioner", at=lindenhof, first=first, last=last)
    assert may(otto, "people.see", at=lindenhof) is counts
    assert units_where(fresh(otto), "people.see").exists() is counts


def test_somebody_without_a_role_may_nothing(otto, lindenhof):
    assert not any(may(otto, permission, at=lindenhof) for permission in PERMISSIONS)


def test_an_account_that_was_closed_may_nothing(pia, lindenhof):
    pia.is_active = False
    assert not may(pia, "people.see", at=lindenhof)
    assert not units_where(pia, "people.see").exists()


def test_require_says_no_by_raising(pia, skovly):
    with pytest.raises(PermissionDenied):
        require(pia, "people.see", at=skovly)


def test_every_permission_is_carried_by_some_role():
    assert [permission for permission in PERMISSIONS if not roles_with(permission)] == []


def test_every_role_carries_only_permissions_that_exist():
    assert {one for role in ROLES.values() for one in role.permissions} <= set(PERMISSIONS)


def test_the_administrator_sees_no_person():
    assert "people.see" not in ROLES["administrator"].permissions


def test_what_is_done_has_the_purpose_of_the_role_that_allows_it(mara):
    assert purpose_of(mara, "people.see") == "management of the service"


def test_the_controller_is_the_nearest_node_that_answers_for_the_data(lindenhof, midtby, midt):
    assert (controller_of(lindenhof), controller_of(midt)) == (midtby, midt)


def test_colleagues_are_those_who_have_the_permission_there_today(lindenhof, pia, mara, sven, ada):
    assert list(colleagues_at(lindenhof, "people.see")) == [mara, pia]


def test_adding_a_unit_is_remembered(ada, midtby):
    unit = add_unit(by=ada, name="Birkely", kind="service", under=midtby)
    assert (Unit.objects.get_parent(unit), Event.objects.latest("id").kind) == (midtby, "access.unit_added")


def test_a_service_cannot_lie_below_a_unit(ada, lindenhof):
    ward = add_unit(by=ada, name="House A", kind="unit", under=lindenhof)
    with pytest.raises(Refused, match="cannot lie below a unit"):
        add_unit(by=ada, name="Odd", kind="service", under=ward)


@pytest.mark.parametrize("write", ["add_unit", "rename_unit", "give_role"])
def test_only_those_who_keep_the_tree_may_shape_it(mara, pia, lindenhof, write):
    attempts = {
        "add_unit": lambda: add_unit(by=mara, name="x", kind="unit", under=lindenhof),
        "rename_unit": lambda: rename_unit(by=mara, unit=lindenhof, name="x"),
        "give_role": lambda: give_role(by=mara, user=pia, role="manager", at=lindenhof),
    }
    before = Event.objects.count(), Unit.objects.count(), RoleHeld.objects.count()
    with pytest.raises(PermissionDenied):
        attempts[write]()
    assert (Event.objects.count(), Unit.objects.count(), RoleHeld.objects.count()) == before


def test_two_accounts_cannot_share_an_address(ada, pia):
    with pytest.raises(Refused, match="is here already"):
        add_user(by=ada, email="PIA@example.org", name="Another Pia")


def test_a_role_cannot_end_before_it_begins(ada, otto, lindenhof):
    with pytest.raises(Refused, match="before it begins"):
        give_role(by=ada, user=otto, role="practitioner", at=lindenhof, first=TODAY, last=date(2020, 1, 1))


def test_an_ended_role_stops_counting_the_day_after(ada, pia, lindenhof):
    end_role(by=ada, held=pia.roles.get(), last=YESTERDAY)
    assert not may(fresh(pia), "people.see", at=lindenhof)


def test_a_unit_added_before_another_in_the_alphabet_moves_nobody(midtby, lindenhof, pia):
    add_unit(by=None, name="Abildgård", kind="service", under=midtby)
    assert Unit.objects.get(pk=lindenhof.pk).path == lindenhof.path
    assert may(pia, "people.see", at=lindenhof)
