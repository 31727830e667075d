"""The chain that shows when a line of history was changed or taken away."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any

START = "0" * 64


def line_digest(line: dict[str, Any]) -> str:
    """What one line of history boils down to; any change of any part changes it."""
    return hashlib.sha256(json.dumps(line, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def seal(previous: str, digests: Iterable[str], *, key: bytes) -> str:
    """The seal of a batch, which also holds all seals before it.

    Keyed, so that somebody who can write to the database but not read the key
    cannot make a matching seal.
    """
    closing = hmac.new(key, previous.encode(), hashlib.sha256)
    for digest in digests:
        closing.update(digest.encode())
    return closing.hexdigest()


def blanking(was: str, stands: str, *, key: bytes) -> str:
    """What proves that a line was blanked out by whoever holds the key: it binds what stands to what was sealed."""
    return hmac.new(key, f"blanked:{was}:{stands}".encode(), hashlib.sha256).hexdigest()


def blanked_out(value: Any, instead: dict[str, str]) -> Any:
    """A value of a line with ids replaced, also inside lists and mappings.

    >>> blanked_out({"stay": "a1", "people": ["a1", "b2"], "rows": 3}, {"a1": "gone"})
    {'stay': 'gone', 'people': ['gone', 'b2'], 'rows': 3}
    """
    if isinstance(value, str):
        return instead.get(value, value)
    if isinstance(value, list):
        return [blanked_out(one, instead) for one in value]
    if isinstance(value, dict):
        return {name: blanked_out(one, instead) for name, one in value.items()}
    return value
