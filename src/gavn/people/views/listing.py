"""The list of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from gavn.access.pure.pages import page
from gavn.access.selectors import may, services_where, unit_seen_by
from gavn.kernel.say import Said
from gavn.people import selectors
from gavn.people.pure.vocabulary import PERSON_WORDS
from gavn.people.selectors.listing import STATES

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

MINE = Said("I am the contact")


@page("people.see")
def people(request: StaffRequest) -> HttpResponse:
    """Who is here: found by name, narrowed to a service, a state, or one's own."""
    asked = request.GET
    unit = unit_seen_by(request.user, asked["service"], "people.see") if asked.get("service") else None
    state = asked.get("state", "here") if asked.get("state") in STATES else "here"
    found = selectors.people_list(
        request.user,
        unit=unit,
        words=asked.get("q", "")[:100],
        state=state,
        mine=asked.get("mine") == "1",
        order=asked.get("sort", "name"),
        page=asked.get("page", "1"),
    )
    about = {"found": found, "services": list(services_where(request.user, "people.see")), "state": state, "unit": unit}
    return render(request, "people/people.html", about | _frame(request, unit, state))


def _frame(request: StaffRequest, unit: Any, state: str) -> dict[str, Any]:
    """The tabs, the word for the persons, and what the reader may do."""
    word = selectors.person_word(unit, get_language() or "en") if unit else PERSON_WORDS["person"]
    mine = request.GET.get("mine") == "1"
    tabs = [_tab(request, label, state=code, current=code == state and not mine) for code, label in STATES.items()]
    tabs.insert(1, _tab(request, MINE, state="here", mine="1", current=mine))
    kept = [(key, request.GET[key]) for key in ("q", "state", "mine", "sort") if key in request.GET]
    may_do = {"may_enrol": may(request.user, "people.enrol"), "may_merge": may(request.user, "people.merge")}
    return {"tabs": tabs, "many": word[1], "kept": kept, **may_do}


def _tab(request: StaffRequest, label: Said, *, state: str, current: bool, mine: str = "") -> dict[str, Any]:
    """A tab that keeps the search and the service."""
    keep = request.GET.copy()
    keep.pop("page", None)
    keep.pop("mine", None)
    keep["state"] = state
    if mine:
        keep["mine"] = mine
    return {"label": label, "url": f"?{keep.urlencode()}", "current": current}
