"""Colleagues whose work somebody may give to others."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from gavn.access.models import RoleHeld, User
from gavn.access.models.reach import units_where

PERMISSION = "access.hand_over"


def led_by(user: User) -> set[int]:
    """Everybody who holds or held a role where the user hands work over, by primary key; not those placed above."""
    mine = units_where(user, PERMISSION)
    return set(RoleHeld.objects.filter(unit__in=mine).order_by().values_list("user", flat=True).distinct())


def leads(user: User, colleague: User) -> bool:
    """Whether the colleague holds or held a role where the user hands work over."""
    return RoleHeld.objects.filter(user=colleague, unit__in=units_where(user, PERMISSION)).exists()


def colleague_seen_by(user: User, public_id: str) -> User:
    """A colleague whose work the user may give to others, closed accounts too; else 404."""
    colleague = get_object_or_404(User, public_id=public_id)
    if not leads(user, colleague):
        raise Http404
    return colleague


def users_by_key(keys: set[int]) -> dict[int, User]:
    """Accounts by primary key, closed ones too."""
    return User.objects.in_bulk(keys)
