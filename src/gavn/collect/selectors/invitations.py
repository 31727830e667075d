"""Who was invited, and what a code opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from gavn.access.selectors import civil_today
from gavn.collect.models import Invitation
from gavn.works.gateways import keyed_hash

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.collect.models import Occasion

JOINED = ("occasion__enrolment__individual", "occasion__enrolment__unit")


def hash_of(code: str) -> str:
    """How a code is kept; small and capital letters, spaces and hyphens are all the same."""
    return keyed_hash("".join(code.lower().replace("-", " ").split()), purpose="invitation")


def invitation_by_code(code: str) -> Invitation | None:
    """The invitation a code opens today, if it opens one."""
    found = Invitation.objects.unscoped("the code is the permission").filter(code_hash=hash_of(code[:80]))
    return _open(found.select_related(*JOINED).first())


def invitation_open(public_id: str) -> Invitation | None:
    """The invitation that a respondent's session holds, while it is open."""
    found = Invitation.objects.unscoped("the session holds it since the code was given").filter(public_id=public_id)
    return _open(found.select_related(*JOINED).first())


def _open(invitation: Invitation | None) -> Invitation | None:
    if invitation is None or invitation.withdrawn_at is not None or invitation.ends_on < civil_today():
        return None
    return invitation


def invitation_seen_by(user: User, public_id: str) -> Invitation:
    """An invitation where the user may answer; else 404."""
    found = Invitation.objects.seen_by(user, "collect.answer").select_related(*JOINED)
    invitation: Invitation = get_object_or_404(found, public_id=public_id)
    return invitation


def invitations_of(occasion: Occasion) -> list[Invitation]:
    """Who was invited to a seen occasion and can still answer, newest first."""
    found = occasion.invitations.unscoped("of a seen occasion").filter(withdrawn_at__isnull=True)
    return list(found.filter(ends_on__gte=civil_today(), finished_at__isnull=True).order_by("-id"))
