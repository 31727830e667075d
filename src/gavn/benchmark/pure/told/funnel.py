"""The funnel page: services as they are and beside whom they serve, who lies outside in words, the table always."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gavn.benchmark.pure.charts.services import SIDES, funnel_spec
from gavn.benchmark.pure.funnels import Drawn, adjusted, crude, says
from gavn.benchmark.pure.mix import expected_of
from gavn.benchmark.pure.told.about import COUNT_COLUMNS, count_values
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Number, Paragraph, Part, Row, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gavn.benchmark.pure.sums import Shown
    from gavn.benchmark.pure.told.about import About
    from gavn.compare.pure.indicator_estimate import IndicatorSums

READING = Said(
    "Within the inner lines lie 95 of 100 services that differ only by chance and their common spread, within the "
    "outer ones 998 of 1,000. Lying outside is a reason to ask, not a judgement."
)
HIDDEN_SERVICES = Said("Services with too few people to be shown to you are in no figure here: {n}.")
TOO_SMALL = Said("Services with fewer than 5 people counted are left out of the picture: {n}.")


@dataclass(frozen=True)
class Services:
    """The services a page is about: what each shows this reader, and their names."""

    shown: Mapping[str, Shown]
    names: Mapping[str, str]

    @property
    def sums(self) -> dict[str, IndicatorSums]:
        """Those whose figures are shown."""
        return {key: one.sums for key, one in self.shown.items() if one.sums is not None}

    @property
    def hidden(self) -> int:
        """How many have too few people to be shown to this reader."""
        return sum(one.sums is None for one in self.shown.values())


def parts(about: About, services: Services, groups: Sequence[IndicatorSums]) -> list[Part]:
    """Crude, adjusted, the reading of both, and every service in a table."""
    shown: list[Part] = [_crude(about, services), *_adjusted(about, services, groups), Paragraph(READING, quiet=True)]
    if services.hidden:
        shown.append(Paragraph(said(HIDDEN_SERVICES.msgid, n=services.hidden), quiet=True))
    shown.append(table_of(about, services))
    return shown


def _crude(about: About, services: Services) -> Part:
    try:
        found = crude(about.indicator, services.sums)
    except Refused as refusal:
        return Paragraph(said("As they are: {why}", why=refusal.said))
    return _figure(about, "funnel", Said("As they are: {finding}"), found, services)


def _adjusted(about: About, services: Services, groups: Sequence[IndicatorSums]) -> list[Part]:
    """The same with whom each serves accounted for; what it is adjusted for, or why it is not."""
    mine = [one for one in groups if one.group["service"] in services.sums]
    try:
        expected = expected_of(about.indicator, mine)
        found = adjusted(about.indicator, expected, services.sums)
    except Refused as refusal:
        return [Paragraph(said("With whom they serve accounted for: {why}", why=refusal.said))]
    named = Said("With whom they serve accounted for: {finding}")
    told: list[Part] = [_figure(about, "adjusted", named, found, services)]
    told.append(
        Paragraph(
            said("Accounted for, as the indicator declares it: {variables}. With a gap there, and so left out: {gaps}.",
                 variables=about.variables, gaps=expected.gaps),
            quiet=True,
        )
    )  # fmt: skip
    if found.quality is not None:
        told.append(Paragraph(found.quality, quiet=True))
    return told


def _figure(about: About, key: str, frame: Said, found: Drawn, services: Services) -> Figure:
    text = said(frame.msgid, finding=says(found, services.names))
    small = [said(TOO_SMALL.msgid, n=found.left_out)] if found.left_out else []
    for more in (found.dispersion, *small):
        text = said("{one} {more}", one=text, more=more)
    rows = tuple(
        Row(services.names[dot.service], (*_ends(about, found, dot.value, dot.inner, dot.outer), SIDES[dot.outside][0]))
        for dot in sorted(found.dots, key=lambda dot: services.names[dot.service].casefold())
    )
    value = Said("Observed over expected") if found.ratio else about.unit
    columns = (Said("Service"), value, Said("95 % limits"), Said("99.8 % limits"), Said("Where it lies"))
    spec = funnel_spec(found, services.names, about.say, share=about.share)
    return Figure(key, text, Table(columns, rows), about.caption(interval=False), spec)


def _ends(
    about: About, found: Drawn, value: float, inner: tuple[float, float], outer: tuple[float, float]
) -> tuple[Number, Said, Said]:
    def number(end: float) -> Number:
        return Number(end, 2) if found.ratio else about.number(end)

    between = "{low} to {high}"
    return (
        number(value),
        said(between, low=number(inner[0]), high=number(inner[1])),
        said(between, low=number(outer[0]), high=number(outer[1])),
    )


def table_of(about: About, services: Services) -> Figure:
    """Every service in the order of the alphabet, with all that its value is counted out of."""
    ordered = sorted(services.shown, key=lambda key: services.names[key].casefold())
    rows = tuple(
        Row(services.names[key], (services.shown[key].value, *count_values(services.shown[key]))) for key in ordered
    )
    text = said("{n} services, in the order of the alphabet.", n=len(rows))
    return Figure("services", text, Table((Said("Service"), about.unit, *COUNT_COLUMNS), rows), about.caption())
