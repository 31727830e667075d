"""Access: which roles carry a permission; a permission that does not exist is a mistake and not an empty answer."""

from __future__ import annotations

import pytest

from gavn.access.pure.roles import PERMISSIONS, roles_with


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_every_permission_is_carried_by_somebody(permission):
    assert roles_with(permission)


def test_who_looked_at_whom_is_seen_by_the_data_protection_officer_and_those_who_work_with_the_person():
    assert roles_with("history.see") == {"manager", "practitioner", "protection-officer"}


def test_a_permission_that_does_not_exist_is_a_mistake():
    with pytest.raises(KeyError, match=r"people\.guess"):
        roles_with("people.guess")
