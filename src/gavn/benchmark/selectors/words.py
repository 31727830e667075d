"""The words of an indicator's variables and of their values, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.catalogue.selectors import instrument_or_none, worded
from gavn.kernel.say import Said, said
from gavn.people.pure.vocabulary import SEX

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats.indicator import Indicator, Read

COLUMNS = {
    "sex": Said("sex as recorded"),
    "birth_year": Said("year of birth"),
    "age_at_entry": Said("age on entry"),
    "age_band": Said("age on entry"),
    "already_there": Said("was there before measuring began"),
}
Words = dict[str, Said | str]


def variable_words(found: Indicator, language: str) -> Words:
    """What each variable that an indicator may be adjusted for or split by is called."""
    return {**COLUMNS, **{name: _read_said(name, read, language) for name, read in found.reads.items()}}


def _read_said(name: str, read: Read, language: str) -> Said | str:
    """The score or the question that is read; its own name where the form is not here."""
    form = instrument_or_none(read.form) if read.form else None
    if form is None or not read.part:
        return name
    if read.score:
        score = form.score_by_key.get(read.part)
        return said("{what}, at first", what=score.title.in_(language)) if score is not None else name
    text = next((one.text for one in worded(read.form, language).items if one.id == read.part), "")
    return text or name


def level_words(found: Indicator, name: str, language: str) -> Words:
    """What the values of a variable are called: options of a question, sexes."""
    if name == "sex":
        return dict(SEX)
    read = found.reads.get(name)
    if read is None or not read.answer or instrument_or_none(read.form) is None:
        return {}
    item = next((one for one in worded(read.form, language).items if one.id == read.part), None)
    return {option.code: option.text or option.code for option in item.options} if item is not None else {}
