"""Whether a mapping leads to what exists: questions, codes, reasons, moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from gavn.catalogue.pure.formats import Instrument, Item
from gavn.catalogue.pure.reading import Reading
from gavn.catalogue.pure.reading.problems import Find, Found, Path, reading
from gavn.collect.pure.outcome import NOT_DONE
from gavn.imports.pure.mapping import Cell, EnrolmentFrom, Mapping, OccasionFrom, ResponseFrom
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.people.pure.vocabulary import EXIT_REASONS, SEX
from gavn.works.pure.tables import date_pattern

COUNTED = ("scale", "choice", "multi")


def read_mapping(text: str, find: Find, *, file: str = "") -> Reading[Mapping]:
    """The text as a mapping onto instruments that can be found by their full key, or every problem in it."""
    return reading(text, Mapping, lambda mapping: _problems(mapping, find), file=file)


def _problems(mapping: Mapping, find: Find) -> Found:
    yield from _cells(mapping)
    if mapping.individual.sex is not None:
        yield from _words(mapping.individual.sex, SEX, ("individual", "sex"))
    if mapping.enrolment is not None:
        yield from _enrolment(mapping.enrolment)
    if mapping.occasion is not None:
        yield from _occasion(mapping, mapping.occasion)
    yield from _shape(mapping)
    for number, response in enumerate(mapping.responses):
        yield from _response(response, ("responses", number), find(response.instrument))
    if mapping.answers is not None:
        keys = mapping.answers.instrument.values.values()
        strange = [key for key in [*keys, mapping.answers.instrument.constant] if key and find(key) is None]
        for key in strange:
            yield ("answers", "instrument"), said("There is no instrument {name}.", name=key)
    for field, code in mapping.not_answered or ():
        if code not in NOT_DONE:
            yield ("not_answered", field), _none_of(code, NOT_DONE)


def _shape(mapping: Mapping) -> Found:
    if (mapping.responses or mapping.answers) and mapping.occasion is None:
        yield ("responses",), said("Answers need an occasion: say when they were given.")
    if mapping.responses and mapping.answers:
        yield ("answers",), said("Answers stand in columns (responses) or in rows (answers), not in both.")


def _cells(mapping: Mapping) -> Found:
    """Each value comes from a column or is a constant; each date format can be read."""
    named: list[tuple[Path, Cell | None]] = []
    for name in ("individual", "enrolment", "answers"):
        part = getattr(mapping, name)
        fields = type(part).model_fields if part is not None else ()
        named += [((name, field), cell) for field in fields if isinstance(cell := getattr(part, field), Cell)]
    named += [
        (("responses", number, "items", item), cell)
        for number, response in enumerate(mapping.responses)
        for item, cell in response.items.items()
    ]
    if mapping.occasion is not None:
        named.append((("occasion", "day"), mapping.occasion.day))
    for path, cell in named:
        if cell is not None and (cell.column is None) == (cell.constant is None):
            yield path, said("Name a column or a constant, one of the two.")
        if cell is not None and cell.format is not None:
            try:
                date_pattern(cell.format)
            except Refused as refusal:
                yield path, refusal.said


def _enrolment(stay: EnrolmentFrom) -> Found:
    if (stay.entered is None) == (stay.nominal_entry is None):
        yield ("enrolment",), said("Say when people entered: entered is a column, nominal_entry one day for all.")
    if stay.nominal_entry is not None:
        try:
            PartialDate.parse(stay.nominal_entry)
        except Refused as refusal:
            yield ("enrolment", "nominal_entry"), refusal.said
    if stay.exit_reason is not None:
        yield from _words(stay.exit_reason, EXIT_REASONS, ("enrolment", "exit_reason"))


def _occasion(mapping: Mapping, occasion: OccasionFrom) -> Found:
    if (occasion.always is None) == (occasion.column is None):
        yield ("occasion",), said("Name the column that tells the occasion, or one that holds always.")
    if occasion.column is not None and not occasion.values:
        yield ("occasion",), said("Say for each value of {column} which occasion it means.", column=occasion.column)
    if occasion.day is not None and occasion.days_after_entry is not None:
        yield ("occasion",), said("Write day or days_after_entry, not both.")
    if occasion.days_after_entry is not None and mapping.enrolment is None:
        yield ("occasion",), said("days_after_entry needs an enrolment to count from.")
    moments = [*occasion.values.values(), *filter(None, [occasion.always])]
    undated = occasion.day is None and occasion.days_after_entry is None
    if undated and (mapping.enrolment is None or any(moment.kind != "entry" for moment in moments)):
        yield ("occasion",), said("Say on which day the answers were given: day or days_after_entry.")


def _response(response: ResponseFrom, path: Path, instrument: Instrument | None) -> Found:
    if instrument is None:
        yield (*path, "instrument"), said("There is no instrument {name}.", name=response.instrument)
        return
    if response.of not in instrument.respondents:
        yield (
            (*path, "of"),
            said(
                "{name} is not answered by {respondent}; see its respondents.",
                name=response.instrument,
                respondent=response.of,
            ),
        )
    for name, cell in response.items.items():
        item = instrument.by_id.get(name)
        if item is None:
            yield (*path, "items", name), _no_item(name, instrument)
        elif item.known:
            yield (*path, "items", name), said("This follows from the person or the stay; leave it out.")
        else:
            yield from _codes(item, {**response.values, **cell.values}.values(), (*path, "items", name))


def _codes(item: Item, words: Iterable[str], path: Path) -> Found:
    codes = {option.code for option in item.options}
    for word in words:
        if item.type in COUNTED and word not in codes:
            yield path, _none_of(word, sorted(codes))


def _words(cell: Cell, codes: Iterable[str], path: Path) -> Iterator[tuple[Path, Said]]:
    known = list(codes)
    for word in [*cell.values.values(), *([cell.constant] if cell.constant else [])]:
        if word not in known:
            yield path, _none_of(word, known)


def _none_of(word: str, codes: Iterable[str]) -> Said:
    return said("{given} cannot stand here; choose {expected}.", given=word, expected=", ".join(codes))


def _no_item(name: str, instrument: Instrument) -> Said:
    near = get_close_matches(name, instrument.by_id, n=1)
    if near:
        return said("There is no question {name}; did you mean {near}?", name=name, near=near[0])
    return said("There is no question {name} in {instrument}; leave it out.", name=name, instrument=instrument.full_key)
