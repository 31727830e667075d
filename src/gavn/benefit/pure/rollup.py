"""One line a service for those who follow several: each beside its own past, none beside another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gavn.benefit.pure.counted import Month
from gavn.benefit.pure.figures import MonthFigure, Reader, figures_of
from gavn.compare.pure.disclosure import INSIDE, Sum
from gavn.compare.pure.released import released
from gavn.kernel.say import Said
from gavn.report.pure.document import Number, Value
from gavn.report.pure.hiding import HIDDEN

Cell = tuple[str, str]
"""A count by its name and its service; the empty service is all of them."""
ALL = ""
PARTS = {"complete": ("answered", "asked"), "same_day": ("same_day", "seen"), "talked": ("talked", "given")}
CHANGED = Said("changed")
AS_BEFORE = Said("as before")
NOT_KNOWN = Said("too early to tell")


@dataclass(frozen=True)
class ServiceMonths:
    """A service's months until the one in question."""

    key: str
    months: Sequence[Month]
    reader: Reader


@dataclass(frozen=True)
class Line:
    """One service, or all: forms, minutes, the three shares, and how it stands beside its own past."""

    key: str
    forms: Value
    minutes: Value
    complete: Value
    same_day: Value
    talked: Value
    past: Said | None


def lines_of(services: Sequence[ServiceMonths]) -> list[Line]:
    """A line for each service in the order given, then one for all together.

    All together show only what every service shows: a whole beside all parts but one would tell that one, and a
    service's own page shows its numbers without knowing of the others.
    """
    found, whole = [], Counter[Cell]()
    hidden: set[str] = set()
    for one in services:
        counts = _cells(one.key, one.months[-1])
        cells = shown_counts(counts, one.key, reader=one.reader)
        figures = {figure.key: figure for figure in figures_of(one.months, one.reader, _no_questions(one.months))}
        found.append(_line(one.key, cells, figures["minutes"].now.shown, past_of(figures.values())))
        hidden |= {name for name, key in counts if (name, key) not in cells}
        whole.update({(name, ALL): n for (name, _key), n in counts.items()})
    shown = {cell: n for cell, n in whole.items() if cell[0] not in hidden}
    return [*found, _line(ALL, shown, None, None)] if len(services) > 1 else found


def _no_questions(months: Iterable[Month]) -> dict[str, tuple[int, int]]:
    """Which questions lead nowhere is told on a service's own page; here none is counted."""
    return {key: (0, 0) for month in months for key, _respondent in month.forms_of}


def _cells(key: str, month: Month) -> dict[Cell, int]:
    whole = {"forms": month.forms, "asked": month.asked, "seen": month.seen, "given": month.given}
    parts = {"answered": month.answered, "same_day": month.same_day, "talked": month.talked}
    rest = {f"not {part}": whole[total] - parts[part] for part, total in PARTS.values()}
    return {(name, key): n for name, n in (whole | parts | rest).items()}


def shown_counts(counts: Mapping[Cell, int], key: str, *, reader: Reader) -> Mapping[Cell, int]:
    """The counts of a service that may be shown to a reader; parts and their whole never tell a hidden one."""
    sums = [Sum((total, key), ((part, key), (f"not {part}", key))) for part, total in PARTS.values()]
    return released(counts, sums, policy=None if reader.inside else INSIDE).shown


def _line(key: str, cells: Mapping[Cell, int], minutes: Value, past: Said | None) -> Line:
    forms = cells.get(("forms", key))
    shares = {name: _share(cells, part, total, key) for name, (part, total) in PARTS.items()}
    return Line(key, HIDDEN if forms is None else Number(forms), minutes, **shares, past=past)


def _share(cells: Mapping[Cell, int], part: str, total: str, key: str) -> Value:
    n, whole, rest = (cells.get((name, key)) for name in (part, total, f"not {part}"))
    if n is None or whole is None or rest is None:
        return HIDDEN
    return Number(n / whole, share=True) if whole else None


def past_of(figures: Iterable[MonthFigure]) -> Said:
    """Whether anything changed at a service over the year, by its own months alone."""
    told = [figure for figure in figures if figure.usual is not None and figure.key != "fed_back"]
    if not told:
        return NOT_KNOWN
    return CHANGED if any(figure.changed for figure in told) else AS_BEFORE
