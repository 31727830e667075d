"""The page of three layers: what goes in, what is done, what comes of it, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gavn.benchmark.pure.layers import Gone, Price
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Caption, Figure, Number, Paragraph, Part, Row, Table, Value

if TYPE_CHECKING:
    from datetime import date

    from gavn.benchmark.pure.sums import Shown

SOURCE = Said("the service’s own answers about its year")
COUNTED = Said("forms, stays and plans, counted by gavn")
NOT_ANSWERED = Said(
    "What went in is not known: the questions about the service’s year {year} are not answered. Whoever leads the "
    "service answers them under “Years”."
)
READING = Said(
    "The three layers stand beside each other, not in a chain: more posts or a higher price need not be why an outcome "
    "differs. Others are services that work with the same indicators; their middle is shown where three of them "
    "answered."
)


@dataclass(frozen=True)
class Beside:
    """An indicator in the table: its words, one's own and all others as the reader may see them."""

    title: str
    own: Shown | None
    others: Shown | None


@dataclass(frozen=True)
class Layers:
    """A service's year: the inputs, the indicators of activity, those of goals and results, the price."""

    year: int
    answered: bool
    inputs: Sequence[Gone]
    outputs: Sequence[Beside]
    outcomes: Sequence[Beside]
    cost: Price | Said
    good: str
    frozen: date


def parts(found: Layers) -> list[Part]:
    """Input, output, outcome, price; each with its table, and what is lacking in words."""
    shown: list[Part] = [_inputs(found)]
    if not found.answered:
        shown.insert(0, Paragraph(said(NOT_ANSWERED.msgid, year=str(found.year))))
    shown.append(_indicators(found, "outputs", Said("What was done"), found.outputs))
    shown.append(_indicators(found, "outcomes", Said("What came of it"), found.outcomes))
    return [*shown, _price(found), Paragraph(READING, quiet=True)]


def _caption(found: Layers, source: Said) -> Caption:
    return Caption(source, said("the year {year}", year=str(found.year)), "gavn/service-year@1", found.frozen)


def _inputs(found: Layers) -> Figure:
    known = [one for one in found.inputs if one.own is not None]
    text = said("What went in: {known} of {all} things are known.", known=len(known), all=len(found.inputs))
    columns = (Said("What went in"), Said("Here"), Said("Others, the middle one"), Said("Others that answered"))
    rows = tuple(
        Row(
            one.asked.title,
            (
                *(Number(value, one.asked.decimals, one.asked.share) for value in (one.own, one.others)),
                Number(one.services),
            ),
        )
        for one in found.inputs
    )
    return Figure("inputs", text, Table(columns, rows), _caption(found, SOURCE))


def _indicators(found: Layers, key: str, first: Said, lines: Sequence[Beside]) -> Figure:
    text = said("{what}: {n} indicators.", what=first, n=len(lines))
    columns = (first, Said("Here"), Said("n"), Said("Missing"), Said("All others"), Said("Others’ n"))
    rows = tuple(
        Row(one.title, (_value(one.own), *_counts(one.own), _value(one.others), _counts(one.others)[0]))
        for one in lines
    )
    return Figure(key, text, Table(columns, rows), _caption(found, COUNTED))


def _value(shown: Shown | None) -> Value:
    return None if shown is None else shown.value


def _counts(shown: Shown | None) -> tuple[Value, Value]:
    return (None, None) if shown is None else (shown.counts["n"], shown.counts["missing"])


def _price(found: Layers) -> Part:
    """What the year cost, or what is needed to say so."""
    if isinstance(found.cost, Said):
        return Paragraph(found.cost)
    rows = [
        Row(Said("All days in use"), (Number(found.cost.whole),)),
        Row(Said("For each stay in the year"), (Number(found.cost.stay),)),
    ]
    if found.cost.good is not None:
        rows.append(Row(said("For each stay counted in “{title}”", title=found.good), (Number(found.cost.good),)))
    text = Said("What it cost, from the price of a day and the days in use; in the country’s currency.")
    return Figure("price", text, Table((Said("What it cost"), Said("Here")), tuple(rows)), _caption(found, SOURCE))
