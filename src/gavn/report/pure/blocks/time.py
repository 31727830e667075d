"""How long people stay: months of the ongoing and of the closed, and how many are still there after a time."""

from __future__ import annotations

from collections.abc import Callable

from gavn.compare.pure.methods.time_to_exit import TimeToExit
from gavn.kernel.dates import DAYS_A_MONTH
from gavn.kernel.say import Said, said
from gavn.report.pure.charts.service import still_there_chart
from gavn.report.pure.document import Figure, Number, Paragraph, Part, Row, Section, Table
from gavn.report.pure.hiding import described_columns, described_values, interval_of, sentence
from gavn.report.pure.year import Year

PLACE = 30
MONTHS = (3, 6, 9, 12, 18, 24, 36, 48, 60, 84, 120)
ONGOING, CLOSED = Said("Ongoing"), Said("Closed in the period")
NO_CURVE = Said("Nobody left in the period: how long people stay cannot be told yet.")
NOT_OPEN = Said("How many are still there after a time is shown to readers who may open the persons.")


def section(year: Year, say: Callable[[Said], str]) -> Section:
    """The section of time."""
    parts: list[Part] = [_months(year)]
    if not year.inside:
        parts.append(Paragraph(NOT_OPEN, quiet=True))
    elif isinstance(year.now.length, Said):
        parts.append(Paragraph(year.now.length))
    elif not year.now.length.steps:
        parts.append(Paragraph(NO_CURVE))
    else:
        parts.append(_still_there(year, year.now.length, say))
    return Section("time", Said("How long do they stay?"), tuple(parts))


def _months(year: Year) -> Figure:
    time = year.now.time
    rows = tuple(
        Row(label, described_values(found, inside=year.inside, extremes=year.extremes), found.n, found.missing)
        for label, found in ((ONGOING, time.ongoing), (CLOSED, time.closed))
    )
    missing = time.ongoing.missing + time.closed.missing
    caption = year.caption(Said("enrolment time, version 1"), n=time.ongoing.n + time.closed.n, missing=missing)
    table = Table(described_columns(Said("Months from entry"), extremes=year.extremes), rows)
    return Figure("months", months_said(year), table, caption)


def months_said(year: Year) -> Said:
    """How long the ongoing have been there and the closed were there, in a sentence."""
    ongoing, closed = year.now.time.ongoing, year.now.time.closed
    if ongoing.median is None and closed.median is None:
        return said("No stay has days of entry and exit that are known.")
    if closed.median is None:
        text = said("Half of the ongoing stays have lasted {months} months or longer.", months=_one(ongoing.median))
    elif ongoing.median is None:
        text = said("Half of the stays that ended had lasted {months} months or longer.", months=_one(closed.median))
    else:
        text = said(
            "Half of the ongoing stays have lasted {ongoing} months or longer, half of those that ended {closed}.",
            ongoing=_one(ongoing.median),
            closed=_one(closed.median),
        )
    return sentence(text, ongoing.n, closed.n, inside=year.inside)


def _one(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _still_there(year: Year, length: TimeToExit, say: Callable[[Said], str]) -> Figure:
    rows = [
        Row(
            said("{months} months", months=months),
            (interval_of(_at(length, months), share=True), _seen(length, months)),
        )
        for months in MONTHS
        if months * DAYS_A_MONTH <= length.follow_up
    ]
    table = Table((Said("After"), Said("Still there"), Said("Were there that long")), tuple(rows))
    caption = year.caption(Said("time to exit, version 1"), n=length.n, missing=length.missing)
    return Figure("still-there", length_said(length), table, caption, still_there_chart(length, say))


def _at(length: TimeToExit, months: int) -> object:
    return length.still_there(months * DAYS_A_MONTH)


def _seen(length: TimeToExit, months: int) -> Number:
    """How many were under observation when the next one left."""
    later = [step.at_risk for step in length.steps if step.day >= months * DAYS_A_MONTH]
    return Number(later[0] if later else None)


def length_said(length: TimeToExit) -> Said:
    """When half had left, in months."""
    counts = {"n": length.n, "exits": length.exits, "ongoing": length.ongoing}
    if length.median is None:
        return said(
            "Fewer than half had left after {months} months, the longest seen "
            "({n} stays: {exits} left, {ongoing} go on).",
            months=round(length.follow_up / DAYS_A_MONTH, 1),
            **counts,
        )
    return said(
        "Half had left after {months} months ({n} stays: {exits} left, {ongoing} go on).",
        months=round(length.median / DAYS_A_MONTH, 1),
        **counts,
    )
