"""People: national numbers are read as their countries issue them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.dk import cpr

from gavn.kernel.errors import Refused
from gavn.people.pure.numbers import cpr_check_holds, luhn_holds, masked, national_number

IN_2060 = date(2060, 1, 1)
DIGITS = st.text("0123456789", min_size=10, max_size=10)


def read(text: str, country: str = "DK", on: date = IN_2060):
    return national_number(text, country=country, on=on)


@pytest.mark.parametrize("text", ["290256-5003", "290256-5011", "2902565003", " 290256 5003 "])
def test_a_danish_number_whose_check_sum_holds_is_taken_without_a_word(text):
    number = read(text)
    assert (number.kind, number.born, number.warning) == ("cpr", date(2056, 2, 29), None)


def test_a_danish_number_whose_check_sum_fails_is_taken_with_a_warning():
    number = read("290256-5000")
    assert (number.normal, number.born) == ("2902565000", date(2056, 2, 29))
    assert "check sum" in str(number.warning)


CENTURIES = [  # the seventh digit and the year of the number, and the year that is meant
    ("0", "58", 1958), ("3", "00", 1900), ("4", "36", 2036), ("4", "37", 1937), ("9", "36", 2036), ("9", "37", 1937),
    ("5", "57", 2057), ("5", "58", 1858), ("8", "57", 2057), ("8", "58", 1858),
]  # fmt: skip


@pytest.mark.parametrize(("seventh", "short", "year"), CENTURIES)
def test_the_seventh_digit_of_a_danish_number_tells_the_century(seventh, short, year):
    assert read(f"0101{short}-{seventh}000").born == date(year, 1, 1)


@pytest.mark.parametrize(("text", "born"), [("20560229-0016", date(2056, 2, 29)), ("560229-0016", date(2056, 2, 29))])
def test_a_swedish_number_is_kept_with_its_full_year(text, born):
    number = read(text, "SE")
    assert (number.kind, number.normal, number.born) == ("personnummer", "205602290016", born)


def test_a_swedish_number_whose_last_digit_does_not_fit_is_refused():
    with pytest.raises(Refused, match="does not fit"):
        read("20560229-0017", "SE")


def test_a_coordination_number_has_sixty_more_days():
    number = read("20560289-0013", "SE")
    assert (number.kind, number.born) == ("coordination", date(2056, 2, 29))


def test_a_danish_replacement_number_has_sixty_more_days():
    assert read("890256-5000").born == date(2056, 2, 29)


def test_a_plus_says_that_somebody_is_a_hundred_or_turns_it_this_year():
    assert read("560229+0016", "SE", date(2156, 1, 1)).born == date(2056, 2, 29)
    assert read("560229-0016", "SE", date(2155, 12, 31)).born == date(2056, 2, 29)


@pytest.mark.parametrize(("text", "country"), [("290256-5003", "DK"), ("20560229-0016", "SE"), ("20560289-0013", "SE")])
def test_a_birth_that_is_yet_to_come_is_refused(text, country):
    with pytest.raises(Refused, match="yet to come"):
        read(text, country, date(2026, 11, 22))


def test_ten_digits_are_read_as_the_other_country_s_when_they_are_no_day_at_home():
    assert read("290256-5003", "SE").kind == "cpr"
    assert read("560229-0016", "DK").kind == "personnummer"


@pytest.mark.parametrize("text", ["310256-5003", "000056-5003", "991356-5003"])
def test_a_number_that_begins_with_no_day_of_any_calendar_is_refused(text):
    with pytest.raises(Refused, match="not a birth date"):
        read(text)


@pytest.mark.parametrize("text", ["29025-5003", "abcdef-5003", "29025650031", "٢٩٠٢٥٦٥٠٠٣x", "--"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Refused, match="10 or 12 digits"):
        read(text)


def test_a_number_is_shown_without_its_last_four_digits():
    assert (read("290256-5003").masked, masked("")) == ("290256-••••", "")


@given(DIGITS)
def test_the_check_sum_agrees_with_the_library(digits):
    assert cpr_check_holds(digits) == (cpr.checksum(digits) == 0)


@given(DIGITS)
def test_the_luhn_digit_agrees_with_the_library(digits):
    assert luhn_holds(digits) == luhn.is_valid(digits)


@given(st.dates(date(2000, 1, 1), date(2057, 12, 31)), st.sampled_from("0123456789"))
def test_the_birth_date_of_a_danish_number_agrees_with_the_library(day, seventh):
    digits = f"{day:%d%m%y}{seventh}000"
    assert read(digits, on=date(2100, 1, 1)).born == cpr.get_birth_date(digits)


@example("010011111119")  # a year 100
@given(st.text(max_size=30) | st.from_regex(r"\A[0-9]{6}([0-9]{2})?[-+]?[0-9]{4}\Z"))
def test_whatever_is_typed_is_read_or_refused_at_its_field(text):
    try:
        outcome = len(read(text).normal)
    except Refused as refusal:
        outcome = refusal.field
    assert outcome in {10, 12, "number"}
