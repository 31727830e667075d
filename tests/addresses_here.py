"""Every address of the staff's and of the respondents' site, with its pattern."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of a configuration with its pattern."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, before + str(one.pattern))
        else:
            yield before + str(one.pattern), one


STAFF = dict(patterns(get_resolver(settings.ROOT_URLCONF)))
RESPONDENT = dict(patterns(get_resolver(settings.RESPONDENT_URLCONF)))
