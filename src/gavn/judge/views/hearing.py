"""The hearing, the publication by two persons, and what comes after it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse

from gavn.access.pure.pages import page
from gavn.judge import forms, services
from gavn.judge.gateways import told_figure
from gavn.judge.selectors import packs, texts
from gavn.judge.selectors.meetings import language, meeting_seen_by
from gavn.judge.views.asked import asked

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("judge.hold")
def open_hearing(request: StaffRequest, meeting: str) -> HttpResponse:
    """Ask until when and what the parties are asked, then open the hearing."""
    found = meeting_seen_by(request.user, meeting)
    write = partial(services.open_hearing, by=request.user, meeting=found)
    return asked(request, "open_hearing", forms.HearingForm(request.POST or None), write, meeting=found)


@page("judge.hold")
def close_hearing(request: StaffRequest, meeting: str) -> HttpResponse:
    """Ask why the hearing ends early, then close it."""
    found = meeting_seen_by(request.user, meeting)
    write = partial(services.close_hearing, by=request.user, meeting=found)
    return asked(request, "close_hearing", forms.CloseForm(request.POST or None), write, meeting=found)


@page("judge.read")
def comment_in_hearing(request: StaffRequest, meeting: str) -> HttpResponse:
    """Ask what somebody who is heard says, on a figure or on the whole, then keep it."""
    found = meeting_seen_by(request.user, meeting)
    asked_for = request.GET.get("figure", "")
    figure = packs.figure_named(found, asked_for) if asked_for else None
    read = told_figure(packs.figure_read(request.user, found, asked_for), found, language()) if figure else None
    write = partial(services.comment_in_hearing, by=request.user, meeting=found, figure=figure)
    form = forms.CommentForm(request.POST or None)
    return asked(request, "comment_in_hearing", form, write, meeting=found, figure=read)


@page("judge.hold")
def answer_comment(request: StaffRequest, meeting: str, comment: str) -> HttpResponse:
    """Ask what becomes of a comment, then keep the answer beside it."""
    found = meeting_seen_by(request.user, meeting)
    row = texts.comment_named(found, comment)
    write = partial(services.answer_comment, by=request.user, comment=row)
    form = forms.AnswerForm(request.POST or None)
    return asked(request, "answer_comment", form, write, meeting=found, one=row)


@page("judge.hold")
def ask_publishing_meeting(request: StaffRequest, meeting: str) -> HttpResponse:
    """Ask what a second person should know, then ask them to publish."""
    found = meeting_seen_by(request.user, meeting)

    def write(reason: str) -> object:
        services.ask_publishing_meeting(by=request.user, meeting=found, reason=reason)
        return found

    form = forms.PublishForm(request.POST or None)
    return asked(request, "ask_publishing_meeting", form, write, meeting=found)


@page("judge.hold")
def hold_learning_meeting(request: StaffRequest, meeting: str) -> HttpResponse:
    """Ask what was learned and who takes up what, then keep it."""
    found = meeting_seen_by(request.user, meeting)
    write = partial(services.hold_learning_meeting, by=request.user, meeting=found)
    return asked(request, "hold_learning_meeting", forms.LearningForm(request.POST or None), write, meeting=found)


@page("judge.hold")
def add_addendum(request: StaffRequest, meeting: str) -> HttpResponse:
    """Ask what is to be corrected or added, then keep it with its day."""
    found = meeting_seen_by(request.user, meeting)
    write = partial(services.add_addendum, by=request.user, meeting=found)
    return asked(request, "add_addendum", forms.AddendumForm(request.POST or None), write, meeting=found)
