"""Which programme a service works with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import get_language

from gavn.access.selectors import civil_today, require
from gavn.catalogue.selectors import instrument
from gavn.catalogue.selectors import programme as programme_named
from gavn.collect.models import ServiceProgramme
from gavn.collect.pure.repeats import repeats
from gavn.collect.services.many_occasions import open_occasions_of_many
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.people.selectors.stays import open_stays
from gavn.works.services import due_at

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.catalogue.pure.formats import Programme

LONGEST_INTERVAL = 60
AT_NIGHT = 2


@transaction.atomic
def choose_programme(
    *,
    by: User | None,
    unit: Unit,
    programme: str,
    chosen: Sequence[str] = (),
    status_every: int | None = None,
    first: date | None = None,
) -> ServiceProgramme:
    """Let a service work with a programme from a day on; stays that are open get their occasions.

    ``chosen`` names outcome measures: ``owner/name@1``, or ``owner/name@1|respondent`` for one respondent alone.
    """
    if by is not None:
        require(by, "collect.choose_programme", at=unit)
    definition = programme_named(programme)
    _check(unit, definition, chosen, status_every)
    first = first or civil_today()
    _end_former(unit, first)
    row = ServiceProgramme.objects.create(
        unit=unit,
        programme=definition.key,
        version=definition.version,
        chosen=list(chosen),
        status_every=status_every,
        first=first,
    )
    open_occasions_of_many(open_stays(unit), by=by)
    roll_tomorrow(now())
    record(by, "collect.programme_chosen", about=unit, unit=unit, programme=definition.full_key)
    return row


def roll_tomorrow(moment: datetime) -> None:
    """See to it that statuses are looked at again in the coming night."""
    night = moment.replace(hour=AT_NIGHT, minute=0, second=0, microsecond=0)
    due_at(night + timedelta(days=1), "collect.roll_occasions", "every night")


def _check(unit: Unit, definition: Programme, chosen: Sequence[str], status_every: int | None) -> None:
    if not unit.is_service:
        raise Refused("Only a service works with a programme.", field="unit")
    offered = {ask.instrument for ask in definition.asks} | {f"{ask.instrument}|{ask.of}" for ask in definition.asks}
    strange = [one for one in chosen if one not in offered]
    if strange:
        raise Refused("{instrument} is not part of this programme.", instrument=strange[0], field="chosen")
    _check_once(definition, set(chosen))
    if status_every is not None and not 1 <= status_every <= LONGEST_INTERVAL:
        raise Refused("Choose between 1 and {most} months.", most=LONGEST_INTERVAL, field="status_every")


def _check_once(definition: Programme, chosen: set[str]) -> None:
    """No question comes twice on one occasion."""
    asks = [one for one in definition.asks if one.always or chosen & {one.instrument, f"{one.instrument}|{one.of}"}]
    twice = next(repeats(asks, {one.instrument: instrument(one.instrument) for one in asks}), None)
    if twice is None:
        return
    language = (get_language() or "en")[:2]
    raise Refused(
        "“{first}” and “{second}” ask the same: {question} Choose one of them.",
        first=twice.first.title.in_(language),
        second=twice.second.title.in_(language),
        question=twice.item.text.in_(language) if twice.item.text else twice.item.id,
        field="chosen",
    )


def _end_former(unit: Unit, first: date) -> None:
    """The programme so far ends on the day before; one that never began is replaced."""
    former = ServiceProgramme.objects.select_for_update().filter(unit=unit, last__isnull=True).first()
    if former is None:
        return
    former.last = max(former.first, first - timedelta(days=1))
    former.save(update_fields=["last"])
