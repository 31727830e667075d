"""The one door through which files leave: each is looked through for national numbers before anybody gets it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gavn.history.services import record
from gavn.kernel.errors import Refused
from gavn.works.gateways.outside import say
from gavn.works.gateways.texts_in_files import Unreadable, pieces_of
from gavn.works.pure.national_numbers import number_of_cell, numbers_in

if TYPE_CHECKING:
    from django.http import HttpRequest

MOST_PLACES = 5
SEVERAL_DIGITS = re.compile(r"\d[\d ./+-]{5,}\d")
UNPROCESSABLE = 422


def numbers_found(content: bytes, name: str, *, words: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Where a file holds what looks like a national number: the place and the country, never the number.

    ``words`` are the texts from which a file was made that cannot be opened again, a PDF; without them it is refused.
    """
    found: list[tuple[str, str]] = []
    for piece in pieces_of(content, name, words=words):
        if isinstance(piece.content, int):
            country = number_of_cell(piece.content)
            found += [(piece.place, country)] if country else []
        else:
            found += [
                (_with_line(piece.place, piece.content, one.at), one.country) for one in numbers_in(piece.content)
            ]
    return list(dict.fromkeys((_without_numbers(place), country) for place, country in found))


def let_out(content: bytes, name: str, *, words: Sequence[str] = ()) -> bytes:
    """The same content, once it was looked through; refused with the places, when there is a national number."""
    try:
        found = numbers_found(content, name, words=words)
    except Unreadable as unreadable:
        raise Refused(
            "The file cannot be looked through ({place}), so it does not leave.", place=str(unreadable)
        ) from (unreadable)
    if found:
        places = "; ".join(f"{place} ({country})" for place, country in found[:MOST_PLACES])
        raise Refused(
            "The file holds what looks like a national number, so it does not leave. {n} found, first at: {places}.",
            n=len(found), places=places,
        )  # fmt: skip
    return content


def file_reply(
    request: HttpRequest, content: bytes, *, name: str, kind: str, words: Sequence[str] = ()
) -> HttpResponse:
    """The file as an answer; or a page that says where the number stands, and one line of history."""
    try:
        let_out(content, name, words=words)
    except Refused as refusal:
        by = request.user if request.user.is_authenticated else None
        record(by, "works.file_kept_back", found=int(refusal.said.params.get("n", 0)))
        told = {"why": say(refusal.said)}
        return render(request, "works/file_kept_back.html", told, status=UNPROCESSABLE)
    return _attached(content, name, kind)


def own_copy_reply(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """The one declared exception: a person's own copy of all that is kept about them, number and all."""
    return _attached(content, name, kind)


def _attached(content: bytes, name: str, kind: str) -> HttpResponse:
    reply = HttpResponse(content, content_type=kind)
    reply.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    reply.looked_through = True  # type: ignore[attr-defined]  # the guard lets no other file pass
    return reply


def _with_line(place: str, text: str, at: int) -> str:
    line = text.count("\n", 0, at) + 1
    return _("{place}, line {line}").format(place=place, line=line) if "\n" in text else place


def _without_numbers(place: str) -> str:
    """The place, where a sheet or a member is itself named after somebody."""
    return SEVERAL_DIGITS.sub("…", place) if any(True for _found in numbers_in(place)) else place
