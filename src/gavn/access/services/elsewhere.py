"""Sign-in through identity providers: who is let in, who is linked, and who may be linked once more."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from gavn.access.gateways.elsewhere import forget_link, forget_links, links_of, provider_named
from gavn.access.gateways.second_factors import kinds_of
from gavn.access.models import StaffInvitation, User
from gavn.access.selectors import invitation_hash, require_account
from gavn.access.services.invitations import DAYS, LENGTH, use_invitation, welcome
from gavn.history.services import record
from gavn.kernel.clock import now, secret_code
from gavn.kernel.errors import Refused
from gavn.works.services import queue_message


def let_in(*, provider: str, level: tuple[str, ...], owner: User | None, by: User | None, code: str) -> User:
    """Whose account somebody who comes from a provider opens; refused where it opens none.

    ``owner`` is linked to who came; ``by`` asks, signed in, to be linked; ``code`` is that of an invitation.
    """
    known = provider_named(provider)
    if known is None or not known.level.enough(level):
        raise Refused("The provider is not sure enough who you are. Sign in there in a safer way, and try again.")
    if by is not None:
        user = by
    elif code:
        user = welcome(code).user
    elif owner is not None:
        user = owner
    else:
        raise Refused("Nobody here is linked to this sign-in. Ask an administrator to invite you.")
    if owner is not None and owner != user:
        raise Refused("This sign-in belongs to another account here.")
    if not user.is_active:
        raise Refused("This account is closed.")
    return user


def let_in_once(*, code: str) -> None:
    """Let an invitation open nothing more, because its owner comes in through a provider from now on."""
    use_invitation(invitation=welcome(code))


def note_refused(*, provider: str, owner: User | None) -> None:
    """Remember that somebody came from a provider and was not let in."""
    record(None, "access.refused_from_elsewhere", about=owner, provider=provider)


@transaction.atomic
def unlink(*, by: User, pk: int) -> None:
    """Let a provider open nothing more for the one who asks; the last way in stays."""
    others = [one for one in links_of(by) if one.pk != pk]
    if not others and not by.has_usable_password() and "webauthn" not in kinds_of([by.pk]).get(by.pk, set()):
        raise Refused("This is your last way in. Add a passkey first.")
    forget_link(by, pk)
    record(by, "access.unlinked_from_elsewhere", about=by)


@transaction.atomic
def allow_relink(*, by: User, user: User, provider: str, address: str, subject: str, body: str) -> str:
    """Let somebody be linked anew, once, after the provider gave them a new name; the link to hand over.

    The former link opens nothing more; everything else they sign in with stays. ``address``, ``subject`` and ``body``
    are as those of an invitation.
    """
    require_account(by, user)
    if not user.is_active:
        raise Refused("This account is closed. Open it first.")
    forget_links(user, provider=provider)
    user.invitations.filter(used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now())
    code = secret_code(LENGTH)
    ends_at = now() + timedelta(days=DAYS)
    StaffInvitation.objects.create(
        user=user, code_hash=invitation_hash(code), made_by=by, made_at=now(), ends_at=ends_at, links_only=True
    )
    link = address.replace("CODE", code)
    queue_message(user.email, subject, body.replace("{link}", link))
    record(by, "access.relink_allowed", about=user, provider=provider)
    return link
