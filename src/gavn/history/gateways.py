"""The key of the chain, kept in a file apart from the database."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from gavn.kernel.clock import secret_bytes


@cache
def chain_key() -> bytes:
    """The key that seals are made with; made on first use."""
    kept = settings.GAVN_KEYS / "history"
    if not kept.exists():
        settings.GAVN_KEYS.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_bytes(secret_bytes())
    return bytes(kept.read_bytes())
