"""A document in one language: every sentence said, every number written as that language writes it.

All formats are made from what stands here, so that they say the same with the same numbers in the same order.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext

from gavn.kernel.say import Said, said
from gavn.report.pure.document import Caption, Definitions, Document, Figure, Interval, Number, Part, Section

Told = dict[str, Any]
NOTHING = "–"
MINUS = "\u2212"
SPACE = "\u00a0"


def told(document: Document) -> Told:
    """The whole document as plain words, lists and mappings, in the active language."""
    return {
        "language": get_language() or "en",
        "title": word(document.title),
        "about": word(document.about),
        "period": word(document.period),
        "readers": word(document.readers),
        "frozen": word(document.frozen),
        "sections": [_section(section) for section in document.sections],
        "words": {
            "page": word(said("Page {page} of {pages}", page="{page}", pages="{pages}")),
            "frozen": gettext("Data frozen:"),
            "signature": gettext("Name, role and date"),
            "table": gettext("The figures as a table"),
        },
    }


def word(value: Any) -> str:
    """Any value as the active language writes it."""
    match value:
        case None | "":
            return ""
        case Said():
            return gettext(value.msgid).format(**{name: word(part) for name, part in value.params.items()})
        case Number():
            return _number(value)
        case Interval():
            low, high = (_digits(end, value.decimals, share=value.share) for end in (value.low, value.high))
            shown = _number(Number(value.value, value.decimals, value.share, value.change))
            return word(said("{value} ({low} to {high})", value=shown, low=low, high=high))
        case bool():
            return gettext("Yes") if value else gettext("No")
        case int() | float():
            return _digits(value, _decimals(value))
        case date():
            return str(date_format(value, "DATE_FORMAT"))
    return str(value)


def _decimals(value: float) -> int:
    """As many decimals as the number was rounded to, at most two."""
    return min(2, max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent)))


def _digits(value: float, decimals: int, *, share: bool = False) -> str:
    """The digits with the language's decimal sign and a true minus."""
    exact = Decimal(repr(float(value))) * (100 if share else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN) + 0
    return str(number_format(rounded, decimals, use_l10n=True)).replace("-", MINUS)


def _number(number: Number) -> str:
    if number.value is None:
        return NOTHING
    text = _digits(number.value, number.decimals, share=number.share)
    if number.change and number.value > 0:
        text = f"+{text}"
    if not number.share:
        return text
    return f"{text}%" if (get_language() or "en").startswith("en") else f"{text}{SPACE}%"


def _section(section: Section) -> Told:
    return {
        "key": section.key,
        "title": word(section.title),
        "alone": section.alone,
        "parts": [_part(part) for part in section.parts],
    }


def _part(part: Part) -> Told:
    """A part by its kind; text said, everything else as it is."""
    kind = type(part).__name__.lower()
    if isinstance(part, Figure):
        return {"kind": kind, **_figure(part)}
    if isinstance(part, Definitions):
        items = [{"term": word(one.term), "meaning": [word(text) for text in one.meaning]} for one in part.items]
        return {"kind": kind, "items": items}
    plain: Told = {"kind": kind}
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, tuple):
            plain[field.name] = [word(one) for one in value]
        else:
            plain[field.name] = value if isinstance(value, bool | int) else word(value)
    return plain


def _figure(figure: Figure) -> Told:
    """The names are those that the component ``chart`` reads."""
    columns = figure.table.columns
    numeric = [_is_numeric(figure, place) for place in range(len(columns))]
    return {
        "id": f"figure-{figure.key}",
        "finding": word(figure.finding),
        "description": word(figure.description) or word(figure.finding),
        "spec": figure.spec,
        "columns": [
            {"key": str(place), "label": word(label), "numeric": numeric[place]} for place, label in enumerate(columns)
        ],
        "rows": [[word(row.label), *(word(value) or NOTHING for value in row.values)] for row in figure.table.rows],
        "line": " · ".join(_line(figure.caption)),
    }


def _is_numeric(figure: Figure, place: int) -> bool:
    if place == 0:
        return False
    values = [row.values[place - 1] for row in figure.table.rows if place <= len(row.values)]
    return bool(values) and all(value is None or isinstance(value, Number | Interval) for value in values)


def _line(caption: Caption) -> list[str]:
    """What stands under a figure: n of due, missing and why, interval, period, source, definition, day frozen."""
    parts: list[Said] = []
    if caption.due is not None and caption.n is not None:
        parts.append(said("n = {n} of {due}", n=caption.n, due=caption.due))
    elif caption.n is not None:
        parts.append(said("n = {n}", n=caption.n))
    if caption.missing is not None and caption.because:
        parts.append(said("{missing} missing ({because})", missing=caption.missing, because=caption.because))
    elif caption.missing is not None:
        parts.append(said("{missing} missing", missing=caption.missing))
    if caption.interval:
        parts.append(said("{percent} % interval", percent=caption.interval))
    parts += [
        said("Period: {period}", period=caption.period),
        said("Source: {source}", source=caption.source),
        said("Definition: {version}", version=caption.version),
    ]
    if caption.frozen:
        parts.append(said("Data frozen: {day}", day=caption.frozen))
    return [word(part) for part in parts]
