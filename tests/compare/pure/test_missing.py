"""Compare: why somebody is missing among those measured twice is said in words."""

from __future__ import annotations

import pytest

from gavn.compare.pure.missing import missing_said

REASONS = [
    ("died", "The person died"),
    ("later:due", "The later measurement is due now"),
    ("first:no_form", "This form was not filled in the first time"),
    ("first:refused", "First measurement: The person did not want to"),
    ("later:lost", "Later measurement: We lost touch with the person"),
    ("later:strike", "Later measurement: strike"),  # a reason of another system, as it was written
]


@pytest.mark.parametrize(("code", "words"), REASONS)
def test_a_reason_is_said_with_the_measurement_it_belongs_to(code, words):
    assert str(missing_said(code)) == words
