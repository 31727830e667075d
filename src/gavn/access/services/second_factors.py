"""The secrets of authenticator apps and recovery codes, sealed anew when keys change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from gavn.access.gateways.accounts import PURPOSE
from gavn.kernel.errors import Refused
from gavn.works.gateways import opened, sealed, sealed_under
from gavn.works.services import SealedStore
from gavn.works.services.sealed_stores import Rewrapped

# Where allauth keeps them in an authenticator's row: one text, or a list of texts, in hexadecimal digits.
SECRETS = ("secret", "seed", "migrated_codes")


def second_factors_are_sealed(into: list[SealedStore]) -> None:
    """Tell whoever changes keys that the secrets lie under them."""
    into.append(SealedSecrets())


@dataclass(frozen=True)
class SealedSecrets:
    """The secrets within the rows that allauth keeps."""

    name: str = "access.second_factors"

    def counts(self) -> dict[str, int]:
        """How many secrets lie under each key."""
        found: dict[str, int] = {}
        for row in Authenticator.objects.iterator():
            for secret in _secrets(row.data):
                key = sealed_under(bytes.fromhex(secret))
                found[key] = found.get(key, 0) + 1
        return found

    def rewrapped(self, newest: str) -> Iterator[Rewrapped]:
        """Row by row, each locked meanwhile, because a recovery code may be used at the same moment."""
        for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic():
                row = Authenticator.objects.select_for_update().filter(pk=pk).first()
                old = [one for one in _secrets(row.data) if not one.startswith(newest)] if row else []
                if not row or not old:
                    continue
                try:
                    row.data = _anew(row.data)
                except Refused:
                    yield Rewrapped(0, (f"{self.name} {pk}",))
                    continue
                row.save(update_fields=["data"])
            yield Rewrapped(len(old))


def _secrets(kept: dict[str, Any]) -> list[str]:
    found = [kept[name] for name in SECRETS if name in kept]
    return [secret for one in found for secret in (one if isinstance(one, list) else [one])]


def _anew(kept: dict[str, Any]) -> dict[str, Any]:
    def one(secret: str) -> str:
        return sealed(opened(bytes.fromhex(secret), purpose=PURPOSE), purpose=PURPOSE).hex()

    fresh = {name: kept[name] for name in SECRETS if name in kept}
    return kept | {
        name: [one(s) for s in told] if isinstance(told, list) else one(told) for name, told in fresh.items()
    }
