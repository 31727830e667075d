"""Catalogue: every word of every format is in the reference, and the how-to's example is a sound file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gavn.catalogue.pure.formats.texts import Strict, Texts
from gavn.catalogue.pure.reading import read_instrument

DOCS = Path(__file__).resolve().parents[2] / "docs"
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", (DOCS / "reference/formats.md").read_text(), re.M | re.S))
HERE = "gavn.catalogue."
MODELS = [model for model in Strict.__subclasses__() if model is not Texts and model.__module__.startswith(HERE)]


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_every_word_of_a_format_is_in_the_reference_and_no_other(model):
    rows = re.findall(r"^\| (`.+?) \|", SECTIONS[model.__name__], re.M)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(model.model_fields)


def test_the_example_of_the_how_to_is_a_sound_instrument():
    page = (DOCS / "how-to/add-an-instrument.md").read_text()
    block = next(block for block in re.findall(r"```yaml\n(.*?)```", page, re.S) if "format:" in block)
    assert read_instrument(re.sub(r"^   ", "", block, flags=re.M)).problems == ()
