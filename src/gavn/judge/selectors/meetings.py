"""Audit meetings as somebody may see them, where each stands, and what this reader may do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from gavn.access.selectors import civil_today, colleagues_at, may, require, units_where
from gavn.catalogue.selectors import indicators_of, programme, programmes
from gavn.compare.pure.disclosure import INSIDE, PUBLIC
from gavn.judge.models import AuditMeeting, Interpretation, Participant
from gavn.judge.pure.life import Standing, can
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.compare.pure.disclosure import Policy

HOLD, READ, PART, SIGN, COMMENT = (
    "judge.hold", "judge.read", "judge.take_part", "judge.sign_quality", "judge.comment",
)  # fmt: skip


def meetings_seen_by(user: User) -> QuerySet[AuditMeeting]:
    """The meetings somebody may see: all that are published; before that those at their places, those they take part
    in, and those in hearing in which they are heard."""
    here = units_where(user, HOLD) | units_where(user, SIGN)
    mine = Participant.objects.filter(user=user, left_at=None).values("meeting")
    heard = Q(state="hearing", services__unit__in=units_where(user, COMMENT))
    seen = AuditMeeting.objects.filter(Q(state="published") | Q(unit__in=here) | Q(pk__in=mine) | heard)
    return AuditMeeting.objects.filter(pk__in=seen.values("pk")).select_related("unit", "made_by", "signed_by")


def meeting_seen_by(user: User, public_id: str) -> AuditMeeting:
    """A meeting that somebody may see; else 404."""
    return get_object_or_404(meetings_seen_by(user), public_id=public_id)


def standing_of(meeting: AuditMeeting) -> Standing:
    """Where a meeting stands today."""
    texts = Interpretation.objects.filter(figure__meeting=meeting).count()
    return Standing(
        meeting.state, civil_today(), meeting.hearing_until, closed=meeting.closed_at is not None, texts=texts,
        unanswered=meeting.comments.filter(verdict="").count(), learned=meeting.learning.count(),
    )  # fmt: skip


def is_on_panel(user: User, meeting: AuditMeeting) -> bool:
    """Whether somebody writes at this meeting: they hold it, or take part in it and are not only heard."""
    if may(user, HOLD, at=meeting.unit):
        return True
    mine = meeting.participants.filter(user=user, left_at=None).exclude(role="party")
    return may(user, PART) and mine.exists()


def require_panel(by: User, meeting: AuditMeeting) -> None:
    """Raise PermissionDenied unless somebody holds the meeting or sits on its panel."""
    require(by, PART)
    if not is_on_panel(by, meeting):
        raise PermissionDenied(PART)


def is_heard(user: User, meeting: AuditMeeting) -> bool:
    """Whether somebody is heard: for a service whose stays the figures count, or as one of the parties."""
    services = meeting.services.filter(unit__in=units_where(user, COMMENT))
    if may(user, COMMENT) and services.exists():
        return True
    return may(user, PART) and meeting.participants.filter(user=user, left_at=None, role="party").exists()


def answers_for_data(user: User, meeting: AuditMeeting) -> bool:
    """Whether somebody is the one who signs off the quality of this meeting's data."""
    named = meeting.participants.filter(user=user, left_at=None, role="data_quality")
    return may(user, SIGN, at=meeting.unit) and named.exists()


def policy_for(user: User, meeting: AuditMeeting) -> Policy | None:
    """Which small numbers this reader is not shown; nothing is hidden from those who may open the persons."""
    if may(user, "people.see", at=meeting.unit):
        return None
    inside = may(user, SIGN, at=meeting.unit) or is_on_panel(user, meeting) or is_heard(user, meeting)
    return INSIDE if inside else PUBLIC


@dataclass(frozen=True)
class May:
    """What a reader may do with a meeting where it stands."""

    hold: bool
    write: bool
    sign: bool
    comment: bool
    standing: Standing

    def now(self, act: str) -> bool:
        """Whether somebody may do this act now, and it is this reader."""
        who = {"interpret": self.write, "decide": self.write, "judge_quality": self.sign, "comment": self.comment}
        return who.get(act, self.hold) and can(act, self.standing)

    @property
    def acts(self) -> dict[str, bool]:
        """Every act by name, for a page."""
        acts = ("invite", "freeze", "judge_quality", "interpret", "decide", "open_hearing", "comment", "close_hearing",
                "answer", "publish", "learn", "add")  # fmt: skip
        return {act: self.now(act) for act in acts}


def may_of(user: User, meeting: AuditMeeting) -> May:
    """What this reader may do here now."""
    return May(
        hold=may(user, HOLD, at=meeting.unit),
        write=is_on_panel(user, meeting),
        sign=answers_for_data(user, meeting),
        comment=is_heard(user, meeting),
        standing=standing_of(meeting),
    )


def programmes_to_choose() -> list[tuple[str, str]]:
    """The programmes with indicators, by title: full key and title in the reader's language."""
    found = [(one.full_key, one.title.in_(language())) for one in programmes() if one.indicators]
    return sorted(found, key=lambda one: one[1].casefold())


def places_to_choose(user: User) -> QuerySet[Unit]:
    """The places about which somebody may hold a meeting."""
    return units_where(user, HOLD).filter(closed=None).order_by("path")


def people_to_ask(meeting: AuditMeeting) -> list[User]:
    """Who has an account with which they can take part, and does not yet: at the place of the meeting or below."""
    there = meeting.participants.filter(left_at=None, user__isnull=False).values("user")
    found = colleagues_at(meeting.unit, PART)
    for service in meeting.services.select_related("unit"):
        found = found | colleagues_at(service.unit, PART)
    return list(found.exclude(pk__in=there).distinct().order_by("name", "pk"))


def title_of(meeting: AuditMeeting) -> str:
    """What the programme is called in the reader's language; its key where it is not known here."""
    try:
        return programme(meeting.programme).title.in_(language())
    except Refused:
        return meeting.programme


def has_indicators(full_key: str) -> bool:
    """Whether there is such a programme and it names indicators."""
    return bool(indicators_of(programme(full_key)))


def language() -> str:
    """The reader's language, without its country."""
    return (get_language() or "en").partition("-")[0]
