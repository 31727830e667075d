"""Those for whom something waits at a service get a mail that counts it: once a week at most, and without a name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from gavn.access.selectors import civil_today, colleagues_at, require
from gavn.calendar.models import Reminder
from gavn.calendar.pure.overdue import week_of
from gavn.calendar.selectors.overdue import PERSONS, waiting_at
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.people.selectors import stand_ins_of
from gavn.works.services import queue_message

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


@transaction.atomic
def remind(*, by: User | None, unit: Unit) -> Reminder:
    """Remind those at a service for whom something waits; ``by`` is nobody where the day of a season had come."""
    if by is not None:
        require(by, "calendar.remind", at=unit)
    week = week_of(civil_today())
    standing = Reminder.objects.filter(unit=unit, week=week).first()
    if standing is not None:
        raise Refused("{name} was reminded on {day}; the next reminder can go out next Monday.", name=unit.name,
                      day=standing.at)  # fmt: skip
    concerned, total = _concerned(unit)
    if not total:
        raise Refused("Nothing waits at {name}, so nobody is reminded.", name=unit.name)
    if not concerned:
        raise Refused("Nobody at {name} may fill in forms, so nobody can be reminded.", name=unit.name)
    for user, count in concerned.items():
        _write(user, unit, count)
    made = Reminder.objects.create(unit=unit, week=week, at=now(), by=by, colleagues=len(concerned), occasions=total)
    record(by, "calendar.reminded", about=unit, unit=unit, colleagues=[one.public_id for one in concerned], n=total)
    return made


def _concerned(unit: Unit) -> tuple[Counter[User], int]:
    """How many occasions wait for whom at a service: the contact, whoever stands in, the deputy, else everybody there.

    Only who may fill in forms there today is asked to.
    """
    waiting = list(waiting_at([unit.pk], civil_today()).values_list("enrolment__contact", "enrolment__deputy"))
    able = {user.pk: user for user in colleagues_at(unit, PERSONS)}
    stand_ins = stand_ins_of({contact for contact, _deputy in waiting if contact})
    found: Counter[User] = Counter()
    for contact, deputy in waiting:
        stands = stand_ins.get(contact)
        named = [able[one] for one in (stands.pk if stands else None, contact, deputy) if one in able]
        found.update(named[:1] or able.values())
    return found, len(waiting)


def _write(user: User, unit: Unit, count: int) -> None:
    with translation.override(user.language):
        told = {"n": count, "name": unit.name}
        subject = ngettext("gavn: %(n)s occasion waits at %(name)s", "gavn: %(n)s occasions wait at %(name)s", count)
        address = settings.GAVN_ADDRESS + reverse("overdue", urlconf=settings.ROOT_URLCONF)
        body = [
            gettext("Hello"),
            ngettext(
                "%(n)s occasion waits for you at %(name)s: ask the questions, or say why not.",
                "%(n)s occasions wait for you at %(name)s: ask the questions, or say why not.",
                count,
            )
            % told,
            gettext("The list: %(address)s") % {"address": f"{address}?service={unit.public_id}"},
            gettext("No names stand in this mail, and none of its addresses names anybody."),
        ]
        queue_message(user.email, subject % told, "\n\n".join(body))
