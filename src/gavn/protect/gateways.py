"""What a manager wrote about a look-up, sealed; and how a code of the analysis store is told from its person."""

from __future__ import annotations

import json

from gavn.measure.gateways.store import pseudonym
from gavn.works.gateways import opened, sealed


def purpose_of(controller: str) -> str:
    """What the words of one data controller are sealed for."""
    return f"protect:{controller}"


def seal_words(words: str, controller: str) -> bytes:
    """The words as they are kept; nothing for nothing."""
    return sealed(json.dumps({"words": words}).encode(), purpose=purpose_of(controller)) if words else b""


def open_words(closed: bytes | memoryview, controller: str) -> str:
    """The words in clear."""
    return str(json.loads(opened(closed, purpose=purpose_of(controller)))["words"]) if closed else ""


def meant_by(code: str, public_id: str) -> bool:
    """Whether a code means this person: their random id, its first eight signs, or their name in the store."""
    return code in {public_id, public_id[:8], pseudonym(public_id)}
