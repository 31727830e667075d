"""Collect: nobody is asked twice on one occasion."""

from __future__ import annotations

import pytest

from gavn.catalogue.pure.formats import Ask
from gavn.catalogue.selectors import instrument
from gavn.collect.pure.repeats import repeats, wording

LINES, FACES, QUALITY, BASE = (
    f"gavn/{name}@1" for name in ("four-lines", "four-lines-easy", "quality-of-life-easy", "base-entry")
)
EVERY = {name: instrument(name) for name in (LINES, FACES, QUALITY, BASE)}


def asked(name: str, of: str = "individual", at: str = "entry") -> Ask:
    return Ask(instrument=name, of=of, at=(at,))


CASES = [
    ([asked(FACES), asked(QUALITY)], ["closest"]),
    ([asked(FACES), asked(QUALITY, at="exit")], []),
    ([asked(LINES), asked(FACES)], []),
    ([asked(LINES), asked(LINES, "practitioner")], []),
]


@pytest.mark.parametrize(("asks", "twice"), CASES)
def test_a_question_is_known_again_by_its_words(asks, twice):
    assert [one.item.id for one in repeats(asks, EVERY)] == twice


def test_a_fact_is_one_answer_whoever_gives_it():
    other = EVERY[BASE].model_copy(update={"key": "gavn/other-base"})
    found = list(
        repeats([asked(BASE), asked("gavn/other-base@1", "practitioner")], EVERY | {"gavn/other-base@1": other})
    )
    assert [one.item.id for one in found] == ["reasons", "referrer", "housing", "occupation", "income"]


def test_what_is_known_is_not_asked():
    assert [item.id for item in EVERY[BASE].items if not wording(item)] == ["sex", "birth_month"]
