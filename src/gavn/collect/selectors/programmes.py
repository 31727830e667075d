"""Which programme a service works with, and what it therefore asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from gavn.catalogue.selectors import programme
from gavn.collect.models import ServiceProgramme
from gavn.collect.pure.schedule import Stay

if TYPE_CHECKING:
    from gavn.access.models import Unit
    from gavn.catalogue.pure.formats import Ask, Programme
    from gavn.collect.models import Occasion
    from gavn.people.models import Enrolment


def programme_chosen(unit: Unit) -> ServiceProgramme | None:
    """What the service works with today."""
    return ServiceProgramme.objects.filter(unit=unit, last__isnull=True).first()


def choice_standing(unit: Unit, definition: Programme, asks: Iterable[str]) -> dict[str, object]:
    """What stands of a programme's measures and interval; nothing for a programme that is new to the service."""
    row = programme_chosen(unit)
    if row is None or row.programme != definition.key:
        return {}
    chosen = [ask for ask in asks if ask in row.chosen or ask.partition("|")[0] in row.chosen]
    return {"chosen": chosen, "status_every": row.status_every}


def programmes_chosen(units: Iterable[int]) -> dict[int, ServiceProgramme]:
    """What services work with today, by their inner id."""
    return {row.unit_id: row for row in ServiceProgramme.objects.filter(unit__in=units, last__isnull=True)}


def programmes_since(unit: Unit) -> list[ServiceProgramme]:
    """What the service has worked with, oldest first."""
    return list(ServiceProgramme.objects.filter(unit=unit))


def definition_of(row: ServiceProgramme) -> Programme:
    """The programme a service chose, as it is defined."""
    return programme(f"{row.programme}@{row.version}")


def stay_of(enrolment: Enrolment, row: ServiceProgramme) -> Stay:
    """A stay as the schedule sees it; whoever came before the service began with its programme was there already."""
    entered: date | None = enrolment.entry.first
    already = enrolment.already_there or (entered or enrolment.measured_from) < row.first
    return Stay(
        measured_from=max(enrolment.measured_from, row.first) if already else enrolment.measured_from,
        entered=entered,
        exited=enrolment.exit.last if enrolment.closed else None,
        already_there=already,
        died=enrolment.exit_reason == "died",
    )


def asked_on(occasion: Occasion, chosen: Iterable[str]) -> list[Ask]:
    """What is asked on an occasion: what the programme always asks, and what the service chose.

    A choice names an instrument, or ``instrument|respondent`` where only one of several respondents is asked.
    What is asked at entry is asked at a baseline too, because there was no entry to ask it at.
    """
    kinds = {occasion.kind, "entry"} if occasion.baseline else {occasion.kind}
    wanted = set(chosen)
    return [
        ask
        for ask in programme(f"{occasion.programme}@{occasion.version}").asks
        if kinds & set(ask.at) and (ask.always or {ask.instrument, f"{ask.instrument}|{ask.of}"} & wanted)
    ]


def choices_at(unit: int, key: str, version: int) -> list[str]:
    """The outcome measures a service chose within one version of a programme."""
    rows = ServiceProgramme.objects.filter(unit=unit, programme=key, version=version).order_by("-first", "-id")
    return list(rows.values_list("chosen", flat=True).first() or [])
