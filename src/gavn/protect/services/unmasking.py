"""Opening who stands behind a code, or a protected address: asked for by one, released by another, for a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.access.services import ask_two_persons
from gavn.history.pure.purposes import OPENED_FOR
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.people.selectors.for_protection import individual_by_id
from gavn.protect.models import Unmasking
from gavn.protect.pure.vocabulary import ADDRESS, HOURS, OPENED
from gavn.protect.selectors.unmasking import person_meant, shown_by

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, Unit, User
    from gavn.people.gateways import Identity
    from gavn.protect.selectors import Opening

KIND = "protect.unmask"


@transaction.atomic
def ask_unmasking(*, by: User, unit: Unit, code: str, what: str, purpose: str, hours: str, reason: str) -> TwoPersonAct:
    """Ask to read who stands behind a code, or a protected address, for a purpose and a time."""
    require(by, "protect.unmask", at=unit)
    for name, value, known in (("what", what, OPENED), ("purpose", purpose, OPENED_FOR), ("hours", hours, HOURS)):
        if value not in known:
            raise Refused("Choose one of the list.", field=name)
    person = person_meant(unit, code)
    if person is None:
        raise Refused("Nobody of this service is known by that code.", field="code")
    if what == ADDRESS and not person.protected:
        raise Refused("The address of this person is not protected; who works with them sees it.", field="what")
    return ask_two_persons(
        by=by, kind=KIND, unit=unit, about=person.public_id, individuals=[person.public_id], reason=reason,
        terms={"what": what, "purpose": purpose, "hours": int(hours)},
    )  # fmt: skip


def open_mask(*, act: TwoPersonAct, by: User) -> Unmasking:
    """What a release does: who asked may read it from now on, until the time is over."""
    person, at = individual_by_id(act.about), now()
    opened = Unmasking.objects.create(
        individual=person, unit=act.unit, user=act.asked_by, act=act.public_id, what=act.terms["what"],
        purpose=act.terms["purpose"], began_at=at, ends_at=at + timedelta(hours=act.terms["hours"]),
    )  # fmt: skip
    record(
        act.asked_by, "protect.unmasked", about=opened, individuals=[person.public_id], unit=act.unit,
        purpose=opened.purpose, released_by=by.public_id, what=opened.what, hours=act.terms["hours"],
    )  # fmt: skip
    return opened


@transaction.atomic
def read_unmasked(*, by: User, opening: Opening) -> Identity:
    """Read what is open, with a line of history for each time and the purpose it was opened for."""
    row = opening.row
    require(by, "protect.unmask", at=row.unit)
    if row.user_id != by.pk or not opening.open:
        raise Refused("This is not open to you any more.")
    record(
        by, "protect.identity_shown", about=row, individuals=[row.individual.public_id], unit=row.unit,
        purpose=row.purpose, what=row.what,
    )  # fmt: skip
    return shown_by(opening)


@transaction.atomic
def end_unmasking(*, by: User, opening: Opening) -> Unmasking:
    """End an opening before its time, because it is needed no more."""
    row = opening.row
    require(by, "protect.unmask", at=row.unit)
    if row.user_id != by.pk:
        raise Refused("This is not open to you any more.")
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    record(by, "protect.unmasking_ended", about=row, individuals=[row.individual.public_id], unit=row.unit)
    return row
