"""Series of scores on shipped scales, made of days and values alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gavn.catalogue.pure.formats import Instrument
from gavn.catalogue.pure.reading import read_instrument
from gavn.measure.pure.norms import NormUsed
from gavn.measure.pure.series import Point, Series

CONTENT = Path(__file__).parents[1] / "content/instruments"


def shipped(name: str) -> Instrument:
    """A definition as it ships."""
    path = CONTENT / name / "v1.yaml"
    return read_instrument(path.read_text(), file=str(path)).definition


def points(*values: float | None) -> tuple[Point, ...]:
    """Entry in January 2026, then a status every three months."""
    days = [date(2026, 1, 12), date(2026, 4, 12), date(2026, 7, 12), date(2026, 10, 12)]
    return tuple(
        Point(
            day=day,
            month=3 * place,
            occasion=f"occasion{place}",
            kind="status" if place else "entry",
            number=place or 1,
            baseline=place == 0,
            value=value,
            answered=4 if value is not None else 2,
            items=4,
            band="",
            revision=1,
        )
        for place, (day, value) in enumerate(zip(days, values, strict=False))
    )


def series(
    *values: float | None,
    scale: str = "four-lines",
    score: str = "total",
    of: str = "individual",
    change: float | None = None,
    border: float | None = None,
) -> Series:
    """A series on a shipped scale; with ``change`` or ``border`` there is a norm."""
    definition = shipped(scale)
    known = change is not None or border is not None
    norm = NormUsed(None, 214, change, None, border, None) if known else None
    return Series(definition, definition.score_by_key[score], of, points(*values), norm)


class Goal:
    """A goal with what a line needs."""

    def __init__(self, words: str, area: str, **more) -> None:
        self.public_id, self.words, self.area = "g", words, area
        self.direction, self.review_on, self.ended_on, self.outcome, self.part_of_id = "improve", None, None, "", None
        self.__dict__.update(more)


class Rating:
    """How near it was on a day."""

    def __init__(self, value: int, day: date = date(2026, 2, 1)) -> None:
        self.value, self.day = value, day
