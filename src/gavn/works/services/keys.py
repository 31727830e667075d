"""A new key, everything under it, and the old one gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gavn.history.services import Named, record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.works.gateways.keyring import COPIES, RINGS, VAULT, Ring, keys_locked, locked
from gavn.works.services.sealed_stores import Rewrapped, sealed_stores

# A transaction that began before a rotation may still write under the key that was the newest then.
QUIET = timedelta(hours=1)
# Copies of the data are thrown away at this age at the latest, and the keys they are closed with only then.
COPIES_KEPT = timedelta(days=35)


@dataclass(frozen=True)
class KeyState:
    """One key: of which ring, since when, whether new values go under it, and what lies under it by place."""

    ring: str
    id: str
    since: datetime | None
    newest: bool
    oldest: bool
    uses: dict[str, int]

    @property
    def values(self) -> int:
        """How many values lie under it."""
        return sum(self.uses.values())


def key_states() -> list[KeyState]:
    """Every key of every ring, the oldest first."""
    uses = _uses()
    return [
        KeyState(ring.name, key.id, key.since, key == keys[-1], key == keys[0], uses.get(key.id, {}))
        for ring in RINGS
        for keys in [ring.all()]
        for key in keys
    ]


def missing_keys() -> dict[str, int]:
    """Keys that values lie under and the ring does not have, with how many values they keep shut."""
    there = {key.id for key in VAULT.all()}
    return {key: sum(places.values()) for key, places in _uses().items() if key not in there}


def _uses() -> dict[str, dict[str, int]]:
    uses: dict[str, dict[str, int]] = {}
    for store in sealed_stores():
        for key, values in store.counts().items():
            uses.setdefault(key, {})[store.name] = values
    return uses


@transaction.atomic
def rotate_keys(*, by: Named | None) -> dict[str, str]:
    """Add a newest key to each ring; from the next value on it is used. Returns the new ids by ring."""
    for ring in RINGS:
        ring.all()  # the first one is made before anybody is kept out
    with keys_locked():
        fresh = {ring: ring.fresh_key() for ring in RINGS}
        record(by, "works.keys_rotated", vault=fresh[VAULT].id, copies=fresh[COPIES].id)
        for ring, key in fresh.items():
            ring.add(key)
    return {ring.name: key.id for ring, key in fresh.items()}


def rewrap_values(*, by: Named | None) -> Iterator[tuple[str, Rewrapped]]:
    """Seal everything under the newest key, telling the place and what was done batch by batch; may be run again."""
    newest, values = VAULT.newest.id, 0
    with locked(Path(settings.GAVN_DATA) / "files"):
        for store in sealed_stores():
            for done in store.rewrapped(newest):
                values += done.values
                yield store.name, done
    if values:
        record(by, "works.values_rewrapped", key=newest, values=values)


@transaction.atomic
def retire_key(key_id: str, *, by: Named | None) -> None:
    """Throw a key away that nothing needs any more; refused with what still does."""
    ring = next((ring for ring in RINGS if key_id in {key.id for key in ring.all()}), None)
    if ring is None:
        raise Refused("There is no key {key_id}.", key_id=key_id)
    with keys_locked():
        _check_followed(ring, key_id, QUIET if ring is VAULT else COPIES_KEPT)
        if ring is VAULT:
            _check_unused(key_id)
        record(by, "works.key_retired", ring=ring.name, key=key_id)
        ring.drop(key_id)


def _check_followed(ring: Ring, key_id: str, long: timedelta) -> None:
    ids = [key.id for key in ring.all()]
    if key_id == ids[-1]:
        raise Refused("{key_id} is the newest key; rotate first.", key_id=key_id)
    followed = ring.all()[ids.index(key_id) + 1].since
    if followed is not None and now() - followed < long:
        raise Refused(
            "{key_id} was followed by another key on {moment} only; it may be retired from {allowed} on.",
            key_id=key_id, moment=f"{followed:%Y-%m-%d %H:%M} UTC", allowed=f"{followed + long:%Y-%m-%d %H:%M} UTC",
        )  # fmt: skip


def _check_unused(key_id: str) -> None:
    if key_id == VAULT.oldest.id:
        raise Refused("{key_id} is the oldest key: people are found by hashes made with it. It stays.", key_id=key_id)
    uses = _uses().get(key_id, {})
    if uses:
        told = ", ".join(f"{name} {values}" for name, values in sorted(uses.items()))
        raise Refused(
            "Values still lie under {key_id}: {uses}. Run `gavn keys rewrap` first.", key_id=key_id, uses=told
        )
