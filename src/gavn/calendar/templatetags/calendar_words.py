"""Words of the CALENDAR stage on its pages."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """What a key is called; the key itself where it has no name."""
    return names.get(key, key)
