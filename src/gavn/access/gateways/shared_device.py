"""What a computer or tablet that several people share remembers of them, and how long a session lasts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from gavn.kernel.clock import now

COOKIE, SALT = "gavn_device", "gavn shared device"
MOST, LASTS = 5, 30 * 24 * 3600
SEEN, BEGUN = "seen_at", "begun_at"
STEP, LONGEST = 60, 12 * 3600


@dataclass(frozen=True)
class Seat:
    """Somebody who used this device lately, by public id, and the page they were on."""

    person: str
    where: str


def is_shared(request: HttpRequest) -> bool:
    """Whether somebody said that several people use this device."""
    return _kept(request) is not None


def seats(request: HttpRequest) -> list[Seat]:
    """Who used this device lately, the last one first; nobody where it is not shared."""
    return [Seat(person, where) for person, where in _kept(request) or []]


def _kept(request: HttpRequest) -> list[tuple[str, str]] | None:
    try:
        kept: list[tuple[str, str]] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return kept


def remember(response: HttpResponse, found: list[Seat]) -> None:
    """Let the device remember these, and no others: public ids only, signed, out of reach of scripts."""
    kept = [(one.person, one.where) for one in found[:MOST]]
    response.set_cookie(
        COOKIE, signing.dumps(kept, salt=SALT), max_age=LASTS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def forget(response: HttpResponse) -> None:
    """Let the device remember nobody any more."""
    response.delete_cookie(COOKIE, samesite="Lax")


def place_of(request: HttpRequest) -> str:
    """The page somebody is on, without what they looked for there: words in an address could be names."""
    if request.method == "GET":
        return request.path
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return urlsplit(came_from).path or "/"
    return "/"


def begin_session(request: HttpRequest) -> None:
    """Note when somebody came in."""
    request.session[SEEN] = request.session[BEGUN] = int(now().timestamp())


def session_over(request: HttpRequest) -> bool:
    """Whether nobody worked in this session for too long; else notes, at most once a minute, that somebody does.

    What a page asks by itself is no work.
    """
    at = int(now().timestamp())
    seen, begun = request.session.get(SEEN, at), request.session.get(BEGUN, at)
    if at - seen > settings.GAVN_IDLE_MINUTES * 60 or at - begun > LONGEST:
        return True
    by_itself = request.method == "GET" and "HX-Request" in request.headers
    if not by_itself and (SEEN not in request.session or at - seen >= STEP):
        request.session[SEEN] = at
        request.session.setdefault(BEGUN, begun)
    return False
