"""What somebody holds of critical answers: open tasks, and routes that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.measure.models import CriticalRoute, CriticalTask
from gavn.measure.selectors.critical import PERMISSION, individual_of
from gavn.measure.services.critical import tell
from gavn.people.services import Held

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

TASKS = {
    "recipient": Said("Critical answers they are asked to act on"),
    "deputy": Said("Critical answers whose deputy they are"),
}
ROUTES = {
    "recipient": Said("Critical answers to come, as recipient"),
    "deputy": Said("Critical answers to come, as deputy"),
}


def critical_held(*, user: User, into: list[Held]) -> None:
    """Open tasks and routes that name somebody; signed up to people.handover."""
    for field in TASKS:
        into += _tasks(user, field)
        into += _routes(user, field)


def _tasks(user: User, field: str) -> list[Held]:
    near = CriticalTask.objects.unscoped("to be counted and handed over").filter(**{field: user}, closed_at=None)
    by_unit: dict[Unit, list[CriticalTask]] = defaultdict(list)
    for task in near.select_related("unit", "revision__response__occasion__enrolment__individual").order_by("pk"):
        by_unit[task.unit].append(task)
    return [
        Held(
            kind=f"critical_{field}",
            what=TASKS[field],
            unit=unit,
            count=len(mine),
            permission=PERMISSION,
            take_over=_taking_tasks(field, mine),
            individuals=tuple(individual_of(task).public_id for task in mine),
        )
        for unit, mine in by_unit.items()
    ]


def _taking_tasks(field: str, mine: list[CriticalTask]) -> Callable[[Sequence[User]], None]:
    """Let colleagues take these tasks in turn and hear of it; a deputy who takes over leaves the deputy's place."""

    def take_over(takers: Sequence[User]) -> None:
        for place, one in enumerate(mine):
            task = CriticalTask.objects.unscoped("locked for a handover").select_for_update().get(pk=one.pk)
            taker = takers[place % len(takers)]
            if field == "recipient":
                task.recipient, task.seen_at = taker, None
                task.deputy_id = None if task.deputy_id == taker.pk else task.deputy_id
                tell([taker], task)
            else:
                task.deputy = None if task.recipient_id == taker.pk else taker
            task.save(update_fields=["recipient", "deputy", "seen_at"])

    return take_over


def _routes(user: User, field: str) -> list[Held]:
    found = CriticalRoute.objects.filter(**{field: user}).select_related("unit").order_by("pk")
    return [
        Held(
            kind=f"route_{field}",
            what=ROUTES[field],
            unit=route.unit,
            count=1,
            permission=PERMISSION,
            take_over=_taking_route(field, route),
        )
        for route in found
    ]


def _taking_route(field: str, route: CriticalRoute) -> Callable[[Sequence[User]], None]:
    other = "deputy" if field == "recipient" else "recipient"

    def take_over(takers: Sequence[User]) -> None:
        fresh = CriticalRoute.objects.select_for_update().get(pk=route.pk)
        able = [taker for taker in takers if taker.pk != getattr(fresh, f"{other}_id")]
        if not able:
            raise Refused("The deputy must be somebody else than the recipient.", field=f"route_{field}")
        setattr(fresh, field, able[0])
        fresh.save(update_fields=[field])

    return take_over
