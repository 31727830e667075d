"""A critical answer opens a task for a named recipient and deputy; it ends only with what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gavn.access.selectors import colleagues_at, require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.measure.models import CriticalTask
from gavn.measure.pure.critical import HOURS, MOST_DONE
from gavn.measure.selectors.critical import PERMISSION, critical_route, earlier_rules, individual_of
from gavn.people.selectors import stand_ins_of, standing_in
from gavn.works.services import due_at, queue_message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gavn.access.models import Unit, User
    from gavn.catalogue.pure.formats.instrument import Critical
    from gavn.collect.models import Revision

ESCALATE = "measure.escalate_critical"


@dataclass(frozen=True)
class Found:
    """Answers that meet a critical rule."""

    revision: Revision
    rule: Critical


@dataclass(frozen=True)
class Named:
    """Who is asked to act at a unit, who else when nobody does, and after how many hours."""

    recipient: User | None
    deputy: User | None
    hours: int = HOURS


def open_critical_tasks(found: Sequence[Found], by: User | None) -> list[CriticalTask]:
    """A task for each critical answer that has none yet, with its messages; in the transaction of the answers."""
    known = earlier_rules([one.revision for one in found])
    named: dict[int, Named] = {}
    tasks = []
    for one in found:
        unit = one.revision.response.occasion.enrolment.unit
        if (one.revision.response_id, one.rule.key) not in known:
            named.setdefault(unit.pk, named_at(unit))
            tasks.append(_task(one, unit, named[unit.pk]))
    CriticalTask.objects.bulk_create(tasks)
    for task in tasks:
        due_at(task.escalates_at, ESCALATE, task.public_id)
        tell([task.recipient], task)
        _record(by, "measure.critical_opened", task)
    return tasks


def named_at(unit: Unit) -> Named:
    """Who the route names, as far as they may still act there; else those who lead the unit, else anybody there."""
    route = critical_route(unit)
    wanted = [route.recipient, route.deputy] if route else []
    may_act = list(colleagues_at(unit, PERMISSION).order_by("id"))
    chosen = [user for user in wanted if user in may_act]
    if len(chosen) < 2:
        leaders = set(colleagues_at(unit, "measure.route_critical").values_list("pk", flat=True))
        rest = [user for user in may_act if user not in chosen]
        chosen += sorted(rest, key=lambda user: user.pk not in leaders)
    recipient, deputy = (*chosen, None, None)[:2]
    return Named(recipient, deputy, route.hours if route else HOURS)


def _task(one: Found, unit: Unit, named: Named) -> CriticalTask:
    opened = now()
    return CriticalTask(
        revision=one.revision,
        unit=unit,
        rule=one.rule.key,
        recipient=named.recipient,
        deputy=named.deputy,
        opened_at=opened,
        escalates_at=opened + timedelta(hours=named.hours),
    )


def tell(users: Iterable[User | None], task: CriticalTask) -> None:
    """A mail that says there is something to act on: not about whom, not what was answered."""
    asked = [user for user in users if user is not None]
    stand_ins = stand_ins_of({user.pk for user in asked})
    for user in dict.fromkeys([*asked, *stand_ins.values()]):
        with override(user.language):
            queue_message(
                user.email,
                _("A critical answer waits for you in gavn"),
                _("Somebody gave an answer at %(unit)s that must be acted on. Sign in and open Critical answers.")
                % {"unit": task.unit.name},
            )


@transaction.atomic
def escalate_critical(*, subject: str) -> None:
    """The job: when nobody reacted in time, tell the deputy; when it was seen but not closed, wait once more."""
    task = _locked(subject)
    if task.closed_at is not None or task.escalated_at is not None:
        return
    patience = task.escalates_at - task.opened_at
    if task.seen_at is not None and now() < task.escalates_at + patience:
        due_at(task.escalates_at + patience, ESCALATE, task.public_id)
        return
    task.escalated_at = now()
    task.save(update_fields=["escalated_at"])
    tell([task.deputy] if task.deputy else colleagues_at(task.unit, PERMISSION), task)
    _record(None, "measure.critical_escalated", task)


@transaction.atomic
def see_critical(*, by: User, task: CriticalTask) -> CriticalTask:
    """Remember that one of those who are asked to act has opened it; others may look without stopping the clock."""
    require(by, PERMISSION, at=task.unit)
    fresh = _locked(task.public_id)
    asked = fresh.recipient_id is None or {fresh.recipient_id, fresh.deputy_id} & set(standing_in(by))
    if fresh.seen_at is None and asked:
        fresh.seen_at = now()
        fresh.save(update_fields=["seen_at"])
        _record(by, "measure.critical_seen", fresh)
    return fresh


@transaction.atomic
def close_critical(*, by: User, task: CriticalTask, done: str) -> CriticalTask:
    """End a task with what was done; without that it stays open."""
    require(by, PERMISSION, at=task.unit)
    said = done.strip()
    if not said:
        raise Refused("Write what was done. The task stays open until then.", field="done")
    if len(said) > MOST_DONE:
        raise Refused("Say what was done in at most {most} characters.", most=MOST_DONE, field="done")
    fresh = _locked(task.public_id)
    if fresh.closed_at is not None:
        raise Conflict("Somebody closed this task in the meantime.", mine=said, theirs=fresh.done)
    fresh.closed_at, fresh.closed_by, fresh.done = now(), by, said
    fresh.seen_at = fresh.seen_at or fresh.closed_at
    fresh.save(update_fields=["closed_at", "closed_by", "done", "seen_at"])
    _record(by, "measure.critical_closed", fresh)
    return fresh


def _locked(public_id: str) -> CriticalTask:
    """The task as it stands, kept until this transaction ends."""
    tasks = CriticalTask.objects.unscoped("locked by its service or its job").select_for_update(of=("self",))
    found: CriticalTask = tasks.select_related("unit", "revision__response__occasion__enrolment__individual").get(
        public_id=public_id
    )
    return found


def _record(by: User | None, kind: str, task: CriticalTask) -> None:
    record(by, kind, about=task, individuals=[individual_of(task).public_id], unit=task.unit, rule=task.rule)
