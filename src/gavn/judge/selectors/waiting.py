"""What waits on the front page: data to be signed off, hearings in which one is heard, comments to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.access.selectors import civil_today, may, units_where
from gavn.judge.models import AuditMeeting
from gavn.judge.selectors.meetings import COMMENT, HOLD, PART, SIGN, title_of
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gavn.access.models import User


def meetings_wait(*, user: User, into: list[Pile]) -> None:
    """The meetings at which this reader has to do the next thing."""
    if not may(user, "judge.read"):
        return
    into += _quality(user) + _hearings(user) + _answers(user)


def _quality(user: User) -> list[Pile]:
    if not may(user, SIGN):
        return []
    mine = AuditMeeting.objects.filter(
        state="quality", unit__in=units_where(user, SIGN), participants__user=user, participants__left_at=None,
        participants__role="data_quality",
    )  # fmt: skip
    act, why = Said("Look at the quality of the data"), Said("{n} audit meetings wait for your signature")
    title = Said("Sign off the data of an audit meeting")
    return piled(Pile("quality", 38, title, _lines(mine, "pack_quality"), act=act, why=why))


def _hearings(user: User) -> list[Pile]:
    heard = Q(services__unit__in=units_where(user, COMMENT)) if may(user, COMMENT) else Q(pk__in=[])
    if may(user, PART):
        heard |= Q(participants__user=user, participants__left_at=None, participants__role="party")
    open_now = AuditMeeting.objects.filter(state="hearing", closed_at=None, hearing_until__gte=civil_today())
    silent = open_now.filter(pk__in=open_now.filter(heard).values("pk")).exclude(comments__by=user)
    act, why = Said("Say what you think of the figures and texts"), Said("{n} hearings are open to you")
    title = Said("Be heard on an audit meeting")
    return piled(Pile("hearings", 44, title, _lines(silent, "audit_meeting", until=True), act=act, why=why))


def _answers(user: User) -> list[Pile]:
    if not may(user, HOLD):
        return []
    unanswered = AuditMeeting.objects.filter(
        unit__in=units_where(user, HOLD), state="hearing", comments__verdict="", comments__isnull=False
    ).distinct()
    act, why = Said("Answer the comments"), Said("{n} hearings have comments without an answer")
    title = Said("Answer comments of a hearing")
    return piled(Pile("answers", 47, title, _lines(unanswered, "audit_meeting"), act=act, why=why))


def _lines(found: QuerySet[AuditMeeting], address: str, *, until: bool = False) -> list[Line]:
    """One line a meeting, the earliest first."""
    meetings = found.select_related("unit").order_by("held_on", "pk")[: MOST + 1]
    return [
        Line(
            reverse(address, args=[one.public_id]), name=title_of(one), where=one.unit.name,
            day=one.hearing_until if until else one.held_on,
        )
        for one in meetings
    ]  # fmt: skip
