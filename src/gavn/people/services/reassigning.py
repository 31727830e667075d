"""Several persons given to a colleague at once, all or nothing, and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gavn.access.selectors import require
from gavn.access.selectors.colleagues import users_by_key
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, HandedOver
from gavn.people.services.rules import check_contacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gavn.access.models import Unit, User

PERMISSION = "people.enrol"
MOST = 200

if TYPE_CHECKING:
    # By taker: each stay with its contact and deputy of before.
    Given = Mapping[User, Sequence[tuple[Enrolment, User | None, User | None]]]


@transaction.atomic
def reassign_stays(*, by: User, stays: Sequence[Enrolment], to: User) -> HandedOver:
    """Let a colleague be the contact of all these stays, or of none where one of them cannot be given."""
    if not stays or len(stays) > MOST:
        raise Refused("Choose between 1 and {most} persons.", most=MOST)
    fresh = _locked([stay.pk for stay in stays])
    for unit in {stay.unit for stay in fresh}:
        require(by, PERMISSION, at=unit)
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
        raise PermissionDenied(PERMISSION)
    if locked.undone_at is not None:
        raise Refused("This was taken back already.")
    before = {stay: (contact, deputy) for stay, contact, deputy in locked.stays}
    fresh = _locked_by_id(before)
    users = users_by_key({key for pair in before.values() for key in pair if key})
    for unit in {stay.unit for stay in fresh}:
        require(by, PERMISSION, at=unit)
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


def _locked(keys: Iterable[int]) -> list[Enrolment]:
    found = Enrolment.objects.unscoped("seen by the caller, locked for a change").filter(pk__in=list(keys))
    return _near(found)


def _locked_by_id(ids: Iterable[str]) -> list[Enrolment]:
    return _near(Enrolment.objects.unscoped("one gave them away oneself").filter(public_id__in=list(ids)))


def _near(found: object) -> list[Enrolment]:
    rows = found.select_for_update(of=("self",)).select_related("unit", "individual", "contact", "deputy")  # type: ignore[attr-defined]
    return list(rows.order_by("pk"))


def _ids(stays: Iterable[Enrolment]) -> set[str]:
    return {stay.individual.public_id for stay in stays}


def _one(stays: Iterable[Enrolment]) -> Unit | None:
    """The unit where all of them are, if it is one."""
    units = {stay.unit for stay in stays}
    return units.pop() if len(units) == 1 else None
