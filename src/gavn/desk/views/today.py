"""The front page after sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from gavn.access.pure.pages import page
from gavn.desk.selectors.today import today_of
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.desk.selectors.today import Today

SORTS = {"": Said("Most pressing first"), "day": Said("By day"), "name": Said("By name")}


@page()
def home(request: StaffRequest) -> HttpResponse:
    """What waits for the reader and what is new, and one next step."""
    kind, order = request.GET.get("kind", ""), request.GET.get("sort", "")
    today = today_of(request.user, kind=kind, order=order)
    one = today.shown[0] if len(today.shown) == 1 and today.shown[0].pile.kind == kind else None
    about = {"today": today, "one": one, "kinds": _kinds(today, one is not None, kind), "order": order}
    return render(request, "desk/today.html", about | {"sorts": _sorts(kind, order) if one else []})


def _kinds(today: Today, chosen: bool, kind: str) -> list[dict[str, Any]]:
    """The kinds as tabs, each with how many wait."""
    whole: dict[str, Any] = {"label": Said("All"), "url": "?", "count": today.total, "current": not chosen}
    return [
        whole,
        *(
            {"label": pile.title, "url": f"?kind={pile.kind}", "count": count_of(pile), "current": pile.kind == kind}
            for pile in today.piles
        ),
    ]


def count_of(pile: Any) -> str:
    """How many, with a plus where there are more than were counted."""
    return f"{pile.total}+" if pile.more else str(pile.total)


def _sorts(kind: str, order: str) -> list[dict[str, Any]]:
    return [
        {"label": word, "url": "?" + urlencode({"kind": kind, "sort": key}), "current": order == key}
        for key, word in SORTS.items()
    ]
