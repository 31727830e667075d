"""The pack: frozen, its data judged, each figure on a page of its own, what is written beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.judge import forms, services
from gavn.judge.gateways import told_figure, told_quality
from gavn.judge.pure.words import TEXT_ASKS, TEXTS
from gavn.judge.selectors import packs, texts
from gavn.judge.selectors.followed import follows_of
from gavn.judge.selectors.meetings import language, may_of, meeting_seen_by
from gavn.judge.views.asked import asked
from gavn.judge.views.meetings import done
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.judge.models import AuditMeeting


@page("judge.hold")
@require_POST
def freeze_pack(request: StaffRequest, meeting: str) -> HttpResponse:
    """Freeze the figures of the meeting."""
    found = meeting_seen_by(request.user, meeting)
    act = partial(services.freeze_pack, by=request.user, meeting=found)
    return done(request, found, act, _("The figures are frozen. Now the quality of the data is looked at."))


@page("judge.read")
def pack_quality(request: StaffRequest, meeting: str) -> HttpResponse:
    """How good the data are, and the form of the one who signs them off."""
    found = meeting_seen_by(request.user, meeting)
    form = forms.QualityForm(request.POST or None)

    def write(verdict: str, words: str) -> AuditMeeting:
        act = services.sign_quality if verdict == "sign" else services.send_back_quality
        return act(by=request.user, meeting=found, words=words)

    quality = told_quality(packs.quality_read(request.user, found))
    said = list(found.steps.filter(kind__in=("signed", "sent_back")).select_related("by"))
    can = may_of(request.user, found)
    return asked(request, "pack_quality", form, write, meeting=found, said=said, may=can, quality=quality)


@page("judge.read")
def pack_figure(request: StaffRequest, meeting: str, figure: str) -> HttpResponse:
    """A figure with its picture, its definition and everything that was said about it."""
    found = meeting_seen_by(request.user, meeting)
    read = packs.figure_read(request.user, found, figure)
    can, told = may_of(request.user, found), told_figure(read, found, language())
    follows = follows_of(request.user, list(read.decisions))
    kinds = [{"key": key, "words": words, "asks": TEXT_ASKS[key]} for key, words in TEXTS.items()]
    decisions = [{"one": one, "follow": follows.get(one.public_id)} for one in read.decisions]
    context = {"meeting": found, "figure": told, "acts": can.acts, "kinds": kinds, "decisions": decisions}
    return render(request, "judge/pack_figure.html", context)


@page("judge.take_part")
def interpret(request: StaffRequest, meeting: str, figure: str, kind: str) -> HttpResponse:
    """Ask what a figure means, then keep it beside the figure."""
    found = meeting_seen_by(request.user, meeting)
    if kind not in TEXTS:
        raise Http404
    row = packs.figure_named(found, figure)
    stands = texts.text_beside(row, kind)
    typed = texts.typed_so_far(row, kind, request.user) or (stands.text if stands else "")
    form = forms.InterpretationForm(
        request.POST or None, initial={"text": typed, "expected": stands.revision if stands else 0}
    )
    read = told_figure(packs.figure_read(request.user, found, figure), found, language())
    told = {"figure": read, "kind": kind, "kind_words": TEXTS[kind], "asks": TEXT_ASKS[kind], "stands": stands}
    write = partial(services.interpret, by=request.user, figure=row, kind=kind)
    back = reverse("pack_figure", args=[meeting, figure])
    return asked(request, "interpret", form, write, meeting=found, then=back, **told)


@page("judge.take_part")
@require_POST
def keep_interpretation(request: StaffRequest, meeting: str, figure: str, kind: str) -> JsonResponse:
    """Keep what is being typed, while it is typed."""
    row = packs.figure_named(meeting_seen_by(request.user, meeting), figure)
    try:
        services.keep_interpretation(by=request.user, figure=row, kind=kind, text=request.POST.get("text", ""))
    except Refused as refusal:
        return JsonResponse({"refused": say(refusal.said)}, status=422)
    return JsonResponse({})


@page("judge.take_part")
def decide_at_meeting(request: StaffRequest, meeting: str) -> HttpResponse:
    """Ask what is decided and why, then keep it."""
    found = meeting_seen_by(request.user, meeting)
    reads = packs.figures_read(request.user, found)
    figures = [(one.row.public_id, one.shown.figure.in_("title", language())) for one in reads]
    first: dict[str, Any] = {"figure": request.GET.get("figure", "")}
    form = forms.DecisionForm(request.POST or None, figures=figures, initial=first)

    def write(figure: str, **words: Any) -> object:
        chosen = packs.figure_named(found, figure) if figure else None
        return services.decide_at_meeting(by=request.user, meeting=found, figure=chosen, **words)

    return asked(request, "decide_at_meeting", form, write, meeting=found)


@page("judge.take_part")
def change_decision(request: StaffRequest, meeting: str, decided: str) -> HttpResponse:
    """Say a decision in other words."""
    found = meeting_seen_by(request.user, meeting)
    row = texts.decision_named(found, decided)
    first = {"what": row.what, "why": row.why, "expected": row.revision}
    form = forms.DecisionForm(request.POST or None, initial=first)
    write = partial(services.change_decision, by=request.user, decided=row)
    return asked(request, "decide_at_meeting", form, write, meeting=found, decided=row)
