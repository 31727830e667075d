"""What is due, and what was answered lately: the worklists of a service or of one practitioner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q

from gavn.access.selectors import civil_today
from gavn.access.selectors.roll_out import asked_by_now
from gavn.collect.models import Occasion
from gavn.people.selectors import names_of, standing_in

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

A_PAGE = 40
ORDERS = {"due": ("due", "id"), "-due": ("-due", "-id"), "kind": ("kind", "due", "id")}
WHENS = ("overdue", "week", "later")
AHEAD = 60
ANSWERED_ON = "responses__revisions__answered_on"
STANDS = Q(responses__struck_at__isnull=True)


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
    limits, counts = _limits(today), _counts(found, today)
    shown = found.filter(limits[when]) if when in limits else found
    ordered = shown.select_related("enrolment__individual", "enrolment__unit", "enrolment__contact")
    leaf = Paginator(ordered.order_by(*ORDERS.get(order, ORDERS["due"])), A_PAGE).get_page(page)
    occasions = list(leaf.object_list)
    names = names_of([occasion.enrolment.individual for occasion in occasions])
    rows = [DueRow(one, names[one.enrolment.individual_id], _when(one, today)) for one in occasions]
    return DueList(rows, leaf, counts)


def due_counts(user: User, *, unit: Unit | None = None, mine: bool = False) -> dict[str, int]:
    """How many occasions are overdue, due within a week, due later; without names."""
    return _counts(_open(user, unit, mine=mine), civil_today())


def due_soonest(user: User, when: str, *, mine: bool, most: int) -> list[tuple[Occasion, str]]:
    """The first of what is overdue or due within a week (or only of one of these), with when; without names."""
    today, limits = civil_today(), _limits(civil_today())
    found = _open(user, None, mine=mine).filter(limits.get(when, limits["overdue"] | limits["week"]))
    near = found.select_related("enrolment__individual", "enrolment__unit").order_by("closes", "due", "id")[:most]
    return [(one, _when(one, today)) for one in near]


def _counts(found: Any, today: date) -> dict[str, int]:
    counts: dict[str, int] = found.aggregate(
        **{name: Count("pk", filter=limit) for name, limit in _limits(today).items()}
    )
    return counts


def _open(user: User, unit: Unit | None, *, mine: bool) -> Any:
    found = Occasion.objects.seen_by(user, "collect.answer").filter(done_on__isnull=True, not_done="")
    found = found.filter(asked_by_now("enrolment__unit", "closes"), due__lte=civil_today() + timedelta(days=AHEAD))
    if unit is not None:
        found = found.filter(enrolment__unit__path__startswith=unit.path)
    if not mine:
        return found
    them = standing_in(user)
    return found.filter(Q(enrolment__contact__in=them) | Q(enrolment__deputy__in=them))


def _limits(today: date) -> dict[str, Q]:
    week = today + timedelta(days=7)
    return {"overdue": Q(closes__lt=today), "week": Q(closes__gte=today, due__lte=week), "later": Q(due__gt=week)}


def _when(occasion: Occasion, today: date) -> str:
    if occasion.closes < today:
        return "overdue"
    return "week" if occasion.due <= today + timedelta(days=7) else "later"


def not_discussed(user: User, *, since: date, mine: bool = False, most: int) -> list[Occasion]:
    """Occasions with answers since a day that nobody has talked about with the person, at most so many.

    The newest answers stand first; ``occasion.newest`` is their day.
    """
    found = Occasion.objects.seen_by(user).filter(discussed_on=None)
    if mine:
        them = standing_in(user)
        found = found.filter(Q(enrolment__contact__in=them) | Q(enrolment__deputy__in=them))
    found = found.annotate(newest=Max(ANSWERED_ON, filter=STANDS)).filter(newest__gte=since)
    near = found.select_related("enrolment__individual", "enrolment__unit").order_by("-newest", "-id")
    return list(near[:most])
