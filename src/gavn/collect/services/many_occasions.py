"""Occasions of many stays at once: at enrolment in bulk, from other systems, for demos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.collect.models import Occasion
from gavn.collect.pure.outcome import NOT_DONE
from gavn.collect.selectors.programmes import programmes_chosen
from gavn.collect.services.occasions import BATCH, occasions_of_stay
from gavn.collect.services.refusing import refuse_for
from gavn.history.services import record
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.collect.models import ServiceProgramme
    from gavn.people.models import Enrolment


@dataclass(frozen=True, kw_only=True)
class WantedOccasion:
    """An occasion that answers from elsewhere belong to: of which stay, which kind, how many months on."""

    enrolment: Enrolment
    kind: str
    month: int | None
    due: date
    baseline: bool = False


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An occasion that was not done, and why."""

    occasion: Occasion
    reason: str
    note: str = ""


def open_occasions_of_many(enrolments: Iterable[Enrolment], *, by: User | None = None) -> list[Occasion]:
    """Open what is due within many new stays at once; under the line of history of their enrolment."""
    stays = list(enrolments)
    rows = programmes_chosen({stay.unit_id for stay in stays})
    fresh = [one for stay in stays if stay.unit_id in rows for one in occasions_of_stay(stay, rows[stay.unit_id])]
    opened = Occasion.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    refuse_for(stays)
    return opened


@transaction.atomic
def ensure_occasions(*, by: User | None, wanted: Sequence[WantedOccasion]) -> list[Occasion]:
    """The occasions that are wanted, in their order: those that stand, and new ones where none does."""
    stays = {one.enrolment.pk: one.enrolment for one in wanted}
    units = {stay.unit_id: stay.unit for stay in stays.values()}
    if by is not None:
        for unit in units.values():
            require(by, "collect.import", at=unit)
    standing = _standing(stays)
    rows = programmes_chosen(units)
    fresh = _missing(wanted, standing, rows)
    Occasion.objects.bulk_create(fresh, batch_size=BATCH)
    if fresh:
        concerned = {one.enrolment.individual.public_id for one in fresh}
        record(by, "collect.occasions_opened", individuals=concerned, count=len(fresh))
    by_place = {_place(one): one for one in [*standing, *fresh]}
    return [by_place[_place(one)] for one in wanted]


def _standing(stays: dict[int, Enrolment]) -> list[Occasion]:
    """The occasions these stays have already, each holding the stay it was asked by."""
    ids = sorted(stays)
    found: list[Occasion] = []
    for start in range(0, len(ids), BATCH):
        some = Occasion.objects.unscoped("of stays that were seen").filter(enrolment__in=ids[start : start + BATCH])
        found += some
    for one in found:
        one.enrolment = stays[one.enrolment_id]
    return found


def _place(one: Occasion | WantedOccasion) -> tuple[int, str, int | None]:
    return one.enrolment.pk, one.kind, one.month


def _missing(
    wanted: Sequence[WantedOccasion], standing: list[Occasion], rows: dict[int, ServiceProgramme]
) -> list[Occasion]:
    """New occasions for what is wanted and does not stand; each gets the next number of its kind."""
    places = {_place(one) for one in standing}
    numbers: dict[tuple[int, str], int] = defaultdict(int)
    for one in standing:
        numbers[one.enrolment_id, one.kind] = max(numbers[one.enrolment_id, one.kind], one.number)
    fresh: list[Occasion] = []
    for want in wanted:
        row = rows.get(want.enrolment.unit_id)
        if row is None:
            raise Refused("The service {unit} has chosen no programme yet.", unit=want.enrolment.unit.name)
        if _place(want) not in places:
            places.add(_place(want))
            numbers[want.enrolment.pk, want.kind] += 1
            fresh.append(_new(want, row, numbers[want.enrolment.pk, want.kind]))
    return fresh


def _new(want: WantedOccasion, row: ServiceProgramme, number: int) -> Occasion:
    return Occasion(
        enrolment=want.enrolment,
        programme=row.programme,
        version=row.version,
        kind=want.kind,
        number=number,
        month=want.month,
        baseline=want.baseline,
        due=want.due,
        closes=want.due,
    )


@transaction.atomic
def leave_out_many(*, by: User | None, rows: Sequence[LeftOut]) -> int:
    """Say of many occasions why they were not done; returns of how many."""
    units = {row.occasion.enrolment.unit_id: row.occasion.enrolment.unit for row in rows}
    if by is not None:
        for unit in units.values():
            require(by, "collect.import", at=unit)
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.reason not in NOT_DONE:
            raise Refused("{reason} is no reason why an occasion was not done.", reason=row.reason, field="reason")
        row.occasion.not_done, row.occasion.not_done_note = row.reason, row.note
        alike[row.reason, row.note].append(row.occasion.pk)
    seen = Occasion.objects.unscoped("of stays that were seen")
    for (reason, note), keys in alike.items():
        for start in range(0, len(keys), BATCH):
            seen.filter(pk__in=keys[start : start + BATCH]).update(not_done=reason, not_done_note=note)
    if rows:
        concerned = {row.occasion.enrolment.individual.public_id for row in rows}
        record(by, "collect.occasions_left_out", individuals=concerned, count=len(rows))
    return len(rows)
