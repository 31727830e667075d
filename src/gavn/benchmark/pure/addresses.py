"""How an address names an indicator or a form: ``gavn.quality-of-life.1``."""

from __future__ import annotations

import re

NAMED = re.compile(r"([a-z][a-z0-9-]{0,80})\.([a-z][a-z0-9-]{0,120})\.([1-9][0-9]{0,3})")


def written(full_key: str) -> str:
    """A full key as an address writes it.

    >>> written("gavn/quality-of-life@1")
    'gavn.quality-of-life.1'
    """
    return full_key.replace("/", ".").replace("@", ".")


def key_of(address: str) -> str | None:
    """The full key an address writes; nothing where it writes none.

    >>> key_of("gavn.quality-of-life.1"), key_of("../etc")
    ('gavn/quality-of-life@1', None)
    """
    found = NAMED.fullmatch(address)
    return f"{found[1]}/{found[2]}@{found[3]}" if found else None
