"""The page of shrunken values and places: in the order of the alphabet, each place with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.benchmark.pure.charts.services import Bar, forest
from gavn.benchmark.pure.mix import expected_of
from gavn.benchmark.pure.places import Places, place_said, places, says
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Number, Paragraph, Part, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gavn.benchmark.pure.places import Place
    from gavn.benchmark.pure.told.about import About
    from gavn.benchmark.pure.told.funnel import Services
    from gavn.compare.pure.indicator_estimate import IndicatorSums

READING = Said(
    "Small services lie far out by chance. Each value is therefore drawn towards what all have together, the more the "
    "fewer people stand behind it. A place is given with all the places that cannot be ruled out, and never without."
)


def parts(about: About, services: Services, groups: Sequence[IndicatorSums]) -> list[Part]:
    """The sentence, the shrunken values with their intervals, the table with places; or what is lacking."""
    mine = [one for one in groups if one.group["service"] in services.sums]
    expected, why = None, None
    try:
        expected = expected_of(about.indicator, mine)
    except Refused as refusal:
        why = refusal.said
    try:
        found = places(about.indicator, services.sums, expected)
    except Refused as refusal:
        return [Paragraph(refusal.said)]
    shown: list[Part] = [_figure(about, services, found), _accounted(about, why), Paragraph(READING, quiet=True)]
    left_out = found.left_out + services.hidden
    if left_out:
        shown.append(Paragraph(said("Services with too few people for a place: {n}.", n=left_out), quiet=True))
    return shown


def _accounted(about: About, why: Said | None) -> Paragraph:
    if why is None:
        return Paragraph(said("Whom they serve is accounted for: {variables}.", variables=about.variables), quiet=True)
    return Paragraph(said("Whom they serve is not accounted for: {why}", why=why), quiet=True)


def _figure(about: About, services: Services, found: Places) -> Figure:
    rows = sorted(found.rows, key=lambda one: services.names[one.service].casefold())
    bars = [
        Bar(
            services.names[one.service], one.shrunken.value, one.shrunken.low, one.shrunken.high,
            about.say(said("{value} (n {n})", value=about.number(one.shrunken.value), n=one.n)), own=True,
        )
        for one in rows
    ]  # fmt: skip
    columns = (
        Said("Service"),
        Said("Shrunken value"),
        Said("Value before shrinking"),
        Said("Of its own difference stayed"),
        Said("Place"),
        Said("n"),
    )
    table = Table(columns, tuple(_row(about, services, one, found.n) for one in rows))
    spec = forest(bars, share=about.share, middle=found.middle)
    return Figure("places", says(found), table, about.caption(), spec)


def _row(about: About, services: Services, one: Place, n: int) -> Row:
    return Row(
        services.names[one.service],
        (
            about.interval(one.shrunken),
            about.number(one.raw),
            Number(one.kept, share=True),
            place_said(one, n),
            Number(one.n),
        ),
    )
