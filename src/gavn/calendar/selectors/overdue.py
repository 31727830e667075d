"""What waits at the services somebody follows: with persons for those who may open them, as counts for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from gavn.access.selectors import civil_today, services_where, units_where
from gavn.calendar.models import Reminder
from gavn.calendar.pure.overdue import GROUPS, ORDERS, STATES, STILL, Wanted, state_of, week_of
from gavn.calendar.selectors.seasons import programmes_to_choose
from gavn.collect.pure.outcome import OCCASIONS
from gavn.collect.selectors.for_the_store import all_occasions
from gavn.compare.pure.disclosure import INSIDE, Sum
from gavn.compare.pure.released import Released, released
from gavn.kernel.say import Said
from gavn.people.selectors import names_of
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

SEE, PERSONS = "calendar.see_overdue", "collect.answer"
A_PAGE = 40
PATHS = {
    "service": ("enrolment__unit__public_id", "enrolment__unit__name"),
    "programme": ("programme", "programme"),
    "kind": ("kind", "kind"),
    "contact": ("enrolment__contact__public_id", "enrolment__contact__name"),
}
ALL = "all"


@dataclass(frozen=True)
class Group:
    """What waits in one group: its key and name, a count a state, and when those there were last reminded."""

    key: str
    name: str
    reminded: date | None = None
    may_remind: bool = False


@dataclass(frozen=True)
class Waiting:
    """One occasion that waits, with the person's name, for those who may open it."""

    occasion: Any
    name: str
    state: str
    days: int


@dataclass(frozen=True)
class Overdue:
    """The worklist: groups with counts as this reader may see them, and the rows that this reader may open."""

    wanted: Wanted
    groups: list[Group]
    counts: Released[Any]
    rows: list[Waiting]
    page: Page[Any]
    hides: bool
    opens: bool

    def count(self, group: str, state: str) -> int | None:
        """A count, or nothing where this reader may not see it."""
        return self.counts.shown.get((group, state))


def waiting_at(units: Any, today: date) -> Any:
    """The occasions of these nodes that are due, late or were never asked, and that nobody closed with a reason."""
    open_now = all_occasions().filter(done_on__isnull=True, not_done="", due__lte=today)
    return open_now.filter(enrolment__unit__in=units)


def overdue(user: User, asked: Wanted, page: int = 1) -> Overdue:
    """What waits below what the user follows, grouped, narrowed and sorted as asked."""
    today = civil_today()
    mine = units_where(user, SEE)
    opens = units_where(user, PERSONS)
    hides = mine.exclude(pk__in=opens).filter(kind="service").exists()
    found = _narrowed(waiting_at(mine, today), asked, today)
    groups, counts = _groups(user, found, asked.by, today, hides=hides)
    near = found.filter(_limit(asked.state, today)) if asked.state else found
    near = near.filter(enrolment__unit__in=opens)
    joined = near.select_related("enrolment__individual", "enrolment__unit", "enrolment__contact")
    leaf = Paginator(joined.order_by(*ORDERS[asked.order]), A_PAGE).get_page(page)
    return Overdue(asked, groups, counts, _rows(list(leaf.object_list), today), leaf, hides, opens.exists())


def overdue_rows(user: User, asked: Wanted) -> list[Waiting]:
    """All rows the user may open, as asked, without names: for a file."""
    today = civil_today()
    found = _narrowed(waiting_at(units_where(user, PERSONS), today), asked, today)
    near = found.filter(_limit(asked.state, today)) if asked.state else found
    joined = near.select_related("enrolment__individual", "enrolment__unit", "enrolment__contact")
    return [_row(one, "", today) for one in joined.order_by(*ORDERS[asked.order])]


def _rows(occasions: list[Any], today: date) -> list[Waiting]:
    names = names_of([one.enrolment.individual for one in occasions])
    return [_row(one, names[one.enrolment.individual_id], today) for one in occasions]


def _row(occasion: Any, name: str, today: date) -> Waiting:
    state = state_of(occasion.due, occasion.closes, today)
    return Waiting(occasion, name, state, max(0, (today - occasion.closes).days))


def _narrowed(found: Any, asked: Wanted, today: date) -> Any:
    for key in ("service", "programme", "kind", "contact"):
        value = getattr(asked, key)
        if value:
            found = found.filter(**{PATHS[key][0]: value})
    for word in asked.words.split()[:6]:
        found = found.filter(Q(enrolment__unit__name__icontains=word) | Q(enrolment__contact__name__icontains=word))
    return found


def _limit(state: str, today: date) -> Q:
    limits = {
        "due": Q(closes__gte=today),
        "late": Q(closes__lt=today, closes__gte=today - STILL),
        "unasked": Q(closes__lt=today - STILL),
    }
    return limits[state]


def _groups(user: User, found: Any, by: str, today: date, *, hides: bool) -> tuple[list[Group], Released[Any]]:
    """The groups by name with their counts; small ones are hidden where the reader may not open the persons."""
    path, name = PATHS[by]
    rows = list(
        found.order_by().values(path, name).annotate(**{one: Count("pk", filter=_limit(one, today)) for one in STATES})
    )
    counts: dict[Any, int] = {}
    for row in rows:
        key = row[path] or ""
        counts |= {(key, state): row[state] for state in STATES}
        counts[key, ALL] = sum(row[state] for state in STATES)
    for state in (*STATES, ALL):
        counts[ALL, state] = sum(counts[row[path] or "", state] for row in rows)
    shown = released(counts, _sums([row[path] or "" for row in rows]), policy=INSIDE if hides else None)
    words = _words(by)
    groups = [Group(row[path] or "", words.get(row[name], row[name]) or say(Said("No contact"))) for row in rows]
    if by == "service":
        groups = _reminded(user, groups)
    return sorted(groups, key=lambda one: one.name.casefold()), shown


def _sums(keys: list[str]) -> list[Sum[Any]]:
    down: list[Sum[Any]] = [Sum((ALL, state), tuple((key, state) for key in keys)) for state in (*STATES, ALL)]
    across: list[Sum[Any]] = [Sum((key, ALL), tuple((key, state) for state in STATES)) for key in (*keys, ALL)]
    return down + across


def _words(by: str) -> dict[str, str]:
    if by == "programme":
        return dict(programmes_to_choose())
    return {key: say(said) for key, said in OCCASIONS.items()} if by == "kind" else {}


def _reminded(user: User, groups: list[Group]) -> list[Group]:
    """The services with the day of the last reminder, and whether this reader may send one now."""
    keys = [one.key for one in groups]
    last: dict[str, Reminder] = {}
    for one in Reminder.objects.filter(unit__public_id__in=keys).select_related("unit").order_by("at"):
        last[one.unit.public_id] = one
    can = set(services_where(user, "calendar.remind").filter(public_id__in=keys).values_list("public_id", flat=True))
    week = week_of(civil_today())
    return [
        Group(
            one.key,
            one.name,
            reminded=last[one.key].at.date() if one.key in last else None,
            may_remind=one.key in can and (one.key not in last or last[one.key].week != week),
        )
        for one in groups
    ]


def last_reminder(unit: Unit) -> Reminder | None:
    """When those at a service were last reminded."""
    return Reminder.objects.filter(unit=unit).select_related("by").first()


def group_headings() -> dict[str, Said]:
    """By what the worklist can be grouped."""
    return GROUPS
