"""Words about a person, sealed under a key of the data controller; a copy of all that is kept, as one file."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from gavn.works.gateways import opened, sealed

if TYPE_CHECKING:
    from gavn.kernel.say import Said
    from gavn.rights.pure.copies import Part


def purpose_of(controller: str) -> str:
    """What the words of one data controller are sealed for."""
    return f"rights:{controller}"


def seal_words(words: dict[str, str], controller: str) -> bytes:
    """The words as they are kept; nothing where nothing was said."""
    said = {name: text for name, text in words.items() if text}
    return sealed(json.dumps(said).encode(), purpose=purpose_of(controller)) if said else b""


def open_words(closed: bytes | memoryview, controller: str) -> dict[str, str]:
    """The words in clear."""
    found: dict[str, str] = json.loads(opened(bytes(closed), purpose=purpose_of(controller))) if closed else {}
    return found


def copy_file(name: str, parts: list[Part], *, made_at: datetime, why: Said) -> bytes:
    """A copy as a zip: a page to read and print, and the same for another system."""
    look = "data:text/css;base64," + b64encode(_look()).decode()
    about: dict[str, Any] = {"name": name, "parts": parts, "made_at": made_at, "why": why, "look": look}
    tables = {part.table: part.rows for part in parts}
    told = {"format": "gavn-copy/1", "made_at": made_at.isoformat(), "tables": tables}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("copy.html", render_to_string("rights/copy.html", about))
        into.writestr("copy.json", json.dumps(told, ensure_ascii=False, indent=1))
    return kept.getvalue()


def _look() -> bytes:
    found = finders.find("rights/copy.css")
    return Path(str(found)).read_bytes() if found else b""
