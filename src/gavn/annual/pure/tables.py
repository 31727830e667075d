"""A frozen figure's values as a document shows them."""

from __future__ import annotations

from gavn.judge.pure.shown import HIDDEN as TOO_FEW
from gavn.judge.pure.shown import FigureShown, PartShown, SeasonShown
from gavn.kernel.say import Said
from gavn.report.pure.document import Interval, Number, Row, Table, Text, Value
from gavn.report.pure.hiding import HIDDEN

DECIMALS = {"share": 0, "mean": 1, "rate": 2}
COLUMNS: tuple[Text, ...] = (
    Said("Place"), Said("Counted"), Said("Missing"), Said("Left out"), Said("This season"), Said("The season before"),
)  # fmt: skip


def value_of(found: FigureShown, season: SeasonShown | None) -> Value:
    """A season's value with its interval; hidden, or nothing, where it is not told."""
    if season is None:
        return Number(None)
    if season.value is None or season.low is None or season.high is None:
        return HIDDEN if season.n is None or season.why == TOO_FEW else Number(None)
    measure = found.figure.measure
    return Interval(season.value, season.low, season.high, DECIMALS[measure], share=measure == "share")


def value_told(season: SeasonShown | None) -> bool:
    """Whether a season has a value that this reader sees."""
    return season is not None and season.value is not None


def places(found: FigureShown) -> Table:
    """The whole and its parts, each with how many are counted, missing and left out."""
    return Table(COLUMNS, tuple(_row(found, part) for part in found.parts))


def _row(found: FigureShown, part: PartShown) -> Row:
    now = part.now
    counts = (count(now.n), count(now.missing), count(now.left_out))
    values = (*counts, value_of(found, now), value_of(found, part.before))
    return Row(part.name, values, n=now.n, missing=now.missing)


def count(n: int | None) -> Value:
    """A count as a table shows it.

    >>> count(None) is HIDDEN, count(40).value
    (True, 40)
    """
    return HIDDEN if n is None else Number(n)
