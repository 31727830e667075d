"""Small indicators for tests, made of what a test says of them."""

from __future__ import annotations

from typing import Any

from gavn.catalogue.pure.formats import Indicator

WORDS = {"en": "x", "da": "x", "sv": "x"}


def indicator(**told: Any) -> Indicator:
    """An indicator that is sound in form, with these parts."""
    whole: dict[str, Any] = {
        "format": "gavn-indicator/1", "key": "gavn/test", "version": 1, "title": WORDS, "class": "result",
        "quality": "professional", "measure": "share", "of": WORDS, "counted": WORDS, "direction": "more",
        "population": "entered", "value": "closed", "evidence": "limited", "source": {"consensus": True},
        "rationale": WORDS, "examples": [{"given": {}}, {"given": {}}],
    }  # fmt: skip
    return Indicator.model_validate(whole | told)
