"""Answers entered for the wrong person or occasion: struck out, brought back, moved to where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from gavn.access.selectors import require
from gavn.collect.models import Occasion, Response, Revision
from gavn.collect.pure.outcome import STRUCK
from gavn.collect.selectors.occasions import asks_of, is_complete
from gavn.collect.services.registers import brought_back, struck, submitted
from gavn.collect.services.submitting import NewAnswers, checked, close_when_complete, first_revision
from gavn.history.services import record
from gavn.kernel.clock import now, public_id
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual

PERMISSION = "collect.correct"
GONE = "These answers are struck out already."


@transaction.atomic
def strike_response(*, by: User, response: Response, why: str) -> Response:
    """Let a response no longer count anywhere; it stays visible, with who struck it out, when and why."""
    unit = response.occasion.enrolment.unit
    require(by, PERMISSION, at=unit)
    held = _struck(response, by, why)
    concerned = [_whose(held.occasion).public_id]
    record(by, "collect.response_struck", about=held, individuals=concerned, unit=unit, why=why)
    return held


@transaction.atomic
def bring_back_response(*, by: User, response: Response) -> Response:
    """Let a response that was struck out count again, as it stood."""
    unit = response.occasion.enrolment.unit
    require(by, PERMISSION, at=unit)
    held = _locked(response)
    if held.struck_at is None:
        raise Refused("These answers are not struck out.")
    if held.moved_to is not None and held.moved_to.struck_at is None:
        raise Refused("These answers stand in another place now. Strike them out there first.")
    if _standing_at(held.occasion, held):
        raise Refused("Other answers stand in this place now. Strike them out first.")
    brought_back.tell(responses=[held], by=by)
    held.struck_at, held.struck_by, held.struck_why, held.moved_to = None, None, "", None
    held.save(update_fields=["struck_at", "struck_by", "struck_why", "moved_to"])
    mine = held.revisions.unscoped("of a seen response")
    mine.filter(number=mine.aggregate(last=Max("number"))["last"]).update(current=True)
    close_when_complete(held.occasion, mine.get(current=True).answered_on, _answered(held.occasion))
    record(by, "collect.response_brought_back", about=held, individuals=[_whose(held.occasion).public_id], unit=unit)
    return held


@transaction.atomic
def move_response(*, by: User, response: Response, to: Occasion) -> Response:
    """Put a response where it belongs: struck out here, standing there as it was given; both histories say so."""
    unit, target = response.occasion.enrolment.unit, to.enrolment.unit
    require(by, PERMISSION, at=unit)
    require(by, PERMISSION, at=target)
    _check_place(response, to)
    same = to.enrolment.individual_id == response.occasion.enrolment.individual_id
    current: Revision = response.revisions.unscoped("of a seen response").get(number=_last_number(response))
    held = _struck(response, by, "wrong_occasion" if same else "wrong_person")
    fresh = checked(_as_given(current, held, to), whole=False)
    copy = Response.objects.create(
        occasion=to, instrument=held.instrument, version=held.version, respondent=held.respondent
    )
    revision = first_revision(copy, fresh, current.by, current.text_version)
    Revision.objects.bulk_create([revision])
    held.moved_to = copy
    held.save(update_fields=["moved_to"])
    close_when_complete(to, current.answered_on, _answered(to))
    concerned = [_whose(held.occasion).public_id, _whose(to).public_id]
    record(by, "collect.response_moved", about=held, individuals=concerned, unit=unit, to=copy.public_id)
    submitted.tell(revisions=[revision], by=by)
    return copy


def _struck(response: Response, by: User, why: str) -> Response:
    """The response, locked and struck out; its occasion is open again where something is missing now."""
    if why not in STRUCK:
        raise Refused("Choose a reason from the list.", field="why")
    held = _locked(response)
    if held.struck_at is not None:
        raise Refused(GONE)
    held.struck_at, held.struck_by, held.struck_why = now(), by, why
    held.save(update_fields=["struck_at", "struck_by", "struck_why"])
    held.revisions.unscoped("of a seen response").update(current=False)
    _reopen(held.occasion)
    struck.tell(responses=[held], by=by)
    return held


def _reopen(occasion: Occasion) -> None:
    """An occasion is done only while nothing is missing, and was talked about only while something stands."""
    answered = _answered(occasion)
    if occasion.done_on is not None and not is_complete(occasion, answered):
        occasion.done_on = None
    if not answered:
        occasion.discussed_on, occasion.discussed_by = None, None
    occasion.save(update_fields=["done_on", "discussed_on", "discussed_by"])


def _check_place(response: Response, to: Occasion) -> None:
    """Refuse a place where this form is not asked of this respondent, or was answered already."""
    if to.pk == response.occasion_id:
        raise Refused("The answers stand on this occasion already.", field="occasion")
    Occasion.objects.unscoped("locked until written").select_for_update().order_by().values_list("pk").get(pk=to.pk)
    key = f"{response.instrument}@{response.version}"
    if (key, response.respondent) not in {(ask.instrument, ask.of) for ask in asks_of(to)}:
        raise Refused("This form is not asked of this respondent on that occasion.", field="occasion")
    if _standing_at(to, response):
        raise Refused("This form is answered on that occasion already.", field="occasion")


def _as_given(current: Revision, held: Response, to: Occasion) -> NewAnswers:
    return NewAnswers(
        occasion=to,
        instrument=f"{held.instrument}@{held.version}",
        respondent=held.respondent,
        answers=current.answers,
        client_id=public_id(),
        mode=current.mode,
        language=current.language,
        variant=current.variant,
        helper=current.helper,
        helped_how=current.helped_how,
        answered_on=current.answered_on,
        seconds=current.seconds,
    )


def _locked(response: Response) -> Response:
    found = Response.objects.unscoped("locked until written").select_for_update(of=("self",))
    near = found.select_related("occasion__enrolment__individual", "occasion__enrolment__unit", "moved_to")
    held: Response = near.get(pk=response.pk)
    return held


def _last_number(response: Response) -> int:
    found: dict[str, int] = response.revisions.unscoped("of a seen response").aggregate(last=Max("number"))
    return found["last"]


def _answered(occasion: Occasion) -> set[tuple[str, str]]:
    """What stands on an occasion: instruments with their respondents."""
    standing = occasion.responses.unscoped("of an occasion that may be written").filter(struck_at__isnull=True)
    return set(standing.values_list("instrument", "respondent"))


def _standing_at(occasion: Occasion, like: Response) -> set[int]:
    """The responses that stand in the same place on an occasion."""
    standing = occasion.responses.unscoped("to see whether the place is taken").filter(struck_at__isnull=True)
    return set(standing.filter(instrument=like.instrument, respondent=like.respondent).values_list("pk", flat=True))


def _whose(occasion: Occasion) -> Individual:
    return occasion.enrolment.individual
