"""Whether two sets of answers are the same."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def digest_of(occasion: str, instrument: str, respondent: str, answers: dict[str, Any]) -> str:
    """A fingerprint of answers and of what they answer; the order of the questions does not count.

    >>> one = digest_of("a", "gavn/x@1", "individual", {"b": {"v": 1}, "a": {"v": 2}})
    >>> one == digest_of("a", "gavn/x@1", "individual", {"a": {"v": 2}, "b": {"v": 1}})
    True
    """
    said = json.dumps(
        [occasion, instrument, respondent, answers], sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(said.encode()).hexdigest()


def draft_key(occasion: str, instrument: str, respondent: str, owner: str) -> str:
    """Where a draft lies: one for each occasion, form, respondent and writer."""
    rest = hashlib.sha256(f"{instrument}|{respondent}|{owner}".encode()).hexdigest()[:40]
    return f"answer|{occasion}|{rest}"
