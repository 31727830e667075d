"""A reason for which nothing of a person may be erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.rights.models import Hold
from gavn.rights.pure.erasing import HOLDS
from gavn.rights.pure.rules import check_code, check_order, check_words
from gavn.rights.selectors.erasing import hold_of
from gavn.rights.selectors.persons import SEEN, service_of
from gavn.rights.services.sealing import sealed_for
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual


@transaction.atomic
def set_hold(*, by: User, individual: Individual, kind: str, why: str, until: date | None = None) -> Hold:
    """Write down why nothing of the person may be erased; without a day it stands until somebody ends it."""
    unit = service_of(by, individual, "rights.hold")
    require(by, "rights.hold", at=unit)
    check_code(kind, HOLDS, "kind")
    today = civil_today()
    check_order(today, until, "until")
    sealed = sealed_for(individual, why=check_words(why, "why", required=True))
    hold = Hold(individual=individual, by=by, at=now(), kind=kind, first=today, until=until, sealed=sealed)
    hold.save()
    record(by, "rights.hold_set", about=hold, individuals=[individual.public_id], unit=unit, hold=kind)
    return hold


@transaction.atomic
def end_hold(*, by: User, hold: Hold) -> Hold:
    """What stood against an erasure stands no more."""
    unit = service_of(by, hold.individual, "rights.hold")
    require(by, "rights.hold", at=unit)
    held: Hold = Hold.objects.unscoped(SEEN).select_for_update().get(pk=hold.pk)
    if held.ended_on is not None:
        raise Refused("It has ended already.")
    held.ended_on, held.ended_by = civil_today(), by
    held.save(update_fields=["ended_on", "ended_by"])
    record(by, "rights.hold_ended", about=held, individuals=[hold.individual.public_id], unit=unit)
    return held


def check_not_held(records: Iterable[Individual]) -> None:
    """Refuse, saying why and until when, where something stands against an erasure."""
    hold = hold_of([one.pk for one in records])
    if hold is None:
        return
    why = say(HOLDS[hold.kind])
    if hold.until is None:
        raise Refused("Nothing of this person may be erased until the hold is ended: {why}.", why=why)
    raise Refused("Nothing of this person may be erased up to and with {day}: {why}.", day=hold.until, why=why)
