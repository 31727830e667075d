"""The figures leave the stage here: as its pages show them, and as files."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format

from gavn.benefit.pure.charts import course_chart
from gavn.benefit.pure.counted import WAYS
from gavn.benefit.pure.words import MEANS, says, to_do
from gavn.collect.pure.outcome import MISSING, NOT_DONE
from gavn.compare.pure.disclosure import Sum
from gavn.kernel.say import Said
from gavn.report.gateways.wording import NOTHING, word
from gavn.report.pure.document import Number
from gavn.report.pure.exports import defused
from gavn.report.pure.hiding import counts_shown

if TYPE_CHECKING:
    from gavn.benefit.pure.figures import MonthFigure
    from gavn.benefit.pure.sheets import Cell, Sheet
    from gavn.benefit.selectors.months import ServiceMonth

NOBODY = (Number(0), None)
UNSAID = Said("Left blank, nobody said why")
Told = dict[str, Any]


def month_name(month: date) -> str:
    """A month as the reader's language writes it."""
    return str(date_format(month, "YEAR_MONTH_FORMAT"))


def told_figures(found: ServiceMonth) -> list[Told]:
    """The five figures with their sentences, and their months as a chart and a table."""
    return [_told(figure, found) for figure in found.figures]


def _told(figure: MonthFigure, found: ServiceMonth) -> Told:
    task = to_do(figure, found.now, slow=found.slow, silent=found.silent)
    spec = course_chart(figure, lambda month: str(date_format(month, "M Y")))
    columns = [Said("Month"), figure.unit, Said("n")]
    return {
        "key": figure.key,
        "title": figure.title,
        "unit": figure.unit,
        "value": word(figure.now.shown) or NOTHING,
        "says": says(figure, found.now),
        "past": figure.past,
        "means": MEANS[figure.key],
        "task": task,
        "chart": {
            "id": f"figure-{figure.key}",
            "finding": word(figure.past),
            "spec": spec,
            "columns": [{"key": str(at), "label": word(label), "numeric": at > 0} for at, label in enumerate(columns)],
            "rows": [
                [month_name(one.month), word(one.shown) or NOTHING, _n(one.n, one.shown)] for one in figure.points
            ],
            "caption": f"{word(figure.unit)}, {word(Said('month by month'))}",
        },
    }


def _n(n: int, shown: object) -> str:
    """How many it rests on; with the value that is hidden, its number is hidden too."""
    return word(shown) if isinstance(shown, Said) else str(n)


def told_reasons(found: ServiceMonth) -> list[Told]:
    """Questions and occasions: how many, what became of them, why not; small numbers as the reader may see them."""
    now, inside = found.now, found.reader.inside
    ways = {way: now.why.get(way, 0) for way in WAYS}
    asked = counts_shown({"all": now.asked, "done": now.answered, **ways}, [Sum("all", ("done", *ways))], inside=inside)
    silent = now.due - now.done - sum(now.left_out.values())
    due = counts_shown(
        {"all": now.due, "done": now.done, **now.left_out, "silent": silent},
        [Sum("all", ("done", *now.left_out, "silent"))],
        inside=inside,
    )
    named = {"unsaid": UNSAID} | {way: MISSING[way] for way in WAYS if way in MISSING}
    words = {"all": Said("Asked"), "done": Said("Answered"), **named}
    whys = {"all": Said("Due"), "done": Said("Done"), "silent": Said("Nobody said why"), **NOT_DONE}
    return [
        {"title": Said("Questions in the forms handed in"), "rows": _rows(asked, words)},
        {"title": Said("Occasions that were due this month"), "rows": _rows(due, whys)},
    ]


def _rows(counts: dict[str, Any], words: dict[str, Said]) -> list[list[str]]:
    kept = {key: value for key, value in counts.items() if key in ("all", "done") or value not in NOBODY}
    return [[word(words.get(key, Said(key))), word(value)] for key, value in kept.items()]


def sheet_as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark that spreadsheets know, commas between, a point in numbers in every language."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([word(heading) for heading in sheet.headings])
    for row in sheet.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Said):
        return word(value)
    return defused(value) if isinstance(value, str) else repr(value)
