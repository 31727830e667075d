"""Works: national numbers of four countries are found however they are written; ordinary numbers are not."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer
from stdnum.se import personnummer

from gavn.works.pure.national_numbers import luhn, number_of_cell, numbers_in

DAYS = st.dates(date(1900, 1, 1), date(2026, 12, 31))
BETWEEN = st.sampled_from(["", "-", " ", "\u00a0", "\u2011", "\u2013", " - ", "\u200b"])
AROUND = st.sampled_from(["{}", "CPR {}.", "cpr:{},", "({})", "nr{}", "\n\n{}\n", "a,b;{};c", "“{}”", "{}: ringet til"])
WIDE = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))


def with_luhn(nine: str) -> str:
    return next(nine + str(last) for last in range(10) if luhn(nine + str(last)))


def countries(text: str) -> set[str]:
    return {country for found in numbers_in(text) for country in found.country.split(" / ")}


@st.composite
def danish(draw) -> tuple[str, str]:
    day = draw(DAYS)
    added = draw(st.sampled_from([0, 60]))  # replacement numbers
    return f"{day.day + added:02}{day:%m%y}", f"{draw(st.integers(0, 9999)):04}"


@st.composite
def swedish(draw) -> tuple[str, str]:
    day, added = draw(DAYS), draw(st.sampled_from([0, 60]))  # coordination numbers
    short = with_luhn(f"{day:%y%m}{day.day + added:02}{draw(st.integers(0, 999)):03}")
    century = draw(st.sampled_from(["", f"{day.year // 100}"]))
    return century + short[:6], short[6:]


@st.composite
def norwegian(draw) -> tuple[str, str]:
    day = draw(DAYS)
    added, month = draw(st.sampled_from([0, 40])), day.month + draw(st.sampled_from([0, 40, 80]))
    nine = f"{day.day + added:02}{month:02}{day:%y}{draw(st.integers(0, 999)):03}"
    first = 11 - sum(int(one) * weight for one, weight in zip(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True)) % 11
    assume(first != 10)
    ten = nine + str(first % 11)
    second = 11 - sum(int(one) * weight for one, weight in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    assume(second != 10)
    return ten[:6], ten[6:] + str(second % 11)


@st.composite
def scottish(draw) -> tuple[str, str]:
    nine = f"{draw(DAYS):%d%m%y}{draw(st.integers(0, 999)):03}"
    check = (11 - sum(int(one) * weight for one, weight in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
    assume(check != 10)
    return nine[:6], nine[6:] + str(check)


@pytest.mark.parametrize("number", [danish(), swedish(), norwegian(), scottish()], ids=["DK", "SE", "NO", "CHI"])
def test_a_number_is_found_however_it_is_written(number):
    @given(number, BETWEEN, AROUND, st.booleans())
    def found(parts, between, around, wide):
        text = between.join(parts)
        assert countries(around.format(text.translate(WIDE) if wide else text))

    found()


@given(danish(), st.sampled_from([".", "-", "/", " "]))
def test_a_danish_number_is_found_with_its_day_spelled(parts, mark):
    first, last = parts
    assert countries(f"{first[:2]}{mark}{first[2:4]}{mark}{first[4:]}-{last}")


PUBLISHED = {
    "811218-9876": "Sweden",  # Skatteverket, SKV 704
    "19640823-3234": "Sweden",  # Skatteverket, test numbers
    "701063-2391": "Sweden",  # coordination number, Skatteverket SKV 707
    "070761-4285": "Denmark",  # cpr.dk: Opbygning af CPR-nummeret
    "15076500565": "Norway",  # Skatteetaten: fødselsnummer
    "41080112345": "",  # a D-number's day without its check digits
}


@pytest.mark.parametrize(("number", "country"), PUBLISHED.items())
def test_published_numbers(number, country):
    assert (country in countries(number)) if country else (countries(number) == set())


@given(norwegian(), swedish())
def test_the_check_digits_agree_with_the_library_where_it_knows_the_kind(norway, sweden):
    number = "".join(norway)
    if fodselsnummer.is_valid(number):
        assert "Norway" in countries(number)
    if personnummer.is_valid("".join(sweden)):
        assert countries("".join(sweden))


@given(st.integers(0, 99_999_999).map(str))
@example("20261122")
def test_a_count_or_an_amount_is_not_taken_for_a_number(digits):
    assert countries(digits) == set()
    assert countries(f"n = {digits} of 120, kr. {digits},00") == set()


@given(st.decimals(-999_999_999, 999_999_999, places=10).map(float))
@example(0.2902565003)
@example(1.29025650031)
def test_a_decimal_number_is_not_taken_for_a_number(value):
    assert countries(repr(value)) == set()


@given(st.datetimes())
def test_a_moment_is_not_taken_for_a_number(moment):
    assert countries(moment.isoformat()) == set()
    assert countries(f"{moment:%d.%m.%Y %H:%M}, {moment:%Y-%m-%d %H:%M:%S}") == set()


@given(st.binary(min_size=16, max_size=32).map(bytes.hex))
@example("3f29025650031ab9" * 2)
def test_an_id_or_a_digest_is_not_taken_for_a_number(digits):
    assume(any(one.isalpha() for one in digits))
    assert countries(f"/people/{digits}/") == set()


@given(st.integers(0, 99), st.integers(13, 99), st.integers(0, 999_999))
def test_ten_digits_with_no_month_where_any_country_has_it_are_none(first, third, rest):
    assert countries(f"{first:02}{third:02}{rest:06}") - {"Sweden"} == set()


@given(st.uuids())
def test_a_uuid_is_not_taken_for_a_number(uuid):
    assume(not str(uuid).replace("-", "").isdigit())
    assert countries(f"id={uuid}") == set()


@pytest.mark.parametrize("phone", ["+45 33 92 33 00", "+46 8-764 92 10", "+47 22 07 70 00", "+44 131 275 6000"])
def test_a_telephone_number_of_an_office_is_none(phone):
    assert countries(phone) == set()


@given(st.sampled_from(["0707614285", "0102565009"]))
def test_a_cell_that_lost_its_first_zero_is_still_found(number):
    assume(sum(int(one) * by for one, by in zip(number, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 == 0)
    assert number_of_cell(int(number)) == "Denmark"


@given(st.integers(0, 99_999_999))
def test_a_count_in_a_cell_is_none(value):
    assert number_of_cell(value) == ""


def test_nine_digits_in_a_cell_count_only_where_a_check_digit_of_some_country_fits():
    found = Counter(number_of_cell(int(f"10161{last:04}")) for last in range(10_000))
    assert set(found) == {"Denmark", "Sweden", "Scotland", ""}
    assert found["Denmark"] == pytest.approx(10_000 / 11, abs=2)
    assert found[""] > 7_000


def test_ten_digits_in_a_cell_that_no_country_writes_are_none():
    assert number_of_cell(9_999_999_999) == ""


def test_the_digits_of_an_id_are_none_even_where_they_begin_with_a_day():
    assert countries("ab010180-1234-4789-8abc-0123456789ab") == set()
