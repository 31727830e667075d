"""The one place that asks what time it is or draws at random."""

from __future__ import annotations

import os
import secrets
import uuid
from datetime import UTC, date, datetime
from random import Random
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment in UTC; ``GAVN_NOW`` (ISO 8601) freezes it for demos and tests."""
    frozen = os.environ.get("GAVN_NOW")
    return datetime.fromisoformat(frozen).astimezone(UTC) if frozen else datetime.now(UTC)


def today(zone: str = "Europe/Copenhagen") -> date:
    """The civil date in a controller's time zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def public_id() -> str:
    """128 random bits as 32 hexadecimal digits: what stands in URLs and exports."""
    return uuid.UUID(bytes=secrets.token_bytes(16)).hex


def secret_code(length: int = 10) -> str:
    """A code a person can type: no letters or digits that look alike."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(length))


def secret_bytes(length: int = 32) -> bytes:
    """Random bytes for keys and nonces."""
    return secrets.token_bytes(length)


def seeded(seed: int) -> Random:
    """A generator whose draws can be repeated."""
    return Random(seed)
