"""What waits on the front page: services nobody was reminded at, and years to answer for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.access.selectors import civil_today, may, services_where
from gavn.calendar.models import Reminder
from gavn.calendar.pure.overdue import STILL, week_of
from gavn.calendar.selectors.overdue import PERSONS, waiting_at
from gavn.calendar.selectors.years import ANSWER, years_waiting
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.access.models import User

REMIND = "calendar.remind"


def late_waits(*, user: User, into: list[Pile]) -> None:
    """The services at which something is late and nobody was reminded this week, for who only follows them."""
    if not may(user, REMIND) or may(user, PERSONS):
        return
    today = civil_today()
    reminded = Reminder.objects.filter(week=week_of(today)).values("unit")
    units = services_where(user, REMIND).exclude(pk__in=reminded)
    late = waiting_at(units, today).filter(closes__lt=today, closes__gte=today - STILL)
    found = late.order_by("enrolment__unit__path").values_list("enrolment__unit__public_id", "enrolment__unit__name")
    lines = [
        Line(f"{reverse('overdue')}?service={key}", name=name, what=Said("something is late there"))
        for key, name in found.distinct()[: MOST + 1]
    ]
    act, why = Said("Remind those concerned"), Said("{n} services where something is late")
    title = Said("Services where something is late")
    into += piled(Pile("late_services", 57, title, lines, act=act, why=why, everything=reverse("overdue")))


def years_wait(*, user: User, into: list[Pile]) -> None:
    """The years that wait to be answered for, for the managers of services."""
    if not may(user, ANSWER):
        return
    lines = [
        Line(
            reverse("answer_year", args=[unit.public_id, line.year]),
            name=unit.name,
            what=said("questions about {year}", year=str(line.year)),
            day=line.freezes,
        )
        for unit, line in years_waiting(user, most=MOST + 1)
    ]
    act, why = Said("Answer about the service’s year"), Said("{n} years to answer for")
    into += piled(Pile("years", 59, Said("Answer about the service’s year"), lines, act=act, why=why))
