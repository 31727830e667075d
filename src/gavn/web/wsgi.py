"""What the web server calls."""

from __future__ import annotations

import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from gavn.kernel.errors import Refused

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gavn.web.settings")
application = get_wsgi_application()


def _read_once() -> None:
    """Read the pages' code and the programmes before the web processes part, so that a new one replies at once."""
    from gavn.catalogue.selectors import programmes  # noqa: PLC0415  not before Django is ready

    _ = get_resolver().url_patterns
    with suppress(Refused):  # a definition that cannot be used is told where it is asked for
        programmes()


_read_once()
