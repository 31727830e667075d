"""Whether a text pack words the whole of its instrument in every language it names."""

from __future__ import annotations

from collections.abc import Mapping

from gavn.catalogue.pure.formats import Instrument, Item, TextPack
from gavn.catalogue.pure.formats.pack import ItemWords, Language
from gavn.catalogue.pure.reading.instruments import twice
from gavn.catalogue.pure.reading.problems import Find, Found, Path, Reading, reading
from gavn.kernel.say import said


def read_pack(text: str, find: Find, *, file: str = "") -> Reading[TextPack]:
    """The text as a text pack for an instrument that can be found by its full key, or every problem in it."""
    return reading(text, TextPack, lambda pack: _problems(pack, find(pack.instrument)), file=file)


def _problems(pack: TextPack, instrument: Instrument | None) -> Found:
    if instrument is None:
        yield ("instrument",), said("There is no instrument {name}.", name=pack.instrument)
        return
    if instrument.licence.ships_text:
        yield ("instrument",), said("{name} has its text already; it takes no pack.", name=pack.instrument)
        return
    yield from twice((("languages", at), language) for at, language in enumerate(pack.languages))
    for name in pack.items:
        if name not in instrument.by_id:
            yield (
                ("items", name),
                said("There is no question {name} in {instrument}.", name=name, instrument=pack.instrument),
            )
    for item in instrument.items:
        words = pack.items.get(item.id)
        if words is not None:
            yield from _item(pack, item, words)
        elif not item.known:
            yield ("items",), said("The question {name} is missing.", name=item.id)
    codes = {option.code for item in instrument.items for option in item.options}
    for code, shared in pack.shared_options.items():
        yield from _languages(pack, shared, ("shared_options", code))
        if code not in codes:
            yield ("shared_options", code), said("No question has the option {code}.", code=code)


def _item(pack: TextPack, item: Item, words: ItemWords) -> Found:
    path: Path = ("items", item.id)
    yield from _languages(pack, words.text, (*path, "text"))
    for name in ("low", "high", "help"):
        given: Mapping[Language, str] = getattr(words, name)
        if given or (item.type == "vas" and name != "help"):
            yield from _languages(pack, given, (*path, name))
    for option in item.options:
        if option.code in words.options:
            yield from _languages(pack, words.options[option.code], (*path, "options", option.code))
        elif option.code not in pack.shared_options:
            yield path, said("The option {code} of {name} has no words.", code=option.code, name=item.id)
    for code in words.options:
        if code not in {option.code for option in item.options}:
            yield (*path, "options", code), said("{name} has no option {code}.", name=item.id, code=code)


def _languages(pack: TextPack, given: Mapping[Language, str], path: Path) -> Found:
    for language in pack.languages:
        if language not in given:
            yield path, said("The words in {language} are missing.", language=language)
    for extra in given:
        if extra not in pack.languages:
            yield (*path, extra), said("{language} is not among the languages of this pack.", language=extra)
