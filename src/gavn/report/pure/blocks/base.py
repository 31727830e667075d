"""Whom the service reaches: stays and persons by sex, ages on entry, the base data asked on entry."""

from __future__ import annotations

from collections.abc import Callable

from gavn.compare.pure.counts import AGES, SEXES, Flow
from gavn.compare.pure.disclosure import Sum
from gavn.compare.pure.scope import LEAST_INSIDE
from gavn.kernel.say import Said, said
from gavn.people.pure.vocabulary import SEX
from gavn.report.pure.blocks.reasons import REASONS, asked_figure
from gavn.report.pure.charts.service import ages_chart
from gavn.report.pure.document import Figure, Number, Paragraph, Part, Row, Section, Table, Text, Value
from gavn.report.pure.hiding import HIDDEN, counts_shown, sentence
from gavn.report.pure.year import Year

PLACE = 20
STAYS_VERSION = Said("stays, version 1")
ALL = Said("All")
COLUMNS = (Said("Sex as recorded"), Said("Stays"), Said("New"), Said("Closed"), Said("Ongoing"))


def section(year: Year, say: Callable[[Said], str]) -> Section:
    """The section of the base data."""
    parts: list[Part] = [_flow(year)]
    if year.now.enrolled.unplaced:
        parts.append(Paragraph(_unplaced(year), quiet=True))
    parts.append(_ages(year, say))
    parts += [asked_figure(year, asked, say) for asked in year.now.asked if not (asked.key == REASONS or asked.at_exit)]
    return Section("base", Said("Whom do we reach?"), tuple(parts))


def _unplaced(year: Year) -> Said:
    n = year.now.enrolled.unplaced
    text = said("{n} stays ended on a day that nobody knows; they are not counted, because they may lie before.", n=n)
    return sentence(text, n, inside=year.inside)


def flow_said(year: Year, flow: Flow) -> Said:
    """Who was there, who came and who left, in a sentence; persons only where two stays of one give nobody away."""
    counts = {"new": flow.new_stays, "closed": flow.closed_stays, "ongoing": flow.ongoing_stays, "stays": flow.stays}
    again = flow.stays - flow.persons
    text = said("{stays} stays lay in the period: {new} began in it, {closed} ended, {ongoing} go on.", **counts)
    if year.inside or again == 0 or again >= LEAST_INSIDE:
        text = said(
            "{stays} stays of {persons} {word} lay in the period: {new} began in it, {closed} ended, {ongoing} go on.",
            persons=flow.persons,
            word=year.persons,
            **counts,
        )
    return sentence(text, *counts.values(), flow.stays - flow.new_stays, inside=year.inside)


def _flow(year: Year) -> Figure:
    """Stays by sex; what follows from the numbers shown is hidden with them."""
    flows = {"": year.now.enrolled.total} | {
        sex: year.now.enrolled.by_sex[sex] for sex in SEXES if sex in year.now.enrolled.by_sex
    }
    counts: dict[tuple[str, int], int] = {}
    sums: list[Sum[tuple[str, int]]] = []
    for sex, flow in flows.items():
        values = (flow.stays, flow.new_stays, flow.closed_stays, flow.ongoing_stays, flow.stays - flow.new_stays)
        counts |= {(sex, place): value for place, value in enumerate(values)}
        sums += [Sum((sex, 0), ((sex, 2), (sex, 3))), Sum((sex, 0), ((sex, 1), (sex, 4)))]
    sums += [Sum(("", place), tuple((sex, place) for sex in flows if sex)) for place in range(5)]
    shown = counts_shown(counts, sums, inside=year.inside)
    rows = [
        Row(SEX[sex] if sex else ALL, tuple(shown[sex, place] for place in range(4)), n=_n(shown[sex, 0]), missing=0)
        for sex in flows
    ]
    caption = year.caption(STAYS_VERSION, n=flows[""].stays)
    return Figure("flow", flow_said(year, flows[""]), Table(COLUMNS, tuple(rows)), caption)


def _n(shown: Value) -> int | None:
    return int(shown.value) if isinstance(shown, Number) and shown.value is not None else None


def _ages(year: Year, say: Callable[[Said], str]) -> Figure:
    """How old people were when they came, by sex."""
    ages = year.now.ages
    sexes = [sex for sex in SEXES if ages.of(sex)]
    groups: dict[str, tuple[int, ...]] = {"": (*ages.bands(), ages.of().get(None, 0))}
    groups |= {sex: (*ages.bands(sex), ages.of(sex).get(None, 0)) for sex in sexes}
    lines = len(AGES) + 1
    counts = {(sex, place): values[place] for sex, values in groups.items() for place in range(lines)}
    sums = [Sum(("", place), tuple((sex, place) for sex in sexes)) for place in range(lines)]
    for sex in groups:
        counts[sex, -1] = sum(groups[sex])
        sums.append(Sum((sex, -1), tuple((sex, place) for place in range(lines))))
    shown = counts_shown(counts, sums, inside=year.inside)
    labels: list[Text] = [*(age_said(low, high) for low, high in AGES), Said("Not known")]
    rows = tuple(Row(label, tuple(shown[sex, place] for sex in groups)) for place, label in enumerate(labels))
    columns = (Said("Age on entry"), *(SEX[sex] if sex else ALL for sex in groups))
    described = ages.described()
    whole = not any(value is HIDDEN for (sex, _place), value in shown.items() if not sex)
    spec = ages_chart(groups[""][:-1], labels[:-1], say) if whole and described.n else None
    caption = year.caption(Said("age in whole years on the day of entry"), n=described.n, missing=described.missing)
    return Figure("ages", ages_said(year), Table(columns, rows), caption, spec)


def ages_said(year: Year) -> Said:
    """How old people were on entry, in a sentence."""
    found = year.now.ages.described()
    if found.mean is None or found.median is None:
        return said("No age on entry is known; {missing} are missing.", missing=found.missing)
    text = said(
        "Half were {median} or younger when they came; the mean is {mean} years.",
        median=round(found.median, 1),
        mean=round(found.mean, 1),
    )
    return sentence(text, found.n, inside=year.inside)


def age_said(low: int, high: int) -> Said:
    """A band of ages in words."""
    if low == 0:
        return said("under {age}", age=high + 1)
    return said("{age} or older", age=low) if high >= 200 else said("{low} to {high}", low=low, high=high)
