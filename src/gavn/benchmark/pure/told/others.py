"""The page of a service beside all others, level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.benchmark.pure.charts.services import Bar, forest
from gavn.benchmark.pure.others import OTHERS, PEOPLE, Ring, difference, nearest, says
from gavn.benchmark.pure.sums import Shown
from gavn.benchmark.pure.told.about import COUNT_COLUMNS, count_values
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Interval, Number, Paragraph, Part, Row, Table, Value
from gavn.report.pure.hiding import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gavn.benchmark.pure.told.about import About
    from gavn.kernel.estimates import Estimate

READING = Said(
    "Others are all services but this one, added up. Differences are own less others, with the interval in which they "
    "lie; whom each serves is not accounted for here. The funnel does that where the indicator says for what."
)


def parts(
    about: About, own_name: str, own: Shown | None, rings: Sequence[Ring], shown: Mapping[str, Shown]
) -> list[Part]:
    """The sentence, the lines with their intervals, the table with differences and all they are counted out of."""
    told = {ring.level: _difference(about, own, shown.get(ring.level), ring) for ring in rings}
    widest = nearest([ring for ring in rings if not isinstance(told[ring.level], Said)])
    apart = told[widest.level] if widest is not None else None
    text = says(
        about.indicator, None if isinstance(apart, Said) else apart, OTHERS[widest.level] if widest else OTHERS["all"]
    )
    rows = [_row(own_name, own, own.value, None, None)] if own is not None else []
    rows += [_ring_row(about, ring, shown.get(ring.level), told[ring.level]) for ring in rings]
    columns = (Said("Whose"), about.unit, Said("Own less others"), Said("Services"), *COUNT_COLUMNS)
    caption = about.caption(own.sums if own is not None else None)
    figure = Figure("others", text, Table(columns, tuple(rows)), caption, _spec(about, own_name, own, rings, shown))
    return [figure, Paragraph(READING, quiet=True)]


def _row(name: Said | str, shown: Shown, value: Value, apart: Value, services: Value) -> Row:
    return Row(name, (value, apart, services, *count_values(shown)))


def _ring_row(about: About, ring: Ring, shown: Shown | None, apart: Estimate | Said) -> Row:
    services = Number(ring.services)
    name = OTHERS[ring.level]
    if shown is None:
        return Row(name, (ring.refused, None, services, None, None, None, None, None))
    value: Value = about.interval(apart, change=True) if not isinstance(apart, Said) else apart
    return _row(name, shown, shown.value, value, services)


def _difference(about: About, own: Shown | None, others: Shown | None, ring: Ring) -> Estimate | Said:
    """Own less others, or why there is none."""
    if ring.refused is not None:
        return ring.refused
    if own is None or others is None:
        return Said("nobody to compare")
    if own.sums is None or others.sums is None:
        return HIDDEN
    fewer = min(own.sums.n, others.sums.n)
    if fewer < PEOPLE:
        return said("needs {least} people on either side; there are {there}", least=PEOPLE, there=fewer)
    try:
        return difference(about.indicator, own.sums, others.sums)
    except Refused as refusal:
        return refusal.said


def _spec(
    about: About, own_name: str, own: Shown | None, rings: Sequence[Ring], shown: Mapping[str, Shown]
) -> dict[str, object] | None:
    lines: list[tuple[str, Shown]] = [(own_name, own)] if own is not None else []
    lines += [(about.say(OTHERS[ring.level]), shown[ring.level]) for ring in rings if ring.level in shown]
    bars = [
        Bar(name, one.value.value, one.value.low, one.value.high, _words(about, one), own=one is own)
        for name, one in lines
        if isinstance(one.value, Interval)
    ]
    return forest(bars, share=about.share) if len(bars) > 1 else None


def _words(about: About, shown: Shown) -> str:
    n = shown.sums.n if shown.sums is not None else 0
    return about.say(said("{value} (n {n})", value=about.number(_value(shown)), n=n))


def _value(shown: Shown) -> float | None:
    return shown.value.value if isinstance(shown.value, Interval) else None
