"""Judge: texts are trimmed and bounded, levels fit their part of the tree."""

from __future__ import annotations

import pytest

from gavn.judge.pure.words import (
    KINDS_OF_LEVEL,
    LEVELS,
    TEXT_ASKS,
    TEXT_TONES,
    TEXTS,
    checked_level,
    checked_text,
    level_of,
)
from gavn.kernel.errors import Refused


@pytest.mark.parametrize(("level", "kind"), [(level, kind) for level in LEVELS for kind in KINDS_OF_LEVEL[level]])
def test_each_kind_of_place_has_one_level(level, kind):
    checked_level(level, kind)
    assert level_of(kind) == level


@pytest.mark.parametrize(("level", "kind"), [("regional", "service"), ("national", "region"), ("village", "region")])
def test_a_level_that_does_not_fit_is_refused(level, kind):
    with pytest.raises(Refused):
        checked_level(level, kind)


def test_texts_are_needed_trimmed_and_bounded():
    assert checked_text("  Many moved.\n", field="text") == "Many moved."
    assert checked_text(" ", field="text", needed=False) == ""
    with pytest.raises(Refused, match="Write a sentence"):
        checked_text(" ", field="text")
    with pytest.raises(Refused, match="5 characters; at most 4"):
        checked_text("12345", field="text", longest=4)


def test_every_kind_of_text_asks_something_and_has_a_tone():
    assert TEXTS.keys() == TEXT_ASKS.keys() == TEXT_TONES.keys()
