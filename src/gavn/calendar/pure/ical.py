"""A calendar as other programs read it (RFC 5545): days with a title, a text and an address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LINE = 75  # octets; RFC 5545, 3.1
LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(frozen=True)
class Entry:
    """One day in a calendar. ``about`` says what it is of and stays the same when the title changes."""

    about: str
    day: date
    title: str
    words: str = ""
    url: str = ""


def calendar_text(name: str, entries: Iterable[Entry], *, at: datetime) -> str:
    """The whole calendar, ``at`` the moment at which it was made, in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gavn//calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    for one in entries:
        lines += _event(one, at)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(one: Entry, at: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid(one.about)}@gavn",
        f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(one.title)}",
        "TRANSP:TRANSPARENT",
    ]
    more = {"DESCRIPTION": _escaped(one.words), "URL": one.url}
    return [*lines, *(f"{key}:{text}" for key, text in more.items() if text), "END:VEVENT"]


def uid(about: str) -> str:
    """A name that is the same each time, in letters alone: nobody takes it for a number of a person."""
    return hashlib.sha256(about.encode()).hexdigest()[:32].translate(LETTERS)


def _escaped(text: str) -> str:
    r"""Text as a value holds it.

    >>> _escaped("Status; Linden,hof\nWing \\ B")
    'Status\\; Linden\\,hof\\nWing \\\\ B'
    """
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which parts a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    return "\r\n".join([*pieces, piece])
