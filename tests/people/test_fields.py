"""People: a date is typed in three boxes, as far as it is known."""

from __future__ import annotations

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from gavn.kernel.dates import PartialDate
from gavn.people.fields import PartialDateField


class Asked(forms.Form):
    since = PartialDateField(required=False)
    until = PartialDateField()


def typed(day: str, month: str, year: str) -> Asked:
    both = {"until_year": "2020"}
    return Asked({"since_day": day, "since_month": month, "since_year": year} | both)


KNOWN = [("29", "2", "2024", "2024-02-29"), ("", "2", "2024", "2024-02"), ("", "", "2024", "2024"), ("", "", "", "")]


@pytest.mark.parametrize(("day", "month", "year", "known"), KNOWN)
def test_a_date_is_taken_as_far_as_it_is_known(day, month, year, known):
    form = typed(day, month, year)
    assert form.is_valid()
    assert form.cleaned_data["since"] == PartialDate.parse(known)


WRONG = [
    ("29", "2", "2023", "calendar"), ("1", "", "2024", "month"), ("1", "1", "", "year"), ("x", "1", "2024", "numbers"),
    ("1", "13", "2024", "calendar"), ("0", "1", "2024", "calendar"), ("²", "1", "2024", "numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "month", "year", "why"), WRONG)
def test_what_is_no_date_is_refused_with_the_way_to_mend_it(day, month, year, why):
    assert why in str(typed(day, month, year).errors["since"])


def test_a_date_that_is_needed_needs_at_least_its_year():
    assert "at least the year" in str(Asked({}).errors["until"])


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_whatever_is_typed_is_read_or_refused(day, month, year):
    form = typed(day, month, year)
    assert form.is_valid() or set(form.errors) == {"since"}
