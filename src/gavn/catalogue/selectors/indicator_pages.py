"""What the pages about indicators show, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gavn.catalogue.pure.formats import Indicator, Programme
from gavn.catalogue.pure.formats.indicator import IndicatorExample, Read
from gavn.catalogue.pure.indicator_words import (
    CLASS_MEANINGS,
    CLASSES,
    COLUMNS,
    DIRECTIONS,
    EVIDENCE,
    MEASURES,
    POPULATIONS,
    QUALITIES,
    read_said,
)
from gavn.catalogue.pure.relevance import parsed
from gavn.catalogue.pure.vocabulary import RESPONDENTS
from gavn.catalogue.selectors.definitions import (
    indicator,
    indicators,
    indicators_of,
    instrument_or_none,
    programmes,
    versions_of,
)
from gavn.kernel.say import Said


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as a list names it."""

    definition: Indicator
    title: str
    about: str
    class_: Said
    quality: Said | None
    programmes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class IndicatorList:
    """The indicators that were asked for, and what one may ask for: classes with their counts, programmes by title."""

    rows: list[IndicatorRow]
    total: int
    classes: list[tuple[str, Said]]
    programmes: list[tuple[str, str]]


@dataclass(frozen=True)
class ReadShown:
    """One read of a formula in words, and the form it comes from."""

    name: str
    said: Said
    form: str
    form_title: str


@dataclass(frozen=True)
class ExampleShown:
    """A worked example: what is known of a stay, and what comes of it."""

    name: str
    given: list[tuple[str, Any]]
    definition: IndicatorExample


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator: what it counts of whom in words, which way is good and why, how it is computed, who uses it."""

    definition: Indicator
    row: IndicatorRow
    of: str
    counted: str
    left_out: list[str]
    population: Said
    measure: Said
    per_words: str
    direction: Said
    direction_why: str
    evidence: Said
    rationale: str
    reads: list[ReadShown]
    columns: list[tuple[str, Said]]
    adjust: list[str]
    examples: list[ExampleShown]
    bridge: str
    version_links: list[tuple[int, str]]


@dataclass(frozen=True)
class ClassOfIndicators:
    """The indicators of one class, with what the class is about."""

    name: Said
    meaning: Said
    rows: list[IndicatorRow]


def indicator_list(language: str, *, words: str = "", class_: str = "", programme: str = "") -> IndicatorList:
    """The indicators, newest versions, of a class and a programme whose names or meaning hold all these words."""
    asked = programmes()
    everything = [_row(one, language, asked) for one in indicators()]
    wanted = words.casefold().split()
    found = [
        row
        for row in everything
        if class_ in ("", row.definition.class_)
        and (not programme or programme in {key for _title, key in row.programmes})
        and all(word in f"{row.title} {row.about} {row.definition.full_key}".casefold() for word in wanted)
    ]
    offered = sorted((one.title.in_(language), one.full_key) for one in asked if one.indicators)
    return IndicatorList(
        rows=sorted(found, key=lambda row: row.title.casefold()),
        total=len(everything),
        classes=list(CLASSES.items()),
        programmes=[(key, title) for title, key in offered],
    )


def indicators_by_class(programme: Programme, language: str) -> list[ClassOfIndicators]:
    """A programme's indicators, class by class; classes without any are not there."""
    rows = [_row(one, language, ()) for one in indicators_of(programme)]
    found = [
        ClassOfIndicators(CLASSES[key], CLASS_MEANINGS[key], [row for row in rows if row.definition.class_ == key])
        for key in CLASSES
    ]
    return [one for one in found if one.rows]


def indicator_page(full_key: str, language: str) -> IndicatorPage:
    """One indicator in a language; refused where there is none."""
    one = indicator(full_key)
    reads = {name: _read(name, read, language) for name, read in one.reads.items()}
    named = {*one.adjust, *(name for text in (one.base, one.value, one.per) if text for name in parsed(text).names)}
    columns = [(name, words) for name, words in COLUMNS.items() if name in named]
    key, _at, _version = full_key.partition("@")
    return IndicatorPage(
        definition=one,
        row=_row(one, language, programmes()),
        of=one.of.in_(language),
        counted=one.counted.in_(language),
        left_out=[text.in_(language) for text in one.left_out],
        population=POPULATIONS[one.population],
        measure=MEASURES[one.measure],
        per_words=one.per_words.in_(language) if one.per_words else "",
        direction=DIRECTIONS[one.direction],
        direction_why=one.direction_why.in_(language) if one.direction_why else "",
        evidence=EVIDENCE[one.evidence],
        rationale=one.rationale.in_(language),
        reads=list(reads.values()),
        columns=columns,
        adjust=list(one.adjust),
        examples=[_example(example) for example in one.examples],
        bridge=one.bridge.in_(language) if one.bridge else "",
        version_links=[(number, f"{key}@{number}") for number in versions_of("indicators", key)],
    )


def _row(one: Indicator, language: str, asked: Iterable[Programme]) -> IndicatorRow:
    users = tuple((each.title.in_(language), each.full_key) for each in asked if one.full_key in each.indicators)
    return IndicatorRow(
        definition=one,
        title=one.title.in_(language),
        about=one.counted.in_(language),
        class_=CLASSES[one.class_],
        quality=QUALITIES[one.quality] if one.quality else None,
        programmes=users,
    )


def _read(name: str, read: Read, language: str) -> ReadShown:
    form = instrument_or_none(read.form) if read.form else None
    title = form.title.in_(language) if form else ""
    what = title
    if form and read.score:
        what = form.score_by_key[read.part].title.in_(language)
    if form and read.answer:
        text = form.by_id[read.part].text
        what = text.in_(language) if text else read.part
    return ReadShown(name, read_said(read, what, RESPONDENTS.get(read.of or "")), read.form, title)


def _example(example: IndicatorExample) -> ExampleShown:
    given: Mapping[str, Any] = example.given
    return ExampleShown(example.name or "", list(given.items()), example)
