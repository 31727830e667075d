"""Critical answers: whose task they are, what was answered, and which local help there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from gavn.access.selectors import colleagues_at
from gavn.catalogue.selectors import instrument, worded
from gavn.history.services import note_shown
from gavn.measure.models import CriticalRoute, CriticalTask
from gavn.measure.pure.answered import Answered, answered_to
from gavn.people.selectors import name_of, names_of, standing_in

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.catalogue.pure.formats.instrument import Critical
    from gavn.collect.models import Revision
    from gavn.people.models import Individual

PERMISSION = "measure.close_critical"
CLOSED_SHOWN = 30


@dataclass(frozen=True)
class CriticalRow:
    """A task in a list: whose answer it is, and whether the reader is one of those asked to act."""

    task: CriticalTask
    name: str
    mine: bool


@dataclass(frozen=True)
class CriticalList:
    """The open tasks, the reader's own first, and the ones closed last."""

    open: list[CriticalRow]
    closed: list[CriticalRow]


@dataclass(frozen=True)
class CriticalSeen:
    """A task in the reader's language: the form, the rule's words, what was answered."""

    task: CriticalTask
    title: str
    message: str
    answers: tuple[Answered, ...]

    @property
    def open(self) -> bool:
        """Whether somebody must still act."""
        return self.task.closed_at is None


@dataclass(frozen=True)
class CriticalPage:
    """What the page of one task shows: whose answer it is and whom the person was told to call, too."""

    seen: CriticalSeen
    name: str
    local_help: str


def critical_tasks_of(user: User) -> QuerySet[CriticalTask]:
    """The critical answers of the services where the user may act on them: open ones first, oldest first."""
    found = CriticalTask.objects.seen_by(user, PERMISSION)
    return _whole(found).order_by(F("closed_at").desc(nulls_first=True), "opened_at")


def open_critical_tasks_of(user: User) -> QuerySet[CriticalTask]:
    """Those on which somebody must still act."""
    return critical_tasks_of(user).filter(closed_at=None)


def critical_list(user: User) -> CriticalList:
    """What the page of critical answers shows; the persons count as shown."""
    tasks = [*open_critical_tasks_of(user), *critical_tasks_of(user).filter(closed_at__isnull=False)[:CLOSED_SHOWN]]
    names = names_of([individual_of(task) for task in tasks])
    them = set(standing_in(user))
    rows = [CriticalRow(task, names[individual_of(task).pk], _is_asked(them, task)) for task in tasks]
    open_rows = [row for row in rows if row.task.closed_at is None]
    return CriticalList(sorted(open_rows, key=lambda row: not row.mine), rows[len(open_rows) :])


def _is_asked(them: set[int], task: CriticalTask) -> bool:
    """Whether one of these is asked to act now: as recipient, as deputy after the silence, or as nobody is named."""
    if task.recipient_id is None:
        return True
    return task.recipient_id in them or (task.escalated_at is not None and task.deputy_id in them)


def critical_task_seen_by(user: User, public_id: str) -> CriticalTask:
    """The task with this id where the user may act on it; else 404. The person counts as shown."""
    task: CriticalTask = get_object_or_404(_whole(CriticalTask.objects.seen_by(user, PERMISSION)), public_id=public_id)
    note_shown(individual_of(task).public_id)
    return task


def individual_of(task: CriticalTask) -> Individual:
    """Whose answer it is."""
    found: Individual = task.revision.response.occasion.enrolment.individual
    return found


def critical_seen(task: CriticalTask, language: str) -> CriticalSeen:
    """A seen task in the reader's language: the rule, and the questions it rests on with their answers."""
    response = task.revision.response
    words = worded(f"{response.instrument}@{response.version}", language, task.revision.variant)
    rule = rule_of(task)
    answers = answered_to(words, rule.when, task.revision.answers) if rule else ()
    return CriticalSeen(
        task=task,
        title=words.title,
        message=rule.message.in_(language) if rule else task.rule,
        answers=answers,
    )


def critical_page(task: CriticalTask, language: str) -> CriticalPage:
    """A seen task as its page shows it."""
    return CriticalPage(critical_seen(task, language), name_of(individual_of(task)), local_help(task.unit, language))


def rule_of(task: CriticalTask) -> Critical | None:
    """The rule of the definition that the answers met."""
    response = task.revision.response
    definition = instrument(f"{response.instrument}@{response.version}")
    return next((rule for rule in definition.critical if rule.key == task.rule), None)


def critical_route(unit: Unit) -> CriticalRoute | None:
    """Who hears of critical answers at a unit: its own route, or that of the nearest node above."""
    steps = [unit.path[: end * unit.steplen] for end in range(1, unit.depth + 1)]
    found = CriticalRoute.objects.filter(unit__path__in=steps).select_related("recipient", "deputy", "unit")
    return found.order_by("-unit__depth").first()


def critical_routes(units: Iterable[Unit]) -> set[int]:
    """The inner ids of those of the units whose critical answers reach somebody by name."""
    paths = list(CriticalRoute.objects.values_list("unit__path", flat=True))
    return {unit.pk for unit in units if any(unit.path.startswith(path) for path in paths)}


def local_help(unit: Unit, language: str) -> str:
    """Whom a person can call here and now, in their language; the emergency number where nobody wrote it down."""
    route = critical_route(unit)
    written: dict[str, str] = route.local_help if route else {}
    return written.get(language) or gettext("If you or somebody else is in danger now, call 112.")


def may_receive(unit: Unit) -> list[User]:
    """Who may act on critical answers at a unit, by name."""
    return list(colleagues_at(unit, PERMISSION).order_by("name"))


def earlier_rules(revisions: list[Revision]) -> set[tuple[int, str]]:
    """(response, rule) for which an earlier revision of the same answers opened a task."""
    responses = [revision.response_id for revision in revisions]
    found = CriticalTask.objects.unscoped("to open each task once").filter(revision__response__in=responses)
    return set(found.values_list("revision__response", "rule"))


def _whole(tasks: QuerySet[CriticalTask]) -> QuerySet[CriticalTask]:
    return tasks.select_related(
        "revision__response__occasion__enrolment__individual",
        "revision__response__occasion__enrolment__unit",
        "revision__by",
        "unit",
        "recipient",
        "deputy",
        "closed_by",
    )
