"""Links and codes with which somebody answers without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.catalogue.pure.formats import LANGUAGES
from gavn.collect.models import Invitation, WrongCode
from gavn.collect.pure.outcome import VARIANTS
from gavn.collect.selectors.invitations import hash_of, invitation_by_code
from gavn.collect.selectors.occasions import asks_allowed
from gavn.history.services import record
from gavn.kernel.clock import now, secret_code
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.collect.models import Occasion

DAYS_OPEN = 30
WRONG_AN_HOUR = 10


@transaction.atomic
def invite(
    *, by: User | None, occasion: Occasion, respondent: str, language: str, variant: str = "", days: int = DAYS_OPEN
) -> tuple[Invitation, str]:
    """Invite a respondent to answer; the code is shown this once and kept only as a hash."""
    unit = occasion.enrolment.unit
    if by is not None:
        require(by, "collect.answer", at=unit)
    if language not in LANGUAGES or variant not in VARIANTS:
        raise Refused("Choose a language and a wording from the lists.", field="language")
    if not 1 <= days <= 366:
        raise Refused("A code can hold for 1 to 366 days.", field="days")
    if respondent == "practitioner" or not [ask for ask in asks_allowed(occasion) if ask.of == respondent]:
        raise Refused("Nothing is asked of this respondent on this occasion.", field="respondent")
    code = secret_code()
    invitation = Invitation.objects.create(
        occasion=occasion,
        respondent=respondent,
        code_hash=hash_of(code),
        language=language,
        variant=variant,
        made_by=by,
        made_at=now(),
        ends_on=civil_today() + timedelta(days=days),
    )
    concerned = [occasion.enrolment.individual.public_id]
    record(by, "collect.respondent_invited", about=invitation, individuals=concerned, unit=unit, respondent=respondent)
    return invitation, code


@transaction.atomic
def withdraw_invitation(*, by: User, invitation: Invitation) -> None:
    """Let a code open nothing any more."""
    unit = invitation.occasion.enrolment.unit
    require(by, "collect.answer", at=unit)
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = now()
        invitation.save(update_fields=["withdrawn_at"])
    concerned = [invitation.occasion.enrolment.individual.public_id]
    record(by, "collect.invitation_withdrawn", about=invitation, individuals=concerned, unit=unit)


def use_code(code: str, *, place: str) -> Invitation | None:
    """The invitation a code opens; wrong codes are counted where they come from, and too many mean waiting."""
    since = now() - timedelta(hours=1)
    if WrongCode.objects.filter(place=place, at__gt=since).count() >= WRONG_AN_HOUR:
        raise Refused("There were too many wrong codes from here. Wait an hour, or ask the one who gave you the code.")
    invitation = invitation_by_code(code)
    if invitation is None:
        WrongCode.objects.filter(at__lt=now() - timedelta(days=1)).delete()
        WrongCode.objects.create(place=place, at=now())
        return None
    open_invitation(invitation)
    return invitation


@transaction.atomic
def open_invitation(invitation: Invitation) -> None:
    """Note that the code was used for the first time; the code itself is the permission."""
    if invitation.opened_at is None:
        invitation.opened_at = now()
        invitation.save(update_fields=["opened_at"])
        record(None, "collect.invitation_opened", about=invitation, unit=invitation.occasion.enrolment.unit)


@transaction.atomic
def finish_invitation(invitation: Invitation) -> None:
    """Note that everything asked under this code was answered."""
    if invitation.finished_at is None:
        invitation.finished_at = now()
        invitation.save(update_fields=["finished_at"])
        record(None, "collect.invitation_finished", about=invitation, unit=invitation.occasion.enrolment.unit)
