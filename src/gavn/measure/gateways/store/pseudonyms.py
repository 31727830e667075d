"""Ids as the analysis store knows them: the same for the same thing, nobody's name, no way back without the key."""

from __future__ import annotations

from gavn.works.gateways import keyed_hash

LENGTH = 32
DIGITS = 15  # hexadecimal digits that fit into a whole number of 64 bits


def pseudonym(public_id: str) -> str:
    """What the store calls the individual, stay, occasion or goal with this id."""
    return keyed_hash(public_id, purpose="store")[:LENGTH]


def person_number(public_id: str) -> int:
    """The same for an individual, as the number by which rows of one person are found and taken out."""
    return int(pseudonym(public_id)[:DIGITS], 16)
