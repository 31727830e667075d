"""What the catalogue's pages show, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gavn.catalogue.models import LoadedPack
from gavn.catalogue.pure.formats import Ask, Instrument, Norm, Programme, Score, TextPack
from gavn.catalogue.pure.formats.instrument import Band
from gavn.catalogue.pure.formats.programme import OccasionRule, Track
from gavn.catalogue.pure.vocabulary import (
    ITEM_TYPES,
    LANGUAGE_NAMES,
    METHODS,
    OCCASION_KINDS,
    ORIGINS,
    RESPONDENTS,
    SCORE_DIRECTIONS,
    SEES_AFTERWARDS,
)
from gavn.catalogue.pure.wording import WordedInstrument, WordedItem, languages
from gavn.catalogue.selectors.definitions import (
    instrument_or_none,
    instruments,
    packs_loaded,
    packs_of,
    programme,
    programmes,
    versions_of,
    worded,
)
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class CatalogueRow:
    """An instrument or a programme as the list names it."""

    definition: Instrument | Programme
    title: str
    about: str
    answerable: bool
    languages: list[Said]


@dataclass(frozen=True)
class ItemShown:
    """A question, the kind of its answer in words, and from where to where that may go."""

    worded: WordedItem
    kind: Said
    span: Said | None


@dataclass(frozen=True)
class ScoreShown:
    """A score with its rule in words."""

    definition: Score
    title: str
    rule: Said
    missing: Said
    direction: Said
    bands: list[tuple[str, Band]]
    norms: list[tuple[str, Norm]]


@dataclass(frozen=True)
class CriticalShown:
    """A rule for answers that somebody must see at once."""

    message: str
    when: str


@dataclass(frozen=True)
class InstrumentPage:
    """One instrument: its questions as far as their licence lets them be shown, its scores, where it comes from."""

    worded: WordedInstrument
    items: list[ItemShown]
    scores: list[ScoreShown]
    critical: list[CriticalShown]
    languages: list[Said]
    respondents: list[Said]
    origin: Said
    sees_afterwards: Said
    bridge: str
    version_links: list[tuple[int, str]]
    packs: list[LoadedPack]


@dataclass(frozen=True)
class AskShown:
    """An instrument that a programme asks for."""

    definition: Ask
    instrument: Instrument | None
    title: str
    of: Said
    at: list[Said]


@dataclass(frozen=True)
class ProgrammePage:
    """One programme: when which instruments are asked of whom, and when somebody counts as not on track."""

    definition: Programme
    title: str
    purpose: str
    target_group: str
    occasions: list[Said]
    asks: list[AskShown]
    track: list[tuple[str, Said]]
    look_at: list[str]
    bridge: str
    version_links: list[tuple[int, str]]


def catalogue_rows(language: str, words: str = "") -> tuple[list[CatalogueRow], list[CatalogueRow]]:
    """The instruments and the programmes, newest versions, whose names or purpose hold all these words."""
    packs = packs_loaded()
    found = [_instrument_row(one, language, packs.get(one.full_key)) for one in instruments()]
    asked = [
        CatalogueRow(one, one.title.in_(language), one.target_group.in_(language), True, []) for one in programmes()
    ]
    return _matching(found, words), _matching(asked, words)


def instrument_page(full_key: str, language: str) -> InstrumentPage:
    """One instrument in a language; refused where there is none."""
    shown = worded(full_key, language)
    definition = shown.definition
    packs = packs_of(full_key)
    pack = packs_loaded().get(full_key) if packs else None
    return InstrumentPage(
        worded=shown,
        items=[ItemShown(item, ITEM_TYPES[item.type], span_of(item)) for item in shown.items],
        scores=[_score(one, language) for one in definition.scores],
        critical=[CriticalShown(one.message.in_(language), one.when) for one in definition.critical],
        languages=[LANGUAGE_NAMES[one] for one in languages(definition, pack)],
        respondents=[RESPONDENTS[one] for one in definition.respondents],
        origin=ORIGINS[definition.origin],
        sees_afterwards=SEES_AFTERWARDS[definition.individual_sees],
        bridge=definition.bridge.in_(language) if definition.bridge else "",
        version_links=_version_links("instruments", definition.key),
        packs=packs,
    )


def programme_page(full_key: str, language: str) -> ProgrammePage:
    """One programme in a language; refused where there is none."""
    definition = programme(full_key)
    return ProgrammePage(
        definition=definition,
        title=definition.title.in_(language),
        purpose=definition.purpose.in_(language),
        target_group=definition.target_group.in_(language),
        occasions=[_when(rule) for rule in definition.occasions],
        asks=[_asked(ask, language) for ask in definition.asks],
        track=[_tracked(one, language) for one in definition.track],
        look_at=[one.in_(language) for one in definition.look_at],
        bridge=definition.bridge.in_(language) if definition.bridge else "",
        version_links=_version_links("programmes", definition.key),
    )


def span_of(item: WordedItem) -> Said | None:
    """From where to where an answer may go."""
    if item.min is None and item.max is None:
        return None
    if item.max is None:
        return said("{low} or more", low=item.min)
    return said("{low} to {high}", low="…" if item.min is None else item.min, high=item.max)


def _instrument_row(one: Instrument, language: str, pack: TextPack | None) -> CatalogueRow:
    spoken = languages(one, pack)
    return CatalogueRow(
        one, one.title.in_(language), one.purpose.in_(language), bool(spoken), [LANGUAGE_NAMES[code] for code in spoken]
    )


def _matching(rows: Iterable[CatalogueRow], words: str) -> list[CatalogueRow]:
    wanted = words.casefold().split()
    held = [(row, f"{row.title} {row.about} {row.definition.full_key}".casefold()) for row in rows]
    return sorted((row for row, text in held if all(word in text for word in wanted)), key=lambda row: row.title)


def _score(score: Score, language: str) -> ScoreShown:
    return ScoreShown(
        definition=score,
        title=score.title.in_(language),
        rule=_rule(score),
        missing=_missing(score),
        direction=SCORE_DIRECTIONS[score.direction],
        bands=[(band.label.in_(language), band) for band in score.bands],
        norms=[(norm.population.in_(language), norm) for norm in score.norms],
    )


def _version_links(kind: str, key: str) -> list[tuple[int, str]]:
    return [(number, f"{key}@{number}") for number in versions_of(kind, key)]


def _rule(score: Score) -> Said:
    if score.times != 1:
        return said("{method}, times {times}", method=METHODS[score.method], times=score.times)
    return METHODS[score.method]


def _missing(score: Score) -> Said:
    if score.missing.rule == "prorate":
        return said(
            "Up to {up_to} missing answers are counted as the mean of the others; with more there is no score.",
            up_to=score.missing.up_to,
        )
    if "COALESCE" in score.formula.upper():
        return said("The formula itself says what a missing answer counts.")
    return said("No score when an answer is missing.")


def _when(rule: OccasionRule) -> Said:
    if rule.kind == "status":
        return said("Status: every {months} months after entry", months=rule.every_months)
    if rule.kind == "follow_up":
        months = ", ".join(str(month) for month in rule.months)
        after = said("entry") if rule.counted_from == "entry" else said("exit")
        return said("Follow-up: {months} months after {start}", months=months, start=after)
    return said("{kind}: within {days} days", kind=OCCASION_KINDS[rule.kind], days=rule.window_days)


def _asked(ask: Ask, language: str) -> AskShown:
    found = instrument_or_none(ask.instrument)
    title = found.title.in_(language) if found else ask.instrument
    return AskShown(ask, found, title, RESPONDENTS[ask.of], [OCCASION_KINDS[kind] for kind in ask.at])


def _tracked(track: Track, language: str) -> tuple[str, Said]:
    found = instrument_or_none(track.instrument)
    score = found.score_by_key.get(track.score) if found else None
    title = score.title.in_(language) if score else track.score
    if track.no_change_by is None:
        return title, said("Not on track: reliably worse than at the start")
    return title, said(
        "Not on track: reliably worse than at the start, or not reliably better by occasion {number}",
        number=track.no_change_by,
    )
