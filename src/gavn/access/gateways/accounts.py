"""What allauth asks of the house: who may come in, how secrets are kept, what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gavn.access.gateways.elsewhere import vouched_for
from gavn.kernel.clock import now
from gavn.works.gateways import opened, sealed

if TYPE_CHECKING:
    from gavn.access.models import User

PURPOSE = "second-factor"
FRESH = 300  # seconds for which a proof counts as just given


class Accounts(DefaultAccountAdapter):
    """Nobody signs up by themselves; an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the password of the one who is signed in."""
        return bool(self.authenticate(self.request, email=user.email, password=password) == user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again for proof before a second factor changes, unless somebody gave it in the last minutes."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(now().timestamp() - record["at"] < FRESH for record in records)

    def add_message(self, *_arguments: Any, **_more: Any) -> None:
        """Our pages say by themselves what happened."""

    def send_notification_mail(self, *_arguments: Any, **_more: Any) -> None:
        """Mail goes through the house's own outbox."""


class SecondFactors(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted; their names are the words of the pages."""

    def encrypt(self, text: str) -> str:
        """The secret as the database keeps it."""
        return sealed(text.encode(), purpose=PURPOSE).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret in clear."""
        return opened(bytes.fromhex(encrypted_text), purpose=PURPOSE).decode()

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        """Whether a second factor is asked; not while a provider lets somebody in whose own second factor counts."""
        if not self.request.user.is_authenticated and vouched_for(self.request, user):
            return False
        return bool(super().is_mfa_enabled(user, types=types))

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows above the code."""
        return f"gavn {self._get_site_name()}"

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        """What a passkey is called until somebody renames it."""
        return _("Passkey")

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Who a passkey belongs to, as a device shows it."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.name}

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """The last one stays where a second factor is asked of everybody."""
        others = type(authenticator).objects.filter(user=authenticator.user, type__in=["totp", "webauthn"])
        return not settings.GAVN_SECOND_FACTOR or others.exclude(pk=authenticator.pk).exists()
