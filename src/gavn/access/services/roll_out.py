"""Planning in which phases a service begins."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gavn.access.models import Unit, User
from gavn.access.models.roll_out import RollOut
from gavn.access.pure.roll_out import Phases
from gavn.access.selectors import require
from gavn.history.services import record
from gavn.kernel.errors import Refused


@transaction.atomic
def plan_roll_out(
    *, by: User, unit: Unit, base: date, questions: date | None = None, comparison: date | None = None
) -> Phases:
    """Say from which day a service keeps base data, asks its questionnaires, and compares."""
    require(by, "access.shape", at=unit)
    if not unit.is_service:
        raise Refused("Only a service has phases; {name} is none.", name=unit.name)
    plan = Phases(base, questions, comparison).checked()
    fields = {"base": plan.base, "questions": plan.questions, "comparison": plan.comparison}
    RollOut.objects.update_or_create(unit=unit, defaults=fields)
    told = {name: day.isoformat() for name, day in fields.items() if day}
    record(by, "access.roll_out_planned", about=unit, unit=unit, **told)
    return plan
