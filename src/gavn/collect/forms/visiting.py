"""A respondent's visit: what their cookie holds, and what they typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings

from gavn.collect.pure.fields import active_seconds, names_of_fields
from gavn.collect.pure.outcome import VARIANTS
from gavn.collect.selectors import invitation_open, owner_of, sittings_of
from gavn.kernel.clock import public_id

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gavn.collect.models import Invitation
    from gavn.collect.selectors import Sitting

COOKIE = "gavn_respondent"
SALT = "gavn.collect.respondent"
A_DAY = 24 * 3600


@dataclass(frozen=True)
class Visit:
    """An open invitation, and how its respondent chose to see the questions."""

    invitation: Invitation
    one: bool = True
    variant: str = ""

    @property
    def how(self) -> str:
        """One question at a time, or all."""
        return "one" if self.one else "all"

    @property
    def wording(self) -> str:
        """The wording, as a choice."""
        return self.variant or "plain"

    @property
    def owner(self) -> str:
        """Under whose name drafts lie."""
        return owner_of(self.invitation)

    def sittings(self, language: str) -> list[Sitting]:
        """Every form that is asked, answered ones too."""
        return sittings_of(self.invitation, language=language, variant=self.variant)

    def seen(self, *, one: bool, variant: str) -> Visit:
        """The same visit, seen another way."""
        return replace(self, one=one, variant=variant if variant in VARIANTS else "")

    def remember_in(self, response: HttpResponse, path: str) -> HttpResponse:
        """Let the browser hold the visit for a day, on the respondents' pages only."""
        kept = f"{self.invitation.public_id}:{self.how}:{self.variant}"
        response.set_signed_cookie(
            COOKIE,
            kept,
            salt=SALT,
            max_age=A_DAY,
            path=path,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit this browser holds, while its invitation is open."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=A_DAY) or ""
    public, _sep, rest = kept.partition(":")
    invitation = invitation_open(public) if public else None
    if invitation is None:
        return None
    how, _sep, variant = rest.partition(":")
    return Visit(invitation, how != "all", variant)


def with_number(sitting: Sitting, fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """The fields with the number that makes a repeated sending the same."""
    given = {**sitting.typed, **fields}.get("client_id") or [public_id()]
    return {**fields, "client_id": given}


def answers_to_send(sitting: Sitting, helped: dict[str, Any]) -> dict[str, Any]:
    """What the service takes of one form, from its draft."""
    typed = sitting.typed
    answers = sitting.sheet(typed).answers
    return {
        "occasion": sitting.occasion,
        "instrument": sitting.words.full_key,
        "respondent": sitting.asked.respondent,
        "answers": {item: answer for item, answer in answers.items() if not sitting.words.by_id[item].known},
        "client_id": (typed.get("client_id") or [public_id()])[0],
        "mode": "self_link",
        "language": sitting.words.language,
        "variant": sitting.words.variant,
        "seconds": active_seconds(typed),
        **helped,
    }


def is_blank(sitting: Sitting) -> bool:
    """Whether nothing was typed into a form."""
    names = names_of_fields(sitting.words.definition)
    return not any(text for name, texts in sitting.typed.items() if name in names for text in texts)
