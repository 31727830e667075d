"""Calendar: what is written follows RFC 5545 and is read again as it was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from gavn.calendar.pure.ical import Entry, calendar_text, uid

AT = datetime(2027, 2, 2, 12, 0, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=200)


def unfolded(text: str) -> list[str]:
    """The lines of a calendar as a reader puts them together (RFC 5545, 3.1)."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def value_of(text: str, name: str) -> str:
    """A text value as it was meant (RFC 5545, 3.3.11)."""
    line = next(line for line in unfolded(text) if line.startswith(f"{name}:"))
    raw, read, place = line.partition(":")[2], "", 0
    while place < len(raw):
        if raw[place] == "\\":
            read += "\n" if raw[place + 1] == "n" else raw[place + 1]
            place += 2
        else:
            read += raw[place]
            place += 1
    return read


def test_a_day_is_written_as_a_day_with_the_day_after_as_its_end():
    lines = unfolded(calendar_text("gavn", [Entry("a", date(2028, 2, 29), "Status due", url="https://x/")], at=AT))
    assert {"DTSTART;VALUE=DATE:20280229", "DTEND;VALUE=DATE:20280301", "DTSTAMP:20270202T120000Z"} <= set(lines)
    assert "URL:https://x/" in lines
    assert (lines[0], lines[-1], lines.count("BEGIN:VEVENT")) == ("BEGIN:VCALENDAR", "END:VCALENDAR", 1)
    assert not any(line.startswith("DESCRIPTION") for line in lines)


@given(TEXT, TEXT)
def test_whatever_the_words_are_they_are_read_as_written(title, words):
    text = calendar_text("gavn", [Entry("a", date(2027, 1, 1), title, words or "x")], at=AT)
    assert (value_of(text, "SUMMARY"), value_of(text, "DESCRIPTION")) == (title, words or "x")


@given(TEXT)
def test_no_line_is_longer_than_75_octets_and_none_parts_a_character(title):
    text = calendar_text(title, [Entry("a", date(2027, 1, 1), title * 3)], at=AT)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@given(st.text())
def test_the_name_of_an_entry_is_the_same_each_time_and_holds_no_digit(about):
    assert uid(about) == uid(about)
    assert uid(about).isalpha()
