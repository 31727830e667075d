"""Many stays at once, for the analysis store: made by the bulk services."""

from __future__ import annotations

from datetime import date, timedelta

from collect_cast import LINES, as_sent, lines

from gavn.collect.services import WantedOccasion, ensure_occasions, submit_many
from gavn.collect.services.submitting import NewAnswers
from gavn.kernel.dates import PartialDate
from gavn.people.services import NewStay, enrol_many

FIRST = date(2024, 1, 1)


def many_stays(unit, count: int) -> list:
    """Stays that began one a day."""
    rows = [
        NewStay(
            unit=unit,
            entered=PartialDate.of(FIRST + timedelta(days=number % 300)),
            person=f"P{number}",
            given="Ida",
            family=f"Lund{number}",
            birth_year=1950 + number % 50,
            birth_month=1 + number % 12,
            sex="woman" if number % 3 else "man",
            measured_from=FIRST + timedelta(days=number % 300),
        )
        for number in range(count)
    ]
    return enrol_many(by=None, rows=rows, tell=False)


def many_answers(stays, occasions_each: int) -> int:
    """The four lines on so many occasions of each stay; returns how many responses."""
    wanted = [
        WantedOccasion(
            enrolment=stay,
            kind="entry" if number == 0 else "status",
            month=6 * number,
            due=stay.entered_on + timedelta(days=180 * number),
            baseline=number == 0,
        )
        for stay in stays
        for number in range(occasions_each)
    ]
    occasions = ensure_occasions(by=None, wanted=wanted)
    rows = [
        NewAnswers(**as_sent(
            one, lines(line_life=number % 11, line_close=(number * 7) % 11), f"many{number:06d}", mode="import",
            answered_on=one.due,
        ))
        for number, one in enumerate(occasions)
    ]  # fmt: skip
    submit_many(by=None, rows=rows)
    return len(rows)


__all__ = ["LINES", "many_answers", "many_stays"]
