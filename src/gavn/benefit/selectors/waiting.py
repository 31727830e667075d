"""What waits on the front page: a month to answer the team on, proposals nobody has looked at, news of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.access.selectors import civil_today, may, services_where
from gavn.benefit.models import Acknowledgement, Proposal
from gavn.benefit.pure.months import last_over, written
from gavn.benefit.selectors.proposals import shortened
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.access.models import User


def months_wait(*, user: User, into: list[Pile]) -> None:
    """The services whose last month its leader has not acknowledged yet."""
    if not may(user, "benefit.acknowledge"):
        return
    month = last_over(civil_today())
    read = Acknowledgement.objects.filter(month=month).values("unit")
    units = services_where(user, "benefit.acknowledge").exclude(pk__in=read)[: MOST + 1]
    what = said("results of the month from {day}", day=month)
    lines = [
        Line(f"{reverse('service_month', args=[unit.public_id])}?month={written(month)}", name=unit.name, what=what)
        for unit in units
    ]
    act, why = Said("Read last month’s results"), Said("{n} not acknowledged yet")
    into += piled(Pile("months", 58, Said("Answer the team on last month"), lines, act=act, why=why))


def proposals_wait(*, user: User, into: list[Pile]) -> None:
    """Proposals that nobody has looked at, for those who say what becomes of them."""
    if not may(user, "benefit.triage"):
        return
    found = Proposal.objects.filter(state="new").select_related("by")
    lines = [
        Line(
            reverse("proposal", args=[one.public_id]), name=shortened(one.wanted), words=one.by.name, day=one.at.date()
        )
        for one in found.order_by("at")[: MOST + 1]
    ]
    act, why = Said("Look at what was proposed"), Said("{n} proposals nobody has looked at")
    everything = reverse("proposals") + "?state=new"
    into += piled(Pile("proposals", 52, Said("New proposals"), lines, act=act, why=why, everything=everything))
