"""What waits: the worklist, the same as a file, and reminding those concerned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import unit_seen_by
from gavn.calendar import services
from gavn.calendar.gateways import as_csv
from gavn.calendar.pure.overdue import GROUPS, KINDS_OF_STATE, STATES, Wanted, wanted
from gavn.calendar.selectors.overdue import ALL, Overdue, overdue_rows
from gavn.calendar.selectors.overdue import overdue as overdue_seen_by
from gavn.calendar.selectors.seasons import programmes_to_choose
from gavn.collect.pure.outcome import OCCASIONS
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.works.gateways import say
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.calendar.selectors.overdue import Group, Waiting

CSV = "text/csv; charset=utf-8"
HIDDEN = Said("hidden")
AT_ONCE = 200


@page("calendar.see_overdue")
def overdue(request: StaffRequest) -> HttpResponse:
    """What waits, by service, programme, kind or contact; with persons for those who may open them."""
    asked = wanted(request.GET)
    number = request.GET.get("page", "")
    found = overdue_seen_by(request.user, asked, int(number) if number.isdecimal() and len(number) < 6 else 1)
    told = {"found": found, "groups": _lines(found), "total": _line(found, ALL), **_ways(asked)}
    told["can_remind"] = any(one.may_remind for one in found.groups)
    rows = [{"one": one, "state": STATES[one.state], "tone": KINDS_OF_STATE[one.state]} for one in found.rows]
    titles = dict(programmes_to_choose())
    return render(request, "calendar/overdue.html", {**told, "rows": rows, "titles": titles})


def _lines(found: Overdue) -> list[dict[str, Any]]:
    return [{"group": one, "url": _narrower(found.wanted, one), "cells": _line(found, one.key)} for one in found.groups]


def _line(found: Overdue, key: str) -> list[tuple[Said, Any]]:
    """A group's counts with their headings; small ones only as such."""
    shown = [(state, found.count(key, state)) for state in (*STATES, ALL)]
    return [(STATES.get(state, Said("Together")), HIDDEN if count is None else count) for state, count in shown]


def _narrower(asked: Wanted, group: Group) -> str:
    """The list of one group alone."""
    return "?" + urlencode({**asked.query, asked.by: group.key}) if group.key else ""


def _ways(asked: Wanted) -> dict[str, Any]:
    """The ways to group and to narrow, each with its address."""

    def address(**changes: str) -> str:
        return "?" + urlencode({key: text for key, text in (asked.query | changes).items() if text})

    bys = [{"label": say(words), "url": address(by=key), "current": key == asked.by} for key, words in GROUPS.items()]
    states = [{"label": say(Said("All")), "url": address(state=""), "current": not asked.state}]
    states += [{"label": say(one), "url": address(state=key), "current": key == asked.state}
               for key, one in STATES.items()]  # fmt: skip
    narrow = any((asked.service, asked.programme, asked.kind, asked.contact, asked.words))
    return {"bys": bys, "states": states, "narrow": narrow, "by_word": GROUPS[asked.by],
            "file_url": reverse("overdue_file") + address()}  # fmt: skip


@page("calendar.see_overdue")
def overdue_file(request: StaffRequest) -> HttpResponse:
    """The rows one may open, with codes instead of names; for others the counts."""
    asked = wanted(request.GET)
    found = overdue_seen_by(request.user, asked)
    titles = dict(programmes_to_choose())
    if found.opens:
        headings = [Said(one) for one in ("Service", "Programme", "What", "Number", "Due", "Last day", "State",
                                          "Days late", "Contact", "Code of the person")]  # fmt: skip
        made = as_csv(headings, [_cells(one, titles) for one in overdue_rows(request.user, asked)])
    else:
        headings = [GROUPS[asked.by], *(words for words, _n in _line(found, ALL))]
        made = as_csv(headings, [[one["group"].name, *(n for _w, n in one["cells"])] for one in _lines(found)])
    return file_reply(request, made, name=_("overdue") + ".csv", kind=CSV)


def _cells(row: Waiting, titles: dict[str, str]) -> list[Any]:
    one, stay = row.occasion, row.occasion.enrolment
    where = Said("protected") if stay.individual.protected else stay.unit.name
    return [where, titles.get(one.programme, one.programme), OCCASIONS[one.kind], one.number, one.due,
            one.closes, STATES[row.state], row.days, stay.contact.name if stay.contact else "",
            stay.individual.public_id]  # fmt: skip


@page("calendar.remind")
@require_POST
def remind(request: StaffRequest) -> HttpResponse:
    """Remind those concerned at the services that were ticked; say where nobody was, and why."""
    reminded = []
    for public_id in request.POST.getlist("service")[:AT_ONCE]:
        unit = unit_seen_by(request.user, public_id, "calendar.remind")
        try:
            reminded.append(services.remind(by=request.user, unit=unit))
        except Refused as refusal:
            messages.warning(request, say(refusal.said))
    colleagues = sum(one.colleagues for one in reminded)
    if reminded:
        told = ngettext("%(n)s colleague gets a mail.", "%(n)s colleagues get a mail.", colleagues) % {"n": colleagues}
        messages.success(request, told)
    elif not request.POST.getlist("service"):
        messages.warning(request, _("Tick at least one service."))
    return redirect("overdue")
