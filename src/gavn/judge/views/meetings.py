"""Audit meetings: the list, a meeting, who takes part, and the whole pack on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import active_user, civil_today, may, unit_seen_by
from gavn.judge import forms, services
from gavn.judge.gateways import told_classes, told_quality
from gavn.judge.pure.life import NEXT
from gavn.judge.pure.words import LEVELS, ROLES, level_of
from gavn.judge.selectors import meetings as selectors
from gavn.judge.selectors.followed import follows_of
from gavn.judge.selectors.packs import figures_read, quality_read
from gavn.judge.selectors.texts import participant_named
from gavn.judge.views.asked import asked, standing_told
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from typing import Any

    from gavn.access.models import StaffRequest
    from gavn.judge.models import AuditMeeting

A_PAGE = 20


@page("judge.read")
def audit_meetings(request: StaffRequest) -> HttpResponse:
    """The meetings this reader may see, the newest first."""
    found = selectors.meetings_seen_by(request.user)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"one": one, "title": selectors.title_of(one), "level": LEVELS[one.level],
         **standing_told(selectors.standing_of(one))}
        for one in shown
    ]  # fmt: skip
    context = {"rows": rows, "page": shown, "holds": may(request.user, selectors.HOLD)}
    return render(request, "judge/audit_meetings.html", context)


@page("judge.hold")
def plan_meeting(request: StaffRequest) -> HttpResponse:
    """Ask for programme, place, level, year and day, then plan the meeting."""
    places = list(selectors.places_to_choose(request.user))
    units = [(one.public_id, f"{one.name} ({one.get_kind_display()})") for one in places]
    first = {"year": civil_today().year - 1, "level": level_of(places[0].kind)} if places else {}
    form = forms.PlanForm(request.POST or None, programmes=selectors.programmes_to_choose(), units=units, initial=first)

    def write(unit: str, **words: Any) -> AuditMeeting:
        return services.plan_meeting(by=request.user, unit=unit_seen_by(request.user, unit, selectors.HOLD), **words)

    return asked(request, "plan_meeting", form, write, meeting=None)


@page("judge.read")
def audit_meeting(request: StaffRequest, meeting: str) -> HttpResponse:
    """A meeting: where it stands, what is next, its figures with their texts, its decisions and its way."""
    found = selectors.meeting_seen_by(request.user, meeting)
    return render(request, "judge/audit_meeting.html", _whole(request, found))


@page("judge.read")
def print_pack(request: StaffRequest, meeting: str) -> HttpResponse:
    """The whole pack for paper: the quality of the data, every figure with its table and texts, decisions."""
    found = selectors.meeting_seen_by(request.user, meeting)
    quality = told_quality(quality_read(request.user, found))
    return render(request, "judge/print_pack.html", {**_whole(request, found), "quality": quality})


def _whole(request: StaffRequest, found: AuditMeeting) -> dict[str, Any]:
    """All of a meeting that this reader may see."""
    can = selectors.may_of(request.user, found)
    return {
        "meeting": found,
        "programme": selectors.title_of(found),
        "level": LEVELS[found.level],
        "acts": can.acts,
        "next": NEXT[can.standing.stage],
        **standing_told(can.standing),
        **_said(request, found),
        "people": [{"one": one, "role": ROLES[one.role]} for one in found.participants.filter(left_at=None)],
        "nobody_signs": can.standing.stage == "quality" and not _signer(found),
        "narrow": selectors.policy_for(request.user, found) is not None,
    }


def _said(request: StaffRequest, found: AuditMeeting) -> dict[str, Any]:
    """Figures, texts, decisions with what became of them, comments, what was learned, and the meeting's way."""
    decided = list(found.decisions.select_related("figure", "by", "meeting__unit"))
    follows = follows_of(request.user, decided)
    return {
        "classes": told_classes(figures_read(request.user, found), found, selectors.language()),
        "decisions": [{"one": one, "follow": follows.get(one.public_id)} for one in decided],
        "comments": list(found.comments.select_related("figure", "by", "unit", "answered_by")),
        "learning": list(found.learning.select_related("by")),
        "way": list(found.steps.select_related("by")),
    }


def _signer(found: AuditMeeting) -> bool:
    """Whether somebody is named who answers for the data."""
    return found.participants.filter(left_at=None, role="data_quality").exists()


@page("judge.hold")
def add_participant(request: StaffRequest, meeting: str) -> HttpResponse:
    """Ask who takes part and as what, then keep it."""
    found = selectors.meeting_seen_by(request.user, meeting)
    people = [(one.public_id, one.name) for one in selectors.people_to_ask(found)]
    form = forms.ParticipantForm(request.POST or None, people=people)

    def write(user: str, **words: Any) -> object:
        chosen = active_user(user) if user else None
        return services.add_participant(by=request.user, meeting=found, user=chosen, **words)

    return asked(request, "add_participant", form, write, meeting=found)


@page("judge.hold")
@require_POST
def end_participation(request: StaffRequest, meeting: str, participant: str) -> HttpResponse:
    """Let somebody no longer take part."""
    found = selectors.meeting_seen_by(request.user, meeting)
    act = partial(services.end_participation, by=request.user, participant=participant_named(found, participant))
    return done(request, found, act, _("They no longer take part."))


def done(request: StaffRequest, meeting: AuditMeeting, act: Any, words: str) -> HttpResponse:
    """Do an act and lead back to the meeting, saying that it was done or why not."""
    try:
        act()
        messages.success(request, words)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("audit_meeting", meeting.public_id)
