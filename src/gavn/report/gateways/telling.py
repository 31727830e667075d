"""A document in one language: every sentence said, every number written as that language writes it.

All formats are made from what stands here, so that they say the same with the same numbers in the same order.
"""

from __future__ import annotations

from dataclasses import fields

from django.utils.translation import get_language, gettext

from gavn.kernel.say import Said, said
from gavn.report.gateways.figures import Told, told_figure
from gavn.report.gateways.wording import word
from gavn.report.pure.document import Caption, Definitions, Document, Figure, Part, Section


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
        figure = told_figure(part, [])
        described = word(part.description) or figure["finding"]
        caption = part.caption
        rests_on = {"period": word(caption.period), "source": word(caption.source), "frozen": word(caption.frozen)}
        return {"kind": kind, **figure, **rests_on, "description": described, "line": line_of(caption)}
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


def line_of(caption: Caption) -> str:
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
    return " · ".join(word(part) for part in parts)
