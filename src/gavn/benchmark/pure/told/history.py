"""The page of a service beside its own past: run chart, control chart, and what the rules mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.benchmark.pure.charts.time import MEANINGS, control_spec, run_spec
from gavn.benchmark.pure.history import CONTROL, says
from gavn.benchmark.pure.periods import STEPS
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Paragraph, Part, Points, Row, Table, Value

if TYPE_CHECKING:
    from gavn.benchmark.pure.history import History
    from gavn.benchmark.pure.told.about import About
    from gavn.compare.pure.control_charts import Chart

FEW = Said("fewer than 5")
RULES_TITLE = Said("What the rules look at")
AGAIN = Said(
    "Whoever stays for long stands in several points, so points beside each other resemble each other more than the "
    "rules take for granted: a run says less here than it would of new people."
)
WAYS = {
    "more": Said("More is better here: marks above the middle are improvements, marks below it are concerns."),
    "less": Said("Less is better here: marks below the middle are improvements, marks above it are concerns."),
    "keep": Said("Keeping is the aim here: a mark says that something changed, not whether that is good."),
    "none": Said("Neither more nor less is better here: a mark says that something changed, not whether that is good."),
}
RULES = (
    Said("Run chart: half of all points lie on each side of the median. Too long a run on one side, or too few "
         "crossings, is a change that chance seldom makes."),
    Said("Beyond the limits: one point lies outside what chance alone would let it be."),
    Said("Trend: seven or more points in a row rise, or fall."),
    Said("Two of three points lie close to the same limit."),
    Said("Shift: seven or more points in a row lie on one side of the middle."),
)  # fmt: skip


def parts(about: About, found: History) -> list[Part]:
    """The sentence, both charts with their tables, and the rules in words; without enough, what is lacking."""
    names = [one.written for one in found.row]
    shown: list[Part] = [Paragraph(says(about.indicator, found))]
    if about.indicator.population in ("present", "measured"):
        shown.append(Paragraph(AGAIN, quiet=True))
    if found.told:
        shown += [_run(about, found, names), _control(about, found, names)]
        shown.append(Points(RULES_TITLE, (WAYS[about.indicator.direction], *RULES)))
    else:
        shown.append(_table_only(about, found, names))
    return shown


def _run(about: About, found: History, names: list[str]) -> Figure:
    text = found.run.say() if found.run is not None else Said("There is no run chart.")
    rows = tuple(Row(name, values) for name, values in zip(names, _values(about, found), strict=True))
    table = Table((STEPS[found.step], about.unit, Said("n"), Said("Missing")), rows)
    return Figure(
        "run", text, table, about.caption(interval=False), run_spec(found, names, about.say, share=about.share)
    )


def _control(about: About, found: History, names: list[str]) -> Figure:
    chart = found.control
    columns = (STEPS[found.step], about.unit, Said("Middle"), Said("Lower limit"), Said("Upper limit"), Said("Mark"))
    rows = tuple(_point_row(about, chart, at, name) for at, name in enumerate(names)) if chart is not None else ()
    text = _with_notes(about, chart) if chart is not None else Said("There is no control chart.")
    spec = control_spec(found, names, about.say, share=about.share)
    return Figure("control", text, Table(columns, rows), about.caption(interval=False), spec)


def _with_notes(about: About, chart: Chart) -> Said:
    """The sentence of the chart, which rules mark points, and what kind of chart it is."""
    text = chart.say()
    for note in (*chart.notes(), CONTROL[about.indicator.measure]):
        text = said("{one} {more}", one=text, more=note)
    return text


def _point_row(about: About, chart: Chart, at: int, name: str) -> Row:
    point = chart.points[at]
    lines: tuple[Value, ...] = tuple(about.number(line) for line in (point.centre, point.low, point.high))
    mark = MEANINGS[point.meaning][0] if point.rules else None
    return Row(name, (about.number(point.value), *lines, mark))


def _values(about: About, found: History) -> list[tuple[Value, ...]]:
    """Each period's value, n and missing; no value where fewer than 5 people stand behind it."""
    rows: list[tuple[Value, ...]] = []
    for shown, value in zip(found.row.values(), found.values.tolist(), strict=True):
        if shown is None:
            rows.append((None, None, None))
            continue
        told: Value = about.number(value) if value == value else FEW
        rows.append((told, shown.counts["n"], shown.counts["missing"]))
    return rows


def _table_only(about: About, found: History, names: list[str]) -> Figure:
    rows = tuple(Row(name, values) for name, values in zip(names, _values(about, found), strict=True))
    table = Table((STEPS[found.step], about.unit, Said("n"), Said("Missing")), rows)
    return Figure("run", Said("What is there so far:"), table, about.caption(interval=False))
