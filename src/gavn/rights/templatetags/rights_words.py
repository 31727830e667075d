"""Codes of the rights stage in words."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from gavn.rights.pure.vocabulary import CODES
from gavn.works.gateways import say

register = template.Library()


@register.filter
def in_words(code: str, kind: str) -> str:
    """The word a page shows for a code; the code itself where the vocabulary has lost it."""
    known = CODES[kind]
    return say(known[code]) if code in known else code


@register.filter
def all_in_words(codes: Iterable[str], kind: str) -> str:
    """Several codes as one line."""
    return " · ".join(in_words(code, kind) for code in codes)
