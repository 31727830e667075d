"""What was answered: the revisions that count today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from gavn.catalogue.selectors import instrument
from gavn.collect.models import Response, Revision

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Instrument
    from gavn.collect.models import Occasion
    from gavn.people.models import Enrolment

Answers = dict[str, dict[str, Any]]


def answers_of(enrolment: Enrolment) -> list[Revision]:
    """All answers of a seen stay that count today, oldest occasion first, each with its response and occasion."""
    found = Revision.objects.unscoped("of a stay the reader was let see").filter(
        response__occasion__enrolment=enrolment, current=True
    )
    return list(found.select_related("response__occasion").order_by("response__occasion__due", "answered_on", "id"))


def answers_at(occasion: Occasion) -> list[Revision]:
    """The answers of a seen occasion that count today."""
    found = Revision.objects.unscoped("of an occasion the reader was let see").filter(
        response__occasion=occasion, current=True
    )
    return list(found.select_related("response__occasion").order_by("id"))


def answers_of_many(enrolments: Iterable[int]) -> list[Revision]:
    """The answers of many stays that count today, for figures without names."""
    found = Revision.objects.unscoped("for figures over many; the caller narrows the stays").filter(
        response__occasion__enrolment__in=enrolments, current=True
    )
    return list(found.select_related("response__occasion").order_by("id"))


def response_seen_by(user: User, public_id: str, permission: str = "collect.answer") -> Response:
    """A response with all its revisions, where the user may work with it; else 404."""
    revisions = Revision.objects.unscoped("of a seen response").select_related("by").order_by("number")
    found = Response.objects.seen_by(user, permission).select_related("occasion__enrolment__individual")
    found = found.select_related("occasion__enrolment__unit", "struck_by").prefetch_related(
        Prefetch("revisions", revisions)
    )
    response: Response = get_object_or_404(found, public_id=public_id)
    return response


def current_revision(response: Response) -> Revision:
    """The revision that counts."""
    found: Revision = response.revisions.unscoped("of a seen response").get(current=True)
    return found


def last_time(occasion: Occasion, path: str) -> Occasion | None:
    """The latest other occasion of the same stay on which an instrument was answered."""
    found = Response.objects.unscoped("of an occasion the reader was let see").filter(
        occasion__enrolment_id=occasion.enrolment_id, instrument=path, struck_at__isnull=True
    )
    newest = found.exclude(occasion=occasion).select_related("occasion").order_by("-occasion__due").first()
    return newest.occasion if newest else None


def last_answers(occasion: Occasion, path: str, respondent: str) -> Answers:
    """What the respondent answered last time to the same instrument in the same stay; empty when never."""
    found = Revision.objects.unscoped("of an occasion the reader was let see").filter(
        response__occasion__enrolment_id=occasion.enrolment_id,
        response__instrument=path,
        response__respondent=respondent,
        current=True,
    )
    newest = found.exclude(response__occasion=occasion).order_by("-answered_on", "-id").first()
    return newest.answers if newest else {}


def facts_known(enrolment: Enrolment) -> dict[str, str | None]:
    """What people wrote down of a stay already and is therefore not asked."""
    individual = enrolment.individual
    month = individual.birth_year and individual.birth_month
    return {
        "individual.sex": individual.sex if individual.sex != "unknown" else None,
        "individual.birth_month": f"{individual.birth_year:04d}-{individual.birth_month:02d}" if month else None,
        "enrolment.exit_reason": enrolment.exit_reason or None,
    }


def with_facts(definition: Instrument, answers: dict[str, Any], facts: dict[str, str | None]) -> dict[str, Any]:
    """The answers, filled with what is known already; what is not known counts as such."""
    filled = dict(answers)
    for item in definition.items:
        if item.known:
            fact = facts[item.known]
            codes = {option.code for option in item.options}
            fits = fact is not None and (not codes or fact in codes)
            filled[item.id] = {"v": fact} if fits else {"why": "unknown"}
    return filled


def definition_answered(response: Response) -> Instrument:
    """The definition by which a response was given."""
    return instrument(f"{response.instrument}@{response.version}")
