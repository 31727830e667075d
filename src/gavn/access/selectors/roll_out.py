"""Which phase of its roll-out a service is in, and what is therefore not asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import F, Q

from gavn.access.models.reach import civil_today
from gavn.access.models.roll_out import RollOut
from gavn.access.pure.roll_out import COMPARISON, Phases

if TYPE_CHECKING:
    from gavn.access.models import Unit


def roll_out_of(unit: Unit) -> Phases | None:
    """When each phase of a service begins; nothing where it works with everything from the start."""
    return roll_outs([unit.pk]).get(unit.pk)


def roll_outs(units: Iterable[int]) -> dict[int, Phases]:
    """The same for many services, by their inner id."""
    rows = RollOut.objects.filter(unit__in=units)
    return {row.unit_id: Phases(row.base, row.questions, row.comparison) for row in rows}


def phase_today(unit: Unit) -> int:
    """The phase a service is in today; the last where nothing else was said."""
    plan = roll_out_of(unit)
    return plan.on(civil_today()) if plan else COMPARISON


def asked_by_now(unit: str, closes: str) -> Q:
    """What a service in roll-out asks already: from the first day of its questionnaires on, and nothing from before.

    ``unit`` and ``closes`` say where a row holds the service, and the last day on which the question could be answered.
    """
    began = f"{unit}__roll_out__questions"
    return Q(**{f"{unit}__roll_out__isnull": True}) | Q(**{f"{began}__lte": civil_today()}) & Q(
        **{f"{began}__lte": F(closes)}
    )
