"""Drawing of square codes, and the address a request came from."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from gavn.works.gateways import keyed_hash

if TYPE_CHECKING:
    from django.http import HttpRequest


def square_code(text: str) -> SafeString:
    """A square code that a camera reads, as a picture within the page; black on white in every theme."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=4,
        dark="#000",
        light="#fff",
        svgclass="gv-code",
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - drawn here, holds no text of anybody


def place_of(request: HttpRequest) -> str:
    """Where a request came from, as a hash: enough to count, not enough to know."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # Behind a proxy of ours the last address of the list is the one the proxy saw.
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).split(",")[-1].strip()
    return keyed_hash(address, purpose="place")[:32]
