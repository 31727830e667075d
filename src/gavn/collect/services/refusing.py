"""What a person said no to is not due: occasions with nothing left to ask are closed, and opened again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from gavn.access.selectors import civil_today
from gavn.collect.models import Invitation, Occasion, Response
from gavn.collect.selectors.occasions import asks_of, left_to_ask, missing_among
from gavn.kernel.clock import now
from gavn.rights.selectors import persons_who_said_no, says_of

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Enrolment, Individual

REFUSED = "refused"


def follow_what_was_said(*, individual: Individual, since: date, by: User | None = None) -> None:
    """Close what may no longer be asked, and open again what may and is not over by ``since``.

    Signed up to rights.person_said, whose services ask for the permission and write the line of history.
    """
    occasions = _not_done(individual)
    answered = _answered(occasions)
    says = says_of(individual.pk)
    readable: dict[str, bool] = {}
    for occasion in occasions:
        missing = missing_among(asks_of(occasion), answered[occasion.pk])
        left = left_to_ask(missing, says, readable)
        unwanted = [ask for ask in missing if readable[ask.instrument] and ask not in left]
        if occasion.refused_on is None and unwanted and not left:
            _write(occasion, REFUSED, civil_today())
        elif occasion.refused_on is not None and left and max(occasion.closes, occasion.refused_on) >= since:
            _write(occasion, "", None)
        _close_codes(occasion, {ask.of for ask in unwanted} - {ask.of for ask in left})


def refuse_for(stays: Iterable[Enrolment]) -> None:
    """Close what was just opened for persons who had said no before."""
    persons = {stay.individual_id: stay.individual for stay in stays}
    for key in persons_who_said_no() & set(persons):
        follow_what_was_said(individual=persons[key], since=civil_today())


def _not_done(individual: Individual) -> list[Occasion]:
    """The occasions that are due, will be, or were closed because the person said no."""
    found = Occasion.objects.unscoped("of a person who said something").filter(
        Q(not_done="") | Q(refused_on__isnull=False), enrolment__individual=individual, done_on__isnull=True
    )
    return list(found.select_related("enrolment__individual", "enrolment__unit"))


def _answered(occasions: list[Occasion]) -> dict[int, set[tuple[str, str]]]:
    rows = Response.objects.unscoped("of a person who said something").filter(
        occasion__in=[one.pk for one in occasions], struck_at__isnull=True
    )
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for key, path, respondent in rows.values_list("occasion", "instrument", "respondent"):
        found[key].add((path, respondent))
    return found


def _write(occasion: Occasion, not_done: str, refused_on: date | None) -> None:
    occasion.not_done, occasion.refused_on = not_done, refused_on
    occasion.save(update_fields=["not_done", "refused_on"])


def _close_codes(occasion: Occasion, respondents: Collection[str]) -> None:
    """A code by which nothing more may be asked opens nothing."""
    if respondents:
        waiting = Invitation.objects.unscoped("of a person who said something").filter(
            occasion=occasion, respondent__in=respondents, withdrawn_at__isnull=True, finished_at__isnull=True
        )
        waiting.update(withdrawn_at=now())
