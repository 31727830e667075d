"""What is due: the worklist of a service or of one practitioner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from gavn.access.selectors import civil_today
from gavn.collect.models import Occasion
from gavn.people.selectors import names_of

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

A_PAGE = 40
ORDERS = {"due": ("due", "id"), "-due": ("-due", "-id"), "kind": ("kind", "due", "id")}
WHENS = ("overdue", "week", "later")
AHEAD = 60


@dataclass(frozen=True)
class DueRow:
    """One occasion to be done: whose, when, and whether it is late."""

    occasion: Occasion
    name: str
    when: str


@dataclass(frozen=True)
class DueList:
    """A page of the worklist, and how many are overdue, due within a week, due later."""

    rows: list[DueRow]
    page: Page[Any]
    counts: dict[str, int]


def due_list(
    user: User, *, unit: Unit | None = None, mine: bool = False, when: str = "", order: str = "due", page: int = 1
) -> DueList:
    """What the user can do now or soon: overdue, due this week, later; with the persons' names."""
    today = civil_today()
    found = _open(user, unit, mine=mine)
    limits = _limits(today)
    counts = {name: found.filter(limit).count() for name, limit in limits.items()}
    shown = found.filter(limits[when]) if when in limits else found
    ordered = shown.select_related("enrolment__individual", "enrolment__unit", "enrolment__contact")
    leaf = Paginator(ordered.order_by(*ORDERS.get(order, ORDERS["due"])), A_PAGE).get_page(page)
    occasions = list(leaf.object_list)
    names = names_of([occasion.enrolment.individual for occasion in occasions])
    rows = [DueRow(one, names[one.enrolment.individual_id], _when(one, today)) for one in occasions]
    return DueList(rows, leaf, counts)


def due_counts(user: User, *, unit: Unit | None = None, mine: bool = False) -> dict[str, int]:
    """How many occasions are overdue, due within a week, due later; without names."""
    found = _open(user, unit, mine=mine)
    return {name: found.filter(limit).count() for name, limit in _limits(civil_today()).items()}


def _open(user: User, unit: Unit | None, *, mine: bool) -> Any:
    found = Occasion.objects.seen_by(user, "collect.answer").filter(done_on__isnull=True, not_done="")
    found = found.filter(due__lte=civil_today() + timedelta(days=AHEAD))
    if unit is not None:
        found = found.filter(enrolment__unit__path__startswith=unit.path)
    return found.filter(Q(enrolment__contact=user) | Q(enrolment__deputy=user)) if mine else found


def _limits(today: date) -> dict[str, Q]:
    week = today + timedelta(days=7)
    return {"overdue": Q(closes__lt=today), "week": Q(closes__gte=today, due__lte=week), "later": Q(due__gt=week)}


def _when(occasion: Occasion, today: date) -> str:
    if occasion.closes < today:
        return "overdue"
    return "week" if occasion.due <= today + timedelta(days=7) else "later"
