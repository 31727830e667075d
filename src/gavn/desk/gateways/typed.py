"""What somebody searched for: it stands in no address and in no log, and lies sealed in their session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.kernel.errors import Refused
from gavn.works.gateways import opened, sealed

if TYPE_CHECKING:
    from django.http import HttpRequest

KEY, PURPOSE = "searched", "search"


def keep_typed(request: HttpRequest, words: str) -> None:
    """Remember what was typed until the session ends or something else is searched for."""
    request.session[KEY] = sealed(words.encode(), purpose=PURPOSE).hex()


def typed_last(request: HttpRequest) -> str:
    """What was typed last; nothing where nothing was, or where its key is gone."""
    kept = request.session.get(KEY, "")
    try:
        return opened(bytes.fromhex(kept), purpose=PURPOSE).decode() if kept else ""
    except Refused:
        return ""
