"""When somebody leaves or is away: all that they hold is counted, and given to colleagues in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gavn.access.selectors import civil_today, colleagues_at, may, require
from gavn.access.selectors.colleagues import leads
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.people.models import Absence, Enrolment
from gavn.people.selectors.absences import forget_standing_in
from gavn.people.services.reassigning import note_given
from gavn.people.services.registers import handover

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

PERMISSION = "access.hand_over"
LONGEST = 366


@dataclass(frozen=True)
class Held:
    """Things of one kind that somebody holds at one unit, and how colleagues take them over.

    ``permission`` is what a colleague needs there; ``individuals`` are the persons concerned, for the history.
    """

    kind: str
    what: Said
    unit: Unit
    count: int
    permission: str
    take_over: Callable[[Sequence[User]], None]
    individuals: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What this is called in a form."""
        return f"{self.kind}_{self.unit.public_id}"


def held_by(user: User) -> list[Held]:
    """Everything somebody holds, by unit and kind."""
    into = _stays(user)
    handover.tell(user=user, into=into)
    return sorted(into, key=lambda one: one.unit.path)


def held_for(by: User, user: User) -> tuple[list[Held], int]:
    """What ``by`` may give to others of all that somebody holds, and how many things lie elsewhere."""
    held = held_by(user)
    mine = [one for one in held if may(by, PERMISSION, at=one.unit)]
    return mine, sum(one.count for one in held) - sum(one.count for one in mine)


def may_take(one: Held, user: User) -> list[User]:
    """The colleagues who could take this over."""
    return [other for other in colleagues_at(one.unit, one.permission).order_by("name", "id") if other != user]


@transaction.atomic
def hand_over(*, by: User, user: User, to: Mapping[str, Sequence[User]]) -> int:
    """Give all that somebody holds to colleagues, all or nothing; returns how many things changed hands.

    ``to`` names for each key of ``held_for`` who takes over; several share in turn.
    """
    require(by, PERMISSION)
    held, _elsewhere = held_for(by, user)
    if not held and not leads(by, user):
        raise PermissionDenied(PERMISSION)
    if not held:
        raise Refused("There is nothing to hand over.")
    for one in held:
        takers = list(to.get(one.key, ()))
        if not takers:
            raise Refused("Say who takes this over.", field=one.key)
        able = may_take(one, user)
        for taker in takers:
            if taker not in able:
                raise Refused("{name} holds no role at {unit}.", name=taker.name, unit=one.unit.name, field=one.key)
        one.take_over(takers)
    left, _elsewhere = held_for(by, user)
    if left:
        raise Refused("Something came in while you were handing over. Look at it and send the form again.")
    count = sum(one.count for one in held)
    concerned = {individual for one in held for individual in one.individuals}
    record(by, "people.handed_over", about=user, individuals=concerned, count=count)
    return count


@transaction.atomic
def set_absence(*, by: User, user: User, deputy: User, first: date, last: date) -> Absence:
    """Say that somebody is away, and who sees meanwhile what waits for them; nobody's role changes."""
    _require_own_or_led(by, user)
    if last < first or last < civil_today() or (last - first).days > LONGEST:
        raise Refused("The last day is today or later, after the first one, and within a year.", field="last")
    if deputy == user:
        raise Refused("The deputy must be somebody else.", field="deputy")
    for one in held_by(user):
        if deputy not in may_take(one, user):
            raise Refused("{name} holds no role at {unit}.", name=deputy.name, unit=one.unit.name, field="deputy")
    standing = Absence.objects.filter(user=user, ended_at=None, first__lte=last, last__gte=first)
    if standing.exists():
        raise Refused("An absence is written down for these days already. End it first.", field="first")
    absence = Absence.objects.create(user=user, deputy=deputy, first=first, last=last, made_by=by, made_at=now())
    forget_standing_in(by, user, deputy)
    record(by, "people.absence_set", about=user, deputy=deputy.public_id)
    return absence


@transaction.atomic
def end_absence(*, by: User, absence: Absence) -> Absence:
    """Somebody is back: what waits is theirs alone again."""
    _require_own_or_led(by, absence.user)
    if absence.ended_at is None:
        absence.ended_at = now()
        absence.save(update_fields=["ended_at"])
        forget_standing_in(by, absence.user, absence.deputy)
        record(by, "people.absence_ended", about=absence.user)
    return absence


def _require_own_or_led(by: User, user: User) -> None:
    """Raise PermissionDenied unless it is about oneself, or about a colleague whose work one may give to others."""
    if by != user and not leads(by, user):
        raise PermissionDenied(PERMISSION)


def _stays(user: User) -> list[Held]:
    """The open stays whose contact or deputy somebody is."""
    words = {"contact": Said("Persons whose contact they are"), "deputy": Said("Persons whose deputy they are")}
    found = []
    for field, what in words.items():
        stays = Enrolment.objects.unscoped("to be counted and handed over").filter(**{field: user}, closed=False)
        by_unit: dict[Unit, list[Enrolment]] = defaultdict(list)
        for stay in stays.select_related("unit", "individual").order_by("pk"):
            by_unit[stay.unit].append(stay)
        found += [
            Held(
                kind=f"stays_{field}",
                what=what,
                unit=unit,
                count=len(mine),
                permission="people.plan",
                take_over=_taking(field, mine),
                individuals=tuple(stay.individual.public_id for stay in mine),
            )
            for unit, mine in by_unit.items()
        ]
    return found


def _taking(field: str, stays: Iterable[Enrolment]) -> Callable[[Sequence[User]], None]:
    """Let colleagues take these stays in turn; nobody becomes contact and deputy of the same person."""
    other = "deputy" if field == "contact" else "contact"

    def take_over(takers: Sequence[User]) -> None:
        given: dict[User, list[tuple[Enrolment, User | None, User | None]]] = defaultdict(list)
        for place, stay in enumerate(stays):
            fresh = Enrolment.objects.unscoped("locked for a handover").select_for_update().get(pk=stay.pk)
            taker = takers[place % len(takers)]
            given[taker].append((fresh, fresh.contact, fresh.deputy))
            if getattr(fresh, f"{other}_id") != taker.pk:
                setattr(fresh, field, taker)
            elif field == "contact":
                fresh.contact, fresh.deputy = taker, None
            else:
                fresh.deputy = None
            fresh.revision += 1
            fresh.save()
        if field == "contact":
            note_given(None, given)

    return take_over
