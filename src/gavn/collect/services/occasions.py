"""Writes of occasions: they follow from the stay; people only say why one was not done, or that it was discussed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q

from gavn.access.selectors import civil_today, require
from gavn.collect.models import Invitation, Occasion, Response
from gavn.collect.pure.outcome import NOT_DONE
from gavn.collect.pure.schedule import Planned, next_status, planned
from gavn.collect.selectors.programmes import definition_of, programme_chosen, programmes_chosen, stay_of
from gavn.collect.services.refusing import refuse_for
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.collect.models import ServiceProgramme
    from gavn.people.models import Enrolment

BATCH = 2000
NOTE = 300


def open_occasions(*, enrolment: Enrolment, by: User | None = None) -> None:
    """Open what is due within a new stay; within the transaction and under the history line of the enrolment."""
    row = programme_chosen(enrolment.unit)
    if row is not None:
        Occasion.objects.bulk_create(occasions_of_stay(enrolment, row))
        refuse_for([enrolment])


def close_occasions(*, enrolment: Enrolment, by: User | None = None) -> None:
    """A stay has ended: drop what would have come later, open the exit and what follows it."""
    row = programme_chosen(enrolment.unit)
    if row is None:
        return
    later = Q(kind="status")
    if enrolment.exit_reason == "died":
        later |= Q(kind="follow_up")
    standing = enrolment.occasions.unscoped("of a stay that was just closed").filter(later, done_on__isnull=True)
    open_or_refused = Q(not_done="") | Q(refused_on__isnull=False)
    _drop(list(standing.filter(open_or_refused, due__gte=enrolment.exit.last or civil_today())))
    _open_missing(enrolment, row)


def reopen_occasions(*, enrolment: Enrolment, by: User | None = None) -> None:
    """A stay was closed by mistake: take back its exit, and open what is due again."""
    row = programme_chosen(enrolment.unit)
    if row is None:
        return
    standing = enrolment.occasions.unscoped("of a stay that was just reopened").filter(done_on__isnull=True)
    stays_on = {(one.kind, one.number) for one in occasions_of_stay(enrolment, row)}
    _drop([one for one in standing.filter(kind__in=("exit", "follow_up")) if (one.kind, one.number) not in stays_on])
    standing.filter(not_done="not_due", kind="status").update(not_done="")
    _open_missing(enrolment, row)


def open_next_status(occasion: Occasion) -> None:
    """A status was dealt with: open the one that follows, if it does not stand yet."""
    if occasion.kind not in ("entry", "status"):
        return
    row = programme_chosen(occasion.enrolment.unit)
    if row is not None and not occasion.enrolment.closed:
        found = occasion.enrolment.occasions.unscoped("of a stay that may be written").filter(kind="status")
        last = found.aggregate(last=Max("number"))["last"] or 0
        if occasion.kind == "status" and last == occasion.number:
            fresh = _next(occasion.enrolment, row, last + 1)
            Occasion.objects.bulk_create(fresh, ignore_conflicts=True)
            refuse_for([occasion.enrolment])


@transaction.atomic
def roll_statuses() -> int:
    """Open the next status of every stay whose last one is due by now; returns how many were opened."""
    today = civil_today()
    newest = Occasion.objects.unscoped("the house's own daily work").filter(kind="status", enrolment__closed=False)
    behind = newest.values("enrolment").annotate(last=Max("number"), due=Max("due")).filter(due__lte=today)
    last = {one["enrolment"]: one["last"] for one in behind}
    found = Occasion.objects.unscoped("the house's own daily work").filter(enrolment__in=last, kind="status")
    near = found.select_related("enrolment__unit", "enrolment__individual")
    stays = {one.enrolment_id: one.enrolment for one in near}
    rows = programmes_chosen({stay.unit_id for stay in stays.values()})
    fresh = [
        occasion
        for pk, stay in stays.items()
        if stay.unit_id in rows
        for occasion in occasions_of_stay(stay, rows[stay.unit_id])
        if occasion.kind == "status" and occasion.number > last[pk]
    ]
    Occasion.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    refuse_for(stays.values())
    if fresh:
        record(None, "collect.statuses_opened", count=len(fresh))
    return len(fresh)


@transaction.atomic
def leave_out_occasion(*, by: User, occasion: Occasion, reason: str, note: str = "") -> Occasion:
    """Say why an occasion, or what is still missing of it, was not done."""
    unit = occasion.enrolment.unit
    require(by, "collect.answer", at=unit)
    if reason not in NOT_DONE:
        raise Refused("Choose a reason from the list.", field="reason")
    if len(note) > NOTE:
        raise Refused("The note may have at most {most} characters.", most=NOTE, field="note")
    if occasion.done_on is not None:
        raise Refused("This occasion has been answered.", field="reason")
    occasion.not_done, occasion.not_done_note, occasion.refused_on = reason, note, None
    occasion.save(update_fields=["not_done", "not_done_note", "refused_on"])
    open_next_status(occasion)
    concerned = [occasion.enrolment.individual.public_id]
    record(by, "collect.occasion_left_out", about=occasion, individuals=concerned, unit=unit, reason=reason)
    return occasion


@transaction.atomic
def mark_discussed(*, by: User, occasion: Occasion) -> Occasion:
    """Note that the result was talked about with the person."""
    unit = occasion.enrolment.unit
    require(by, "collect.answer", at=unit)
    occasion.discussed_on, occasion.discussed_by = civil_today(), by
    occasion.save(update_fields=["discussed_on", "discussed_by"])
    concerned = [occasion.enrolment.individual.public_id]
    record(by, "collect.occasion_discussed", about=occasion, individuals=concerned, unit=unit)
    return occasion


def occasions_of_stay(enrolment: Enrolment, row: ServiceProgramme) -> list[Occasion]:
    stay = stay_of(enrolment, row)
    wanted = planned(definition_of(row), stay, today=civil_today(), status_every=row.status_every)
    return [_occasion(enrolment, row, one) for one in wanted]


def _next(enrolment: Enrolment, row: ServiceProgramme, number: int) -> list[Occasion]:
    stay = stay_of(enrolment, row)
    status = next_status(definition_of(row), stay, number=number, status_every=row.status_every)
    return [_occasion(enrolment, row, status)] if status else []


def _occasion(enrolment: Enrolment, row: ServiceProgramme, one: Planned) -> Occasion:
    return Occasion(
        enrolment=enrolment,
        programme=row.programme,
        version=row.version,
        kind=one.kind,
        number=one.number,
        month=one.month,
        baseline=one.baseline,
        due=one.due,
        closes=one.closes,
    )


def _open_missing(enrolment: Enrolment, row: ServiceProgramme) -> None:
    Occasion.objects.bulk_create(occasions_of_stay(enrolment, row), ignore_conflicts=True)
    refuse_for([enrolment])


def _drop(occasions: list[Occasion]) -> None:
    """Take away what nobody touched; what was begun stays, marked as no longer due."""
    ids = [one.pk for one in occasions]
    begun = set(
        Response.objects.unscoped("of occasions to be dropped")
        .filter(occasion__in=ids)
        .values_list("occasion", flat=True)
    )
    invited = Invitation.objects.unscoped("of occasions to be dropped").filter(occasion__in=ids)
    begun |= set(invited.values_list("occasion", flat=True))
    invited.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())
    standing = Occasion.objects.unscoped("of a stay that may be written")
    standing.filter(pk__in=begun).update(not_done="not_due")
    standing.filter(pk__in=set(ids) - begun).delete()
