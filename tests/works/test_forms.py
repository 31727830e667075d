"""Works: a date is read as far as it is known, and the form says how to mend what it cannot read."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from gavn.kernel.dates import PartialDate
from gavn.works.forms import DateParts, PartialDateField


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ({"day": "29", "month": "2", "year": "2024"}, PartialDate(2024, 2, 29)),
        ({"day": "", "month": "02", "year": "2024"}, PartialDate(2024, 2)),
        ({"day": "", "month": "", "year": "2024"}, PartialDate(2024)),
        ({"day": "", "month": "", "year": ""}, None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(typed, means):
    assert PartialDateField(required=False).clean(typed) == means


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"day": "30", "month": "2", "year": "2024"}, "calendar"),
        ({"day": "1", "month": "", "year": "2024"}, "no_month"),
        ({"day": "1", "month": "2", "year": "24"}, "no_year"),
        ({"day": "1", "month": "2", "year": "0000"}, "calendar"),
        ({"day": "x", "month": "2", "year": "2024"}, "numbers"),
        ({"day": "²", "month": "2", "year": "2024"}, "numbers"),
    ],
)
def test_what_cannot_be_read_is_told_apart(typed, code):
    with pytest.raises(ValidationError) as refused:
        PartialDateField().clean(typed)
    assert refused.value.code == code


def test_an_exact_date_needs_its_day():
    with pytest.raises(ValidationError, match="day, month and year"):
        PartialDateField(exact=True).clean({"day": "", "month": "3", "year": "2026"})


def test_a_required_date_may_not_be_left_out():
    with pytest.raises(ValidationError, match="required"):
        PartialDateField().clean({"day": "", "month": "", "year": ""})


def test_a_form_that_did_not_ask_is_told_from_an_empty_answer():
    assert DateParts().value_omitted_from_data({"other": "1"}, {}, "entry")
    assert not DateParts().value_omitted_from_data({"entry_day": ""}, {}, "entry")


def test_the_same_date_typed_again_is_no_change():
    assert not PartialDateField().has_changed(PartialDate(2024, 2), {"day": "", "month": "2", "year": "2024"})
