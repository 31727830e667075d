"""The page for whom it goes differently: the sentence, the clear ones, every comparison with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.benchmark.pure.charts.services import Bar, forest
from gavn.benchmark.pure.for_whom import ALL, LEAST, Compared, ForWhom, Judged, Part, says
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Number, Paragraph, Row, Table, Value
from gavn.report.pure.document import Part as PagePart
from gavn.report.pure.hiding import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gavn.benchmark.pure.told.about import About

READING = Said(
    "Each line compares people who had this kind of intervention with people who had not. Intervals are wider than "
    "usual, so that all comparisons on this page hold together in 95 of 100 such pages. Traits are those of the "
    "indicator and of the person; nothing else is accounted for."
)
EVERYBODY = Said("Everybody")


def parts(about: About, found: ForWhom, words: Mapping[str, Mapping[str, Said | str]]) -> list[PagePart]:
    """The sentence first, the picture of those that could be looked at, the table of all, the tests."""
    table = _table(about, found, words)
    figure = Figure("for-whom", says(found), table, about.caption(), _spec(about, found, words))
    shown: list[PagePart] = [figure]
    shown += [Paragraph(_clear_said(about, one, found, words)) for one in found.clear]
    return [*shown, _tests(about, found, words), Paragraph(READING, quiet=True)]


def _clear_said(about: About, one: Compared, found: ForWhom, words: Mapping[str, Mapping[str, Said | str]]) -> Said:
    """A clear comparison in words, one of so many looked at."""
    apart = one.difference
    value = about.interval(apart, change=True) if isinstance(apart, Estimate) else ""
    return said(
        "{kind}, {group}: with it less without it {value} (n {having} and {lacking}). One of {looked_at} looked at.",
        kind=words["kind"].get(one.kind, one.kind),
        group=_group(one.trait, one.level, words),
        value=value,
        having=one.having.n,
        lacking=one.lacking.n,
        looked_at=found.looked_at,
    )


def _group(trait: str, level: str, words: Mapping[str, Mapping[str, Said | str]]) -> Said | str:
    if trait == ALL:
        return EVERYBODY
    name = words["trait"].get(trait, trait)
    return said("{trait}: {level}", trait=name, level=words.get(trait, {}).get(level, level))


def _table(about: About, found: ForWhom, words: Mapping[str, Mapping[str, Said | str]]) -> Table:
    columns = (
        Said("Intervention, and for whom"),
        Said("With it"),
        Said("n with it"),
        Said("Without it"),
        Said("n without"),
        Said("Difference"),
    )
    rows = []
    for one in found.rows:
        label = said(
            "{kind}, {group}", kind=words["kind"].get(one.kind, one.kind), group=_group(one.trait, one.level, words)
        )
        apart: Value = (
            one.difference if isinstance(one.difference, Said) else about.interval(one.difference, change=True)
        )
        values = [value for part in (one.having, one.lacking) for value in _values(about, part, hidden=one.hidden)]
        rows.append(Row(label, (*values, apart)))
    return Table(columns, tuple(rows))


def _values(about: About, part: Part, *, hidden: bool) -> tuple[Value, Value]:
    if hidden:
        return HIDDEN, HIDDEN
    return about.number(part.total / part.n if part.n else None), Number(part.n)


def _spec(about: About, found: ForWhom, words: Mapping[str, Mapping[str, Said | str]]) -> dict[str, object] | None:
    bars = [
        Bar(
            about.say(
                said(
                    "{kind}, {group}",
                    kind=words["kind"].get(one.kind, one.kind),
                    group=_group(one.trait, one.level, words),
                )
            ),
            one.difference.value, one.difference.low, one.difference.high,
            about.say(said("{value}", value=about.number(one.difference.value, change=True))), own=one in found.clear,
        )
        for one in found.rows
        if isinstance(one.difference, Estimate)
    ]  # fmt: skip
    return forest(bars, share=about.share, middle=0.0)


def _tests(about: About, found: ForWhom, words: Mapping[str, Mapping[str, Said | str]]) -> Figure:
    """Whether each kind goes along with something else by each trait."""
    tested = [one for one in found.tests if one.q is not None]
    differing = [one for one in tested if one.differs]
    text = said(
        "Does it go differently by sex, age or any other trait? Of {tested} pairs of intervention and trait that could "
        "be tested, differing when judged together: {differing}.",
        tested=len(tested),
        differing=len(differing),
    )
    rows = tuple(
        Row(
            said("{kind}, {trait}", kind=words["kind"].get(one.kind, one.kind),
                 trait=words["trait"].get(one.trait, one.trait)),
            (_judged(one),),
        )
        for one in found.tests
    )  # fmt: skip
    table = Table((Said("Intervention, and trait"), Said("Differs by the trait")), rows)
    return Figure("tests", text, table, about.caption(interval=False))


def _judged(one: Judged) -> Said:
    if one.q is None:
        return one.refused or said("needs {least} people in each group", least=LEAST)
    return Said("yes, all tested together") if one.differs else Said("not shown")
