"""Who gets a digest, and when next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from gavn.desk.models import DigestChoice
from gavn.desk.pure.digest import period_at
from gavn.kernel.clock import now

if TYPE_CHECKING:
    from gavn.access.models import User


def civil_now() -> datetime:
    """The moment as the clock of this installation shows it."""
    return now().astimezone(ZoneInfo(settings.GAVN_ZONE))


def digest_of(user: User) -> str:
    """How often somebody wants a digest."""
    return DigestChoice.objects.filter(user=user).values_list("every", flat=True).first() or "never"


def digests_due() -> list[int]:
    """Whose digest was not looked at in this period, by primary key of the choice."""
    due = Q()
    for every in ("daily", "weekly"):
        due |= Q(every=every) & ~Q(period=period_at(every, civil_now()))
    return list(DigestChoice.objects.filter(due, user__is_active=True).order_by("pk").values_list("pk", flat=True))
