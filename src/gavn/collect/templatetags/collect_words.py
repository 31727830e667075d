"""The codes of the collect stage as words, for templates: ``{{ occasion.kind|word_of:"occasion" }}``."""

from __future__ import annotations

from typing import Any

from django import template

from gavn.collect.pure.outcome import (
    HELPED_HOW,
    HELPERS,
    MODES,
    NOT_DONE,
    OCCASIONS,
    RESPONDENTS,
    STATES,
    STRUCK,
    VARIANTS,
)
from gavn.kernel.say import Said, said
from gavn.works.gateways import say

register = template.Library()
VOCABULARIES = {
    "occasion": OCCASIONS,
    "respondent": RESPONDENTS,
    "not_done": NOT_DONE,
    "mode": MODES,
    "helper": HELPERS,
    "helped_how": HELPED_HOW,
    "state": STATES,
    "struck": STRUCK,
    "variant": VARIANTS,
}


@register.filter
def word_of(code: str, vocabulary: str) -> str:
    """The word for a code."""
    return say(VOCABULARIES[vocabulary].get(code, Said(code)))


@register.filter
def occasion_name(occasion: Any) -> str:
    """What an occasion is called: Entry, or Status after 6 months."""
    kind = OCCASIONS.get(occasion.kind, Said(occasion.kind))
    if occasion.baseline and occasion.kind == "status":
        return say(said("First status, as baseline"))
    if occasion.month and occasion.kind in ("status", "follow_up"):
        return say(said("{kind} after {n} months", kind=kind, n=occasion.month))
    return say(kind)


@register.filter
def form_key(key: str) -> str:
    """A form's key as it stands in an address."""
    return key.partition("@")[0].replace("/", ".")


@register.filter
def in_language(texts: Any, language: str) -> str:
    """A definition's words in a language."""
    return str(texts.in_(language))


@register.filter
def grouped(code: str) -> str:
    """A code in groups that can be read aloud and typed: abcd efg hij."""
    return " ".join(part for part in (code[:4], code[4:7], code[7:]) if part)
