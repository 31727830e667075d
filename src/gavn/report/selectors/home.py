"""The start page: what is due, what is not on track, what is new, and one next step, by what the reader may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.access.selectors import civil_today, may, services_where
from gavn.collect.selectors import DueRow, due_list
from gavn.collect.selectors.due import not_discussed
from gavn.measure.selectors.critical import CriticalSeen, critical_seen, individual_of, open_critical_tasks_of
from gavn.measure.selectors.tracks import tracks_of
from gavn.people.selectors import names_of
from gavn.people.selectors.contacts import entered_since, stays_of_contact
from gavn.report.pure.home.next_step import NextStep, Waiting, next_step
from gavn.report.pure.person.figures import occasion_said

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.collect.models import Occasion
    from gavn.kernel.say import Said
    from gavn.measure.models import CriticalTask
    from gavn.people.models import Enrolment, Individual

TOP = 5
NEW_DAYS = 14
TALK_DAYS = 60


@dataclass(frozen=True)
class Person:
    """Somebody on the start page: who, and the words that belong to them."""

    individual: Individual
    name: str
    stay: Enrolment
    why: list[Said] = field(default_factory=list)
    occasion: Occasion | None = None
    when: str = ""

    @property
    def occasion_said(self) -> Said | None:
        """What the occasion is called, where it is about one."""
        one = self.occasion
        return occasion_said(one.kind, one.number, baseline=one.baseline) if one else None


@dataclass(frozen=True)
class Top:
    """The first few of a list, and how long it is."""

    rows: list[Person]
    total: int


@dataclass(frozen=True)
class DueTop:
    """The first few of what is due, and how many there are of each kind."""

    rows: list[Person]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """How many stand on the worklist."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class CriticalTop:
    """A critical answer with the person's name."""

    seen: CriticalSeen
    name: str


@dataclass(frozen=True)
class Home:
    """What one reader's start page shows; a part that is nothing is not theirs."""

    step: NextStep | None
    due: DueTop | None = None
    critical: list[CriticalTop] = field(default_factory=list)
    off_track: Top | None = None
    not_discussed: Top | None = None
    entered: Top | None = None
    services: list[Unit] = field(default_factory=list)
    shapes_tree: bool = False
    mine: bool = False
    may_enrol: bool = False


def home_of(user: User) -> Home:
    """The start page of a reader: for those who work with persons, for those who follow services, for the rest."""
    services = list(services_where(user, "report.see_service"))
    if may(user, "collect.answer"):
        return _with_persons(user, services)
    return Home(step=None, services=services, shapes_tree=may(user, "access.shape"))


def _with_persons(user: User, services: list[Unit]) -> Home:
    """A contact sees their own persons; who is nobody's contact, as a manager, sees the whole service."""
    stays = stays_of_contact(user)
    mine = bool(stays) or not may(user, "collect.choose_programme")
    today = civil_today()
    due = due_list(user, mine=mine)
    tasks = list(open_critical_tasks_of(user)[: TOP + 1])
    talk, talks = not_discussed(user, since=today - timedelta(days=TALK_DAYS), mine=mine, most=TOP)
    entered, entries = entered_since(user, today - timedelta(days=NEW_DAYS), most=TOP)
    tracks = {key: why for key, why in tracks_of(stays).items() if why}
    astray = [stay for stay in stays if stay.pk in tracks][:TOP]
    people = [*(one.individual for one in [*astray, *entered]), *(one.enrolment.individual for one in talk)]
    names = names_of([*people, *(individual_of(task) for task in tasks)])
    waiting = Waiting(
        critical=len(tasks),
        overdue=due.counts["overdue"],
        off_track=len(tracks),
        not_discussed=talks,
        this_week=due.counts["week"],
        persons=len(stays),
        may_enrol=may(user, "people.enrol"),
    )
    return Home(
        step=next_step(waiting),
        due=DueTop([_due(row) for row in due.rows[:TOP]], due.counts),
        critical=[
            CriticalTop(critical_seen(one, get_language() or "en"), names[individual_of(one).pk]) for one in tasks
        ],
        off_track=Top([_person(stay, names, tracks[stay.pk]) for stay in astray], len(tracks)),
        not_discussed=Top([_person(one.enrolment, names, occasion=one) for one in talk], talks),
        entered=Top([_person(stay, names) for stay in entered], entries),
        services=services,
        mine=mine,
        may_enrol=waiting.may_enrol,
    )


def _person(
    stay: Enrolment, names: dict[int, str], why: list[Said] | None = None, *, occasion: Occasion | None = None
) -> Person:
    return Person(stay.individual, names[stay.individual_id], stay, why or [], occasion)


def _due(row: DueRow) -> Person:
    stay = row.occasion.enrolment
    return Person(stay.individual, row.name, stay, occasion=row.occasion, when=row.when)


def _critical(task: CriticalTask, names: dict[int, str]) -> CriticalTop:
    return CriticalTop(critical_seen(task, get_language() or "en"), names[individual_of(task).pk])
