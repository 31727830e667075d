"""A chapter for each class of indicators: every figure with its parts, and what the panel says beside it."""

from __future__ import annotations

from collections.abc import Callable

from gavn.annual.pure.tables import places, value_of
from gavn.annual.pure.year import CHAPTERS, ProgrammeYear
from gavn.benchmark.pure.charts.services import Bar, forest
from gavn.judge.pure.shown import FigureShown
from gavn.judge.pure.words import CLASSES
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Interval, Paragraph, Part, Section, Signed, Spec

MOST_BARS = 30
Say = Callable[[object], str]
SILENT = Said("The panel wrote nothing beside this figure.")


def sections(year: ProgrammeYear, say: Say) -> list[Section]:
    """One section a class that has figures, results first."""
    return [
        Section(class_, CLASSES[class_], tuple(part for one in year.chapter(class_) for part in _parts(year, one, say)))
        for class_ in CHAPTERS
        if year.chapter(class_)
    ]


def _parts(year: ProgrammeYear, found: FigureShown, say: Say) -> list[Part]:
    """The figure, and what the panel says about it."""
    parts: list[Part] = [_figure(year, found, say)]
    texts = year.texts.get(found.figure.key, ())
    if not texts:
        return [*parts, Paragraph(SILENT, quiet=True)]
    for one in texts:
        parts.append(Paragraph(said("The panel, {kind}:", kind=one.kind)))
        parts.append(Signed(tuple(one.text.split("\n\n")), one.author, one.day))
    return parts


def _figure(year: ProgrammeYear, found: FigureShown, say: Say) -> Figure:
    title, now = year.titles[found.figure.key], found.whole.now
    finding = said("{title}: {finding}", title=title, finding=found.says)
    if found.moved is not None:
        finding = said("{title}: {finding} {moved}", title=title, finding=found.says, moved=found.moved)
    caption = year.caption(found.figure.key, n=now.n, missing=now.missing)
    return Figure(_key(found), finding, places(found), caption, _picture(found, say))


def _picture(found: FigureShown, say: Say) -> Spec | None:
    """The parts with their intervals under the whole; nothing where fewer than two can be told."""
    bars = []
    for place, part in enumerate(found.parts):
        value = value_of(found, part.now)
        if isinstance(value, Interval):
            bars.append(Bar(part.name, value.value, value.low, value.high, say(value), own=place == 0))
    if len(bars) < 2 or len(bars) > MOST_BARS + 1:
        return None
    return forest(bars, share=found.figure.measure == "share")


def _key(found: FigureShown) -> str:
    return found.figure.key.replace("/", "-").replace("@", "-")
