"""An instrument with its words in one language, from its own file or from a licensed pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from gavn.catalogue.pure.formats import LANGUAGES, Instrument, Item, Option, TextPack, Texts
from gavn.catalogue.pure.formats.pack import ItemWords

EASY = "easy"


class WordedOption(NamedTuple):
    """An answer that can be chosen, as it is read."""

    code: str
    text: str
    face: int | None


@dataclass(frozen=True)
class WordedItem:
    """A question as it is read. A known fact may have no text: it is not asked."""

    id: str
    type: str
    text: str
    help: str
    low: str
    high: str
    unit: str
    area: str
    picture: str
    options: tuple[WordedOption, ...]
    min: float | None
    max: float | None
    whole: bool
    relevant: str
    required: bool
    factual: bool
    known: str | None
    block: str | None
    long: bool


@dataclass(frozen=True)
class WordedInstrument:
    """An instrument as it is read in one language; not answerable where words are missing."""

    definition: Instrument
    language: str
    variant: str
    text_version: int
    answerable: bool
    items: tuple[WordedItem, ...]

    @property
    def full_key(self) -> str:
        """``owner/name@version``."""
        return self.definition.full_key

    @property
    def title(self) -> str:
        """What it is called."""
        return self.definition.title.in_(self.language)

    @property
    def purpose(self) -> str:
        """What the answers are for."""
        return self.definition.purpose.in_(self.language)

    @property
    def readers(self) -> str:
        """Who reads the answers."""
        return self.definition.readers.in_(self.language)

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.definition.minutes

    @property
    def licence(self) -> str:
        """Under which terms it is used."""
        return self.definition.licence.terms.in_(self.language)

    @cached_property
    def by_id(self) -> dict[str, WordedItem]:
        """The questions by their id."""
        return {item.id: item for item in self.items}


def worded_in(
    instrument: Instrument, language: str, *, variant: str = "", pack: TextPack | None = None
) -> WordedInstrument:
    """The instrument in a language; the plain wording where there is no easy-read one."""
    chosen = language if language in LANGUAGES else "en"
    easy = variant == EASY and EASY in variants(instrument)
    words = pack.items if pack else {}
    shared: Mapping[str, Mapping[Any, str]] = pack.shared_options if pack else {}
    items = tuple(_item(item, chosen, easy=easy, words=words.get(item.id), shared=shared) for item in instrument.items)
    return WordedInstrument(
        definition=instrument,
        language=chosen,
        variant=EASY if easy else "",
        text_version=pack.text_version if pack else 1,
        answerable=chosen in languages(instrument, pack),
        items=items,
    )


def variants(instrument: Instrument) -> tuple[str, ...]:
    """The wordings there are: the plain one, and the easy-read one where every question has it."""
    asked = [item for item in instrument.items if not item.known]
    return ("", EASY) if asked and all(item.easy for item in asked) else ("",)


def languages(instrument: Instrument, pack: TextPack | None = None) -> tuple[str, ...]:
    """The languages in which it can be answered."""
    if instrument.licence.ships_text:
        return LANGUAGES
    return tuple(language for language in LANGUAGES if pack is not None and language in pack.languages)


def _item(
    item: Item, language: str, *, easy: bool, words: ItemWords | None, shared: Mapping[str, Mapping[Any, str]]
) -> WordedItem:
    def said_as(name: str) -> str:
        from_pack: Mapping[Any, str] = getattr(words, name, {})
        return from_pack.get(language) or _in(getattr(item, name), language)

    simple = item.easy if easy else None
    return WordedItem(
        id=item.id,
        type=item.type,
        text=simple.text.in_(language) if simple else said_as("text"),
        help="" if simple else said_as("help"),
        low=said_as("low"),
        high=said_as("high"),
        unit=_in(item.unit, language),
        area=_in(item.area, language),
        picture=_picture(item, easy=easy),
        options=tuple(
            WordedOption(one.code, _option(one, language, easy=easy, words=words, shared=shared), one.face)
            for one in item.options
        ),
        min=item.min,
        max=item.max,
        whole=item.whole,
        relevant=item.relevant,
        required=item.required,
        factual=item.factual,
        known=item.known,
        block=item.block,
        long=item.long,
    )


def _picture(item: Item, *, easy: bool) -> str:
    """The picture beside easy-read words; always, where the plain words are the easy ones."""
    if item.easy is None or not (easy or item.easy.text == item.text):
        return ""
    return item.easy.picture


def _option(
    option: Option, language: str, *, easy: bool, words: ItemWords | None, shared: Mapping[str, Mapping[Any, str]]
) -> str:
    if easy and option.easy:
        return option.easy.in_(language)
    own: Mapping[Any, str] = (words.options if words else {}).get(option.code, {})
    return own.get(language) or shared.get(option.code, {}).get(language) or _in(option.text, language)


def _in(texts: Texts | None, language: str) -> str:
    return texts.in_(language) if texts else ""
