"""One's own calendar in another program: the page that makes and ends its address, and the calendar itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gavn.access.pure.pages import page
from gavn.calendar import services
from gavn.calendar.pure.ical import calendar_text
from gavn.calendar.selectors.feeds import entries_of, feed_by_code, feed_of
from gavn.calendar.services.feeds import note_read
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.works.gateways import say
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

ICS = "text/calendar; charset=utf-8"


@page()
def calendar_feed(request: StaffRequest) -> HttpResponse:
    """Whether one has an address; a new one is shown this once."""
    code = ""
    if request.method == "POST":
        _feed, code = services.make_feed(by=request.user)
    address = settings.GAVN_ADDRESS + reverse("feed", args=[code]) if code else ""
    told = {"feed": feed_of(request.user), "address": address, "entries": entries_of(request.user)[:8]}
    return render(request, "calendar/calendar_feed.html", told)


@page()
@require_POST
def end_feed(request: StaffRequest) -> HttpResponse:
    """End the address."""
    try:
        services.end_feed(by=request.user)
    except Refused as refusal:
        messages.warning(request, say(refusal.said))
    else:
        messages.success(request, _("The address opens nothing any more."))
    return redirect("calendar_feed")


@page(everybody=True)
@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """The calendar, for whoever has the address; 404 for everybody else."""
    found = feed_by_code(code)
    if found is None:
        raise Http404
    note_read(found)
    with translation.override(found.user.language):
        made = calendar_text("gavn", entries_of(found.user), at=now())
        reply = file_reply(request, made.encode(), name="gavn.ics", kind=ICS)
    reply.headers["Cache-Control"] = "private, no-store"
    return reply
