"""Who is away, and who stands in for them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404

from gavn.access.selectors import civil_today, may
from gavn.access.selectors.colleagues import colleague_seen_by
from gavn.people.models import Absence, Enrolment

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


def standing_in(user: User) -> list[int]:
    """The user and everybody away today for whom the user stands in, by primary key; read once per user object."""
    today = civil_today()
    kept: tuple[date, list[int]] | None = getattr(user, "_standing_in", None)
    if kept is None or kept[0] != today:
        kept = (today, [user.pk, *_away(today).filter(deputy=user).values_list("user", flat=True)])
        user._standing_in = kept  # type: ignore[attr-defined]
    return kept[1]


def forget_standing_in(*users: User) -> None:
    """Read anew for whom these stand in, because an absence changed."""
    for user in users:
        user._standing_in = None  # type: ignore[attr-defined]


def stand_ins_of(users: set[int]) -> dict[int, User]:
    """Who stands in today for those of these users who are away."""
    return {one.user_id: one.deputy for one in _away(civil_today()).filter(user__in=users).select_related("deputy")}


def absences_of(user: User) -> list[Absence]:
    """The absences of somebody that are not over, the first one first."""
    found = Absence.objects.filter(user=user, ended_at=None, last__gte=civil_today()).select_related("deputy")
    return list(found)


def absence_seen_by(user: User, public_id: str) -> Absence:
    """An absence of one's own or of a colleague whose work the user may give to others; else 404."""
    found = Absence.objects.filter(public_id=public_id).select_related("user", "deputy").first()
    if found is None:
        raise Http404
    if found.user_id != user.pk:
        if not may(user, "access.hand_over"):
            raise Http404
        colleague_seen_by(user, found.user.public_id)
    return found


def named_in(unit: Unit) -> set[int]:
    """Everybody who is contact or deputy of somebody here now, by primary key."""
    stays = Enrolment.objects.unscoped("names of staff only").filter(unit=unit, closed=False)
    pairs = stays.order_by().values_list("contact", "deputy").distinct()
    return {key for pair in pairs for key in pair if key is not None}


def _away(on: date) -> QuerySet[Absence]:
    return Absence.objects.filter(Q(first__lte=on) & Q(last__gte=on), ended_at=None)
