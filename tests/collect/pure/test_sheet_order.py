"""Collect: the programme says in which order the lines stand."""

from __future__ import annotations

import pytest

from gavn.catalogue.pure.wording import worded_in
from gavn.catalogue.selectors import instrument
from gavn.collect.pure.sheet import Sheet

LINES = worded_in(instrument("gavn/four-lines@1"), "en")
AS_WRITTEN = ["line_life", "line_wellbeing", "line_close", "line_social"]


@pytest.mark.parametrize(
    ("order", "stands"),
    [
        ((), AS_WRITTEN),
        (("line_social",), ["line_social", "line_life", "line_wellbeing", "line_close"]),
        (("line_close", "line_life"), ["line_close", "line_life", "line_wellbeing", "line_social"]),
    ],
)
def test_items_that_the_programme_names_come_first_and_the_others_keep_their_order(order, stands):
    sheet = Sheet(LINES, {}, order=order)
    assert (sheet.asked, [question.id for question in sheet.questions]) == (stands, stands)
