"""Imports: what a page shows before anything is written can be kept and comes back as it was."""

from __future__ import annotations

import json
from datetime import date

import pytest

from gavn.imports.pure import Preview, Trouble
from gavn.kernel.say import Said

WHATS = [
    Said("Nothing more."),
    Said("Row {row} is {value}.", {"row": 3, "value": "odd"}),
    Said("{day} is yet to come.", {"day": date(2031, 1, 1)}),
    Said("{form}: {why}", {"form": Said("Mood"), "why": Said("{n} too many", {"n": 2.5})}),
]


@pytest.mark.parametrize("what", WHATS)
def test_a_preview_comes_back_from_plain_values_as_it_was(what):
    preview = Preview(rows=4, responses=(2, 1), troubles=[Trouble(3, "x", what)], warnings=[Trouble(0, "", what)])
    again = Preview.again(json.loads(json.dumps(preview.kept())))
    assert again.troubles == preview.troubles
    assert again.warnings == preview.warnings
    assert (again.rows, list(again.responses), again.fit) == (4, [2, 1], False)


def test_other_values_are_kept_as_they_read():
    preview = Preview(troubles=[Trouble(1, "", Said("{codes}", {"codes": ("a", "b")}))])
    assert preview.kept()["troubles"][0][2]["params"] == {"codes": "('a', 'b')"}


def test_a_preview_without_troubles_is_fit_and_counts_what_is_new():
    preview = Preview(individuals=(3, 1), occasions=(2, 0))
    assert preview.fit
    assert preview.counts == {"individuals": 3, "enrolments": 0, "occasions": 2, "responses": 0}
