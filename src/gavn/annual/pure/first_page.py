"""The page that stands alone: which way it goes, beside the season before, what is not good, what is decided."""

from __future__ import annotations

from gavn.annual.pure.tables import value_of, value_told
from gavn.annual.pure.year import ProgrammeYear, fell, judged, much_missing
from gavn.judge.pure.shown import FigureShown
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Paragraph, Part, Points, Row, Section, Table, Text

MOST = 5
MOST_NAMES = 3
MOST_ROWS = 8  # so that the page is one sheet of A4
VERSION = Said("as in the chapters below")
NOT_FINAL = Said("This report is preliminary: the services are being heard, and what is said here may change.")
NOTHING_BAD = Said(
    "No figure became clearly worse, and nowhere are so many answers missing that a figure says little. "
    "That is not proof that all is well: a figure that cannot be told cannot become worse."
)
NOTHING_DECIDED = Said("The panel decided nothing this year.")
NOTHING_MOVED = Said("No figure clearly differs from the season before.")
NO_BEFORE = Said("There is no season before to hold this one against.")


def section(year: ProgrammeYear) -> Section:
    """The first page."""
    parts: list[Part] = [Paragraph(NOT_FINAL)] if year.preliminary else []
    parts.append(Points(Said("Which way it goes"), tuple(_ways(year))))
    parts.append(_beside(year))
    parts.append(Points(Said("What is not good"), tuple(not_good(year)) or (NOTHING_BAD,)))
    parts.append(Points(Said("What is decided"), tuple(_decided(year))))
    return Section("first-page", Said("In short"), tuple(parts), alone=True)


def _ways(year: ProgrammeYear) -> list[Text]:
    """How many figures moved which way, and the names of those that did."""
    known = [(one, judged(one)) for one in year.figures]
    known = [(one, way) for one, way in known if way is not None]
    if not known:
        return [NO_BEFORE]
    better = [one for one, way in known if way == 1]
    worse = [one for one, way in known if way == -1]
    if not better and not worse:
        return [NOTHING_MOVED]
    found: list[Text] = [
        said("Of {n} figures with a season before, {better} became clearly better and {worse} clearly worse.",
             n=len(known), better=len(better), worse=len(worse)),
    ]  # fmt: skip
    return found + [said("Better: {name}. {finding}", name=_name(year, one), finding=one.says) for one in better[:MOST]]


def not_good(year: ProgrammeYear) -> list[Text]:
    """What became worse, what was not kept, and where too much is missing; so many that they fit the page."""
    worse: list[Text] = [
        said("Worse: {name}. {finding}", name=_name(year, one), finding=one.says)
        for one in year.figures
        if judged(one) == -1
    ]
    worse += [
        said("Not kept as it was: {name}. {finding}", name=_name(year, one), finding=one.says)
        for one in year.figures
        if fell(one)
    ]
    silent = [_name(year, one) for one in year.figures if much_missing(one)]
    if silent:
        names = ", ".join(silent[:MOST_NAMES])
        few = said("More than 4 in 10 answers are missing in these figures: {names}.", names=names)
        many = said("More than 4 in 10 answers are missing in {n} figures, among them: {names}.",
                    n=len(silent), names=names)  # fmt: skip
        worse.append(many if len(silent) > MOST_NAMES else few)
    left = len(worse) - MOST
    return worse if left <= 0 else [*worse[:MOST], said("{n} more stand in the chapters.", n=left)]


def _beside(year: ProgrammeYear) -> Figure:
    """The results, this season and the one before; where there are none, the figures the programme has.

    Only as many as fit the page, and only those that can be told; the others are counted.
    """
    results = year.chapter("result") or list(year.figures)
    rows = [_row(year, one) for one in results if value_told(one.whole.now) or value_told(one.whole.before)]
    left = len(results) - len(rows[:MOST_ROWS])
    finding = said("{n} results of this season beside the season before.", n=len(rows[:MOST_ROWS]))
    if left:
        finding = said("{n} results of this season beside the season before. {left} more stand in their chapter, "
                       "some of them without a value; it says why.", n=len(rows[:MOST_ROWS]), left=left)  # fmt: skip
    columns = (Said("Figure"), Said("This season"), Said("The season before"))
    return Figure("beside", finding, Table(columns, tuple(rows[:MOST_ROWS])), year.caption(VERSION))


def _row(year: ProgrammeYear, one: FigureShown) -> Row:
    values = (value_of(one, one.whole.now), value_of(one, one.whole.before))
    return Row(_name(year, one), values, n=one.whole.now.n, missing=one.whole.now.missing)


def _decided(year: ProgrammeYear) -> list[Text]:
    if not year.decisions:
        return [NOTHING_DECIDED]
    found: list[Text] = [one.what for one in year.decisions[:MOST]]
    left = len(year.decisions) - MOST
    return found if left <= 0 else [*found, said("{n} more stand under the decisions.", n=left)]


def _name(year: ProgrammeYear, one: FigureShown) -> str:
    return year.titles[one.figure.key]
