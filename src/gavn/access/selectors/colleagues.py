"""Colleagues whose work somebody may give to others."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from gavn.access.models import RoleHeld, User
from gavn.access.models.reach import units_where

PERMISSION = "access.hand_over"


def leads(user: User, colleague: User) -> bool:
    """Whether the colleague holds or held a role where the user hands work over, above or below."""
    mine = units_where(user, PERMISSION)
    return any(
        mine.filter(pk=held.unit_id).exists() or mine.filter(path__startswith=held.unit.path).exists()
        for held in RoleHeld.objects.filter(user=colleague).select_related("unit")
    )


def colleague_seen_by(user: User, public_id: str) -> User:
    """A colleague whose work the user may give to others, closed accounts too; else 404."""
    colleague = get_object_or_404(User, public_id=public_id)
    if not leads(user, colleague):
        raise Http404
    return colleague


def users_by_key(keys: set[int]) -> dict[int, User]:
    """Accounts by primary key, closed ones too."""
    return User.objects.in_bulk(keys)
