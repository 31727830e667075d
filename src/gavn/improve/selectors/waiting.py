"""What waits on the front page: actions one is responsible for that are overdue, or soon due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.access.selectors import civil_today, may
from gavn.improve.models import Action
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gavn.access.models import User

SOON = timedelta(days=14)


def actions_wait(*, user: User, into: list[Pile]) -> None:
    """The reader's own open actions: those that should have been done, then those due within two weeks."""
    if not may(user, "improve.act"):
        return
    today = civil_today()
    mine = Action.objects.filter(responsible=user, state="open", due__lte=today + SOON).select_related("unit")
    late, soon = mine.filter(due__lt=today), mine.filter(due__gte=today)
    act, why = Said("Say how far your action is"), Said("{n} actions should have been done")
    title, everything = Said("Overdue actions"), reverse("actions") + "?which=mine"
    into += piled(
        Pile("overdue_actions", 42, title, _lines(late), tone="danger", act=act, why=why, everything=everything)
    )
    act, why = Said("Look at your next action"), Said("{n} actions are due within two weeks")
    into += piled(Pile("actions", 56, Said("Actions due soon"), _lines(soon), act=act, why=why, everything=everything))


def _lines(found: QuerySet[Action]) -> list[Line]:
    return [
        Line(reverse("action", args=[one.public_id]), name=one.title, where=one.unit.name, day=one.due)
        for one in found.order_by("due", "pk")[: MOST + 1]
    ]
