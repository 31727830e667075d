"""Work changes hands: all that somebody leaving or away holds, or several persons at once, to be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gavn.access.selectors import civil_today, colleagues_at, may, require
from gavn.access.selectors.colleagues import leads, users_by_key
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.people.models import Absence, Enrolment, HandedOver
from gavn.people.selectors.absences import forget_standing_in
from gavn.people.services.registers import handover
from gavn.people.services.rules import check_contacts

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

    # By taker: each stay with its contact and deputy of before.
    Given = Mapping[User, Sequence[tuple[Enrolment, User | None, User | None]]]

PERMISSION = "access.hand_over"
LONGEST = 366
ENROL = "people.enrol"
MOST_AT_ONCE = 200


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


@transaction.atomic
def reassign_stays(*, by: User, stays: Sequence[Enrolment], to: User) -> HandedOver:
    """Let a colleague be the contact of all these stays, or of none where one of them cannot be given."""
    if not stays or len(stays) > MOST_AT_ONCE:
        raise Refused("Choose between 1 and {most} persons.", most=MOST_AT_ONCE)
    fresh = _stays_locked([stay.pk for stay in stays])
    for unit in {stay.unit for stay in fresh}:
        require(by, ENROL, at=unit)
        check_contacts(unit, to, None)
    if any(stay.closed for stay in fresh):
        raise Refused("Somebody you chose has left already. Choose anew.")
    moved = [(stay, stay.contact, stay.deputy) for stay in fresh if stay.contact != to]
    if not moved:
        raise Refused("{name} is the contact of all of them already.", name=to.name, field="to")
    for stay, _contact, deputy in moved:
        stay.contact, stay.deputy = to, None if deputy == to else deputy
        stay.revision += 1
        stay.save(update_fields=["contact", "deputy", "revision"])
    handed = note_given(by, {to: moved})[0]
    record(by, "people.reassigned", about=to, individuals=_ids(fresh), unit=_one(fresh), count=len(moved))
    return handed


@transaction.atomic
def undo_reassign(*, by: User, handed: HandedOver) -> HandedOver:
    """Take back what one gave to a colleague; refused where somebody changed one of the stays since."""
    locked = HandedOver.objects.select_for_update().get(pk=handed.pk)
    if locked.by_id != by.pk:
        raise PermissionDenied(ENROL)
    if locked.undone_at is not None:
        raise Refused("This was taken back already.")
    before = {stay: (contact, deputy) for stay, contact, deputy in locked.stays}
    fresh = _stays_by_id(before)
    users = users_by_key({key for pair in before.values() for key in pair if key})
    for unit in {stay.unit for stay in fresh}:
        require(by, ENROL, at=unit)
    if len(fresh) != len(before) or any(stay.closed or stay.contact_id != locked.taker_id for stay in fresh):
        raise Refused("Somebody changed one of these persons since. Give them back one by one.")
    for stay in fresh:
        stay.contact, stay.deputy = (users.get(one) for one in before[stay.public_id])
        check_contacts(stay.unit, stay.contact, stay.deputy)
        stay.revision += 1
        stay.save(update_fields=["contact", "deputy", "revision"])
    locked.undone_at = now()
    locked.save(update_fields=["undone_at"])
    record(
        by, "people.reassign_undone", about=locked.taker, individuals=_ids(fresh), unit=_one(fresh), count=len(fresh)
    )
    return locked


def note_given(by: User | None, given: Given) -> list[HandedOver]:
    """Remember who became the contact of whom, so that they see it and it can be taken back."""
    rows = [
        HandedOver(
            taker=taker,
            by=by,
            at=now(),
            stays=[[stay.public_id, *(one.pk if one else None for one in former)] for stay, *former in stays],
        )
        for taker, stays in given.items()
    ]
    return HandedOver.objects.bulk_create(rows)


def _stays_locked(keys: Iterable[int]) -> list[Enrolment]:
    found = Enrolment.objects.unscoped("seen by the caller, locked for a change").filter(pk__in=list(keys))
    return _held_fast(found)


def _stays_by_id(ids: Iterable[str]) -> list[Enrolment]:
    return _held_fast(Enrolment.objects.unscoped("one gave them away oneself").filter(public_id__in=list(ids)))


def _held_fast(found: object) -> list[Enrolment]:
    rows = found.select_for_update(of=("self",)).select_related("unit", "individual", "contact", "deputy")  # type: ignore[attr-defined]
    return list(rows.order_by("pk"))


def _ids(stays: Iterable[Enrolment]) -> set[str]:
    return {stay.individual.public_id for stay in stays}


def _one(stays: Iterable[Enrolment]) -> Unit | None:
    """The unit where all of them are, if it is one."""
    units = {stay.unit for stay in stays}
    return units.pop() if len(units) == 1 else None
