"""Words that staff wrote beside an act: sealed, because a reason may name a person."""

from __future__ import annotations

import json

from gavn.works.gateways import opened, sealed


def purpose_of_words(controller: str) -> str:
    """What the words of one data controller are sealed for."""
    return f"access:{controller}"


def seal_words(words: dict[str, str], controller: str) -> bytes:
    """The words as they are kept; nothing where nothing was said."""
    said = {name: text for name, text in words.items() if text}
    return sealed(json.dumps(said).encode(), purpose=purpose_of_words(controller)) if said else b""


def open_words(closed: bytes | memoryview, controller: str) -> dict[str, str]:
    """The words in clear."""
    found: dict[str, str] = json.loads(opened(closed, purpose=purpose_of_words(controller))) if closed else {}
    return found
