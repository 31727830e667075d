"""Invitations: the first sign-in of somebody new, and the next one of somebody who lost their device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from gavn.access.gateways.elsewhere import forget_links
from gavn.access.gateways.second_factors import forget_second_factors
from gavn.access.models import StaffInvitation, User
from gavn.access.selectors import invitation_hash, invitation_open, require_account
from gavn.history.services import record
from gavn.kernel.clock import now, secret_code
from gavn.kernel.errors import Refused
from gavn.works.services import queue_message

DAYS = 7
LENGTH = 32


@dataclass(frozen=True)
class Letter:
    """What an invitation says in somebody's language; ``{link}`` stands where the link belongs."""

    subject: str
    body: str


@transaction.atomic
def invite_user(*, by: User, user: User, address: str, subject: str, body: str) -> tuple[StaffInvitation, str]:
    """Invite somebody to sign in for the first time, or anew: what they signed in with before opens nothing more.

    ``address`` is that of the page ``welcome`` with ``CODE`` where the code belongs; it stands in the mail, as
    ``{link}`` in ``body``, and is returned to be handed over. The code is kept only as a hash.
    """
    require_account(by, user)
    if not user.is_active:
        raise Refused("This account is closed. Open it first.")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    forget_second_factors(user)
    forget_links(user)
    user.invitations.filter(used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now())
    code = secret_code(LENGTH)
    link = address.replace("CODE", code)
    invitation = StaffInvitation.objects.create(
        user=user, code_hash=invitation_hash(code), made_by=by, made_at=now(), ends_at=now() + timedelta(days=DAYS)
    )
    queue_message(user.email, subject, body.replace("{link}", link))
    record(by, "access.invited", about=user)
    return invitation, link


def welcome(code: str) -> StaffInvitation:
    """The invitation that a code opens; refused where it opens nothing any more."""
    invitation = invitation_open(code)
    if invitation is None:
        raise Refused("This link opens nothing any more. Ask the one who invited you for a new one.")
    return invitation


@transaction.atomic
def use_invitation(*, invitation: StaffInvitation, password: str | None = None) -> User:
    """Let the code open nothing more, because its owner has a way to sign in now; the code was the permission."""
    taken = StaffInvitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=now())
    if not taken:
        raise Refused("This link was used already. Sign in, or ask for a new one.")
    user = invitation.user
    if password is not None:
        user.set_password(password)
        user.save(update_fields=["password"])
    record(user, "access.invitation_used", about=user)
    return user
