"""An indicator's own page: what it means, its value, its course, who is missing and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.benchmark.pure.charts.time import series_spec
from gavn.benchmark.pure.sums import CLASSES, DIRECTIONS, EVIDENCE, POPULATIONS, QUALITIES, Shown
from gavn.benchmark.pure.told.about import COUNT_COLUMNS, About, count_values, value_said
from gavn.compare.pure.disclosure import Sum
from gavn.compare.pure.missing import missing_said
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Interval, Row, Table, Text
from gavn.report.pure.hiding import HIDDEN, counts_shown, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gavn.benchmark.pure.periods import Stretch
    from gavn.catalogue.pure.formats.indicator import Indicator

NO_LINE = Said("Fewer than two quarters have a value that can be shown, so there is no line.")
UNANSWERED = {
    "unanswered": Said("The form is filled in, and the question it rests on is not answered"),
    "no_occasion": Said("No occasion was planned at which it would be asked"),
}


def meaning(indicator: Indicator, language: str) -> list[tuple[Said, Text]]:
    """The definition in words, line by line."""

    def words(text: object) -> str:
        return str(text.in_(language)) if text is not None else ""  # type: ignore[attr-defined]

    lines: list[tuple[Said, Text]] = [
        (Said("What is counted"), words(indicator.counted)),
        (Said("Out of"), words(indicator.of)),
        (Said("Which stays"), POPULATIONS[indicator.population]),
    ]
    if indicator.left_out:
        lines.append((Said("Left out"), "; ".join(words(one) for one in indicator.left_out)))
    lines.append((Said("Direction"), DIRECTIONS[indicator.direction]))
    if indicator.direction_why is not None:
        lines.append((Said("Why"), words(indicator.direction_why)))
    if indicator.per_words is not None:
        lines.append((Said("Per"), words(indicator.per_words)))
    lines.append((Said("Class"), CLASSES[indicator.class_]))
    if indicator.quality is not None:
        lines.append((Said("Quality"), QUALITIES[indicator.quality]))
    lines += [(Said("Evidence"), EVIDENCE[indicator.evidence]), (Said("Version"), indicator.full_key)]
    return lines


def source(indicator: Indicator) -> tuple[str, str]:
    """Where it is written why this matters: its words, and its address where it has one."""
    found = indicator.source
    if found.doi:
        return found.title or found.doi, f"https://doi.org/{found.doi}"
    if found.address:
        return found.title or found.address, found.address
    return (f"{found.title or ''} (ISBN {found.isbn})".strip(), "") if found.isbn else ("", "")


def value_figure(about: About, label: str, shown: Shown | None) -> Figure:
    """The value of the period with all that it is counted out of."""
    columns = (Said("Whose"), about.unit, *COUNT_COLUMNS)
    rows = (Row(label, (shown.value, *count_values(shown))),) if shown is not None else ()
    caption = about.caption(shown.sums if shown is not None else None)
    return Figure("value", value_said(about, shown), Table(columns, rows), caption)


def series_figure(about: About, row: Mapping[Stretch, Shown | None]) -> Figure:
    """Quarter by quarter: the value, its interval and its n."""
    names = [one.written for one in row]
    values = [_drawn(shown) for shown in row.values()]
    spec = series_spec(names, values, share=about.share)
    rows = tuple(
        Row(name, (None, None, None) if shown is None else (shown.value, shown.counts["n"], shown.counts["missing"]))
        for name, shown in zip(names, row.values(), strict=True)
    )
    table = Table((Said("Quarter"), about.unit, Said("n"), Said("Missing")), rows)
    known = [name for name, value in zip(names, values, strict=True) if value is not None]
    finding = NO_LINE
    if spec is not None:
        finding = said("Quarter by quarter from {first} to {last}.", first=known[0], last=known[-1])
    return Figure("series", finding, table, about.caption(interval=False), spec)


def _drawn(shown: Shown | None) -> float | None:
    return shown.value.value if shown is not None and isinstance(shown.value, Interval) else None


def missing_figure(about: About, reasons: Mapping[str, int]) -> Figure:
    """Who is missing, by reason, the most frequent first; small numbers as the reader may see them."""
    whole = sum(reasons.values())
    shown = counts_shown({"": whole, **reasons}, [Sum("", tuple(reasons))], inside=about.inside)
    rows = [Row(reason_said(code), (shown[code],)) for code in sorted(reasons, key=lambda one: (-reasons[one], one))]
    if not about.inside:  # the order would tell which of the hidden numbers is the larger one
        rows.sort(key=lambda row: row.values[0] is HIDDEN)
    rows.append(Row(Said("All missing"), (shown[""],)))
    text = said("{n} stays should be counted and are not, each for one reason.", n=whole)
    if not whole:
        text = Said("Nobody is missing.")
    table = Table((Said("Why"), Said("Stays")), tuple(rows))
    return Figure("missing", sentence(text, whole, inside=about.inside), table, about.caption(interval=False))


def reason_said(code: str) -> Said:
    """Why somebody is missing, in words."""
    return UNANSWERED.get(code) or missing_said(code)
