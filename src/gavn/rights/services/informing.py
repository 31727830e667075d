"""What a person was told, and whether they are here of their own will."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.rights.models import Ground, Told
from gavn.rights.pure.rules import check_code, check_codes, check_order, check_past, check_words
from gavn.rights.pure.vocabulary import GROUNDS, TOLD_ABOUT, TOLD_HOW, TOLD_WHOM
from gavn.rights.selectors.persons import SEEN, service_of
from gavn.rights.services.sealing import sealed_for

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual


@transaction.atomic
def inform(
    *,
    by: User,
    individual: Individual,
    about: Sequence[str],
    how: Sequence[str],
    whom: Sequence[str],
    day: date | None = None,
    teller: str = "",
    note: str = "",
) -> Told:
    """Write down what was told, how, to whom and when; ``teller`` where it was somebody else than the writer."""
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    told_on = day or civil_today()
    check_past(told_on, on=civil_today(), field="day")
    row = Told(
        individual=individual,
        day=told_on,
        about=check_codes(about, TOLD_ABOUT, "about", some=True),
        how=check_codes(how, TOLD_HOW, "how", some=True),
        whom=check_codes(whom, TOLD_WHOM, "whom", some=True),
        sealed=sealed_for(individual, teller=check_words(teller, "teller"), note=check_words(note, "note")),
        by=by,
        at=now(),
    )
    row.save()
    record(by, "rights.person_informed", about=row, individuals=[individual.public_id], unit=unit)
    return row


@transaction.atomic
def state_ground(
    *, by: User, individual: Individual, kind: str, first: date, ground: str = "", last: date | None = None
) -> Ground:
    """Write down whether the person is here of their own will; against it only by a ground that is named."""
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    check_code(kind, GROUNDS, "kind")
    check_past(first, on=civil_today(), field="first")
    check_order(first, last, "last")
    words = check_words(ground, "ground", required=kind == "involuntary")
    _end_before(individual, first)
    row = Ground(individual=individual, kind=kind, first=first, last=last, by=by, at=now())
    row.sealed = sealed_for(individual, ground=words)
    row.save()
    record(by, "rights.ground_stated", about=row, individuals=[individual.public_id], unit=unit)
    return row


def _end_before(individual: Individual, first: date) -> None:
    """What held so far ends on the day before; it cannot have begun later."""
    rows = Ground.objects.unscoped(SEEN).select_for_update().filter(individual=individual)
    last = rows.filter(last=None).first() or rows.first()
    if last is None:
        return
    if first <= (last.last or last.first):
        raise Refused(
            "The last entry is from {day}; this one must be later.", day=last.last or last.first, field="first"
        )
    if last.last is None:
        rows.filter(pk=last.pk).update(last=date.fromordinal(first.toordinal() - 1))


@transaction.atomic
def end_ground(*, by: User, ground: Ground, last: date) -> Ground:
    """Write down the last day on which it held."""
    unit = service_of(by, ground.individual)
    require(by, "rights.write", at=unit)
    fresh: Ground = Ground.objects.unscoped(SEEN).select_for_update().get(pk=ground.pk)
    if fresh.last is not None:
        raise Refused("It has ended already.")
    check_order(fresh.first, last, "last")
    fresh.last = last
    fresh.save(update_fields=["last"])
    record(by, "rights.ground_ended", about=fresh, individuals=[ground.individual.public_id], unit=unit)
    return fresh
