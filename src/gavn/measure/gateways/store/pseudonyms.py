"""Ids as the analysis store knows them: the same for the same thing, nobody's name, no way back without the key."""

from __future__ import annotations

from gavn.works.gateways import keyed_hash

LENGTH = 32


def pseudonym(public_id: str) -> str:
    """What the store calls the individual, stay, occasion or goal with this id."""
    return keyed_hash(public_id, purpose="store")[:LENGTH]
