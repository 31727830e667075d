"""Files, the database's own view of its tables, the demo and the reader's language."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language

from gavn.kernel.languages import in_language
from gavn.kernel.say import Said


def file_path(digest: str) -> Path:
    """Where the encrypted file with this content lies."""
    return Path(settings.GAVN_DATA) / "files" / digest[:2] / digest


def count_rows_anew() -> None:
    """Let PostgreSQL look at its tables after much was written at once; until it does, its plans are for empty ones."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def leave_no_trace() -> None:
    """Let no file of the embedded database hold what was deleted; PostgreSQL clears up by itself in its time."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def demo_code() -> str:
    """The code with which a visitor of the demo can answer as one of its persons."""
    told = Path(settings.GAVN_DATA) / "demo.json"
    return str(json.loads(told.read_text())["objects"]["code"]) if told.exists() else ""


def say(sentence: Said) -> str:
    """A sentence in the reader's language, its numbers and days written as that language writes them."""
    return in_language(sentence, get_language() or "en")
