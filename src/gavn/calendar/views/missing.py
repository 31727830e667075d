"""Why answers are missing: the published list, a service's counts, the persons behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gavn.access.pure.pages import page
from gavn.calendar.gateways import as_csv
from gavn.calendar.pure.reasons import ANSWERED, DOUBTS, OUTCOMES, REASONS, WAITING
from gavn.calendar.selectors import missing as selectors
from gavn.calendar.views.overdue import CSV, HIDDEN
from gavn.kernel.say import Said
from gavn.works.gateways import say
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.compare.pure.released import Released

WHYS = {
    "outcome": Said("The occasion"),
    "form": Said("The answers"),
    "struck": Said("Struck out as entered twice"),
}
MORE = {"struck": Said("Struck out as entered twice")}


@page("catalogue.see")
def missing_reasons(request: StaffRequest) -> HttpResponse:
    """The published list: what each reason means and how it is decided."""
    losses = [one for one in REASONS if one.kind == "loss"]
    doubts = [one for one in REASONS if one.kind == "doubt"]
    return render(request, "calendar/missing_reasons.html", {"losses": losses, "doubts": doubts, "waiting": WAITING})


@page("report.see_service")
def missing_at(request: StaffRequest, unit: str) -> HttpResponse:
    """A service's year: what became of its occasions, and which answers are doubtful."""
    found = selectors.missing_at(request.user, unit, request.GET.get("year", ""))
    years = [(year, year == found.year) for year in selectors.years_offered()]
    told = {"found": found, "years": years, "outcomes": _outcomes(found), "doubts": _doubts(found)}
    return render(request, "calendar/missing_at.html", {**told, "finding": _finding(found)})


@page("report.see_service")
def missing_file(request: StaffRequest, unit: str) -> HttpResponse:
    """The same counts for other programs."""
    found = selectors.missing_at(request.user, unit, request.GET.get("year", ""))
    rows = [[found.unit.name, found.year, one["title"], one["n"]] for one in (*_outcomes(found), *_doubts(found))]
    headings = [Said("Service"), Said("Year"), Said("Reason"), Said("How many")]
    return file_reply(request, as_csv(headings, rows), name=f"{found.unit.name} {found.year}.csv", kind=CSV)


@page("people.see")
def missing_persons(request: StaffRequest, unit: str, reason: str) -> HttpResponse:
    """The persons behind a count."""
    seen, year, found, total = selectors.missing_persons(request.user, unit, reason, request.GET.get("year", ""))
    rows = [{"one": one, "whys": [WHYS[why] for why in one.why]} for one in found]
    told = {"unit": seen, "year": year, "rows": rows, "total": total, "reason": OUTCOMES[reason]}
    return render(request, "calendar/missing_persons.html", told)


def _outcomes(found: selectors.MissingAt) -> list[dict[str, Any]]:
    return [
        {**_line(found, found.outcomes, key, key), "title": one.title, "means": one.means}
        for key, one in OUTCOMES.items()
    ]


def _doubts(found: selectors.MissingAt) -> list[dict[str, Any]]:
    titles, leads = {**DOUBTS, **MORE}, {"struck": "duplicate"}
    return [{**_line(found, found.doubts, key, leads.get(key, key)), "title": titles[key]} for key in titles]


def _line(found: selectors.MissingAt, counts: Released[str], key: str, leads: str) -> dict[str, Any]:
    """A count, and where the persons behind it stand for those who may open them."""
    n = counts.shown.get(key)
    address = reverse("missing_persons", args=[found.unit.public_id, leads])
    url = f"{address}?{urlencode({'year': found.year})}" if found.inside and n else ""
    return {"key": key, "n": HIDDEN if n is None else n, "url": url}


def _finding(found: selectors.MissingAt) -> Said:
    """The one sentence before the table."""
    shown = found.outcomes.shown
    if ANSWERED.key not in shown or selectors.ALL not in shown:
        return Said("Too few to be told to readers who may not open the persons.")
    told = {"n": shown[ANSWERED.key], "all": shown[selectors.ALL], "year": say(Said("{n}", {"n": str(found.year)}))}
    return Said("{n} of {all} occasions that fell due in {year} were answered in time.", told)
