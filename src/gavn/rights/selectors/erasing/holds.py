"""For which persons nothing may be erased, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from gavn.access.selectors import civil_today
from gavn.rights.models import Hold
from gavn.rights.selectors.rows import Worded, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from gavn.access.models import User
    from gavn.people.models import Individual

OF_KEYS = "whether something may be erased; asked by a caller with the permission"


def _standing() -> QuerySet[Hold]:
    day = civil_today()
    holds: QuerySet[Hold] = Hold.objects.unscoped(OF_KEYS).filter(
        Q(until__isnull=True) | Q(until__gte=day), ended_on__isnull=True, first__lte=day
    )
    return holds


def keys_held(keys: Collection[int]) -> set[int]:
    """Which of these individuals nothing may be erased of today."""
    return set(_standing().filter(individual__in=keys).values_list("individual", flat=True))


def hold_of(keys: Collection[int]) -> Hold | None:
    """A hold that stands today over one of these records of a person."""
    return _standing().filter(individual__in=keys).select_related("individual__controller", "by").first()


def holds_of(individual: Individual) -> list[Worded]:
    """All holds of a seen person with their words, those that stand first."""
    rows = Hold.objects.unscoped("of a person who was seen").filter(individual=individual)
    standing = set(_standing().filter(individual=individual).values_list("pk", flat=True))
    found = [
        Worded(row, words_of(row), row.pk not in standing)
        for row in rows.select_related("by", "ended_by", "individual__controller")
    ]
    return sorted(found, key=lambda one: one.over)


def hold_seen_by(user: User, public_id: str) -> Hold:
    """A hold that the user may end; else 404."""
    found = Hold.objects.seen_by(user, "rights.hold").select_related("individual__controller", "by")
    hold: Hold = get_object_or_404(found, public_id=public_id)
    return hold
