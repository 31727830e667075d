"""A sitting: one form being filled in, by staff or by a respondent with a code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404

from gavn.catalogue.pure.wording import variants
from gavn.catalogue.selectors import worded
from gavn.collect.models import Response
from gavn.collect.pure.sameness import draft_key
from gavn.collect.pure.sheet import Sheet
from gavn.collect.selectors.answers import facts_known, last_answers, last_time, with_facts
from gavn.collect.selectors.drafts import typed_so_far
from gavn.collect.selectors.occasions import Asked, asks_at, occasion_seen_by
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.wording import WordedInstrument
    from gavn.collect.models import Invitation, Occasion


@dataclass(frozen=True)
class Sitting:
    """What is filled in, for which occasion, in which words, and under whose name its draft lies."""

    occasion: Occasion
    asked: Asked
    words: WordedInstrument
    owner: str

    @property
    def key(self) -> str:
        """Where the draft lies."""
        return draft_key(self.occasion.public_id, self.asked.ask.instrument, self.asked.respondent, self.owner)

    @property
    def variants(self) -> tuple[str, ...]:
        """The wordings there are."""
        return variants(self.words.definition)

    @cached_property
    def typed(self) -> dict[str, list[str]]:
        """What was typed so far."""
        return typed_so_far(self.key)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Answers that are known already."""
        return with_facts(self.words.definition, {}, facts_known(self.occasion.enrolment))

    @cached_property
    def last(self) -> dict[str, Any]:
        """Last time's answers."""
        return last_answers(self.occasion, self.words.definition.key, self.asked.respondent)

    @property
    def came_of_last(self) -> Said | None:
        """What came of the answers of last time; nothing where this is the first."""
        before = last_time(self.occasion, self.words.definition.key)
        if before is None:
            return None
        if before.discussed_on:
            return said("The answers of {day} were talked about with the person.", day=before.due)
        return said("The answers of {day} have not been talked about with the person yet.", day=before.due)

    def sheet(
        self, fields: dict[str, list[str]], *, shows_wrong: bool = False, complaints: dict[str, Said] | None = None
    ) -> Sheet:
        """The form with these fields."""
        return Sheet(
            self.words,
            fields,
            self.facts,
            self.last,
            complaints or {},
            shows_wrong,
            self.asked.respondent,
            self.asked.ask.order,
        )

    def in_variant(self, variant: str) -> Sitting:
        """The same in another wording."""
        return replace(self, words=worded(self.asked.ask.instrument, self.words.language, variant))


def sitting_seen_by(
    user: User, occasion: str, path: str, respondent: str, *, language: str, variant: str = ""
) -> Sitting:
    """The sitting of a form, where the user may answer; else 404."""
    seen = occasion_seen_by(user, occasion, "collect.answer")
    for asked in asks_at(seen, owner=user.public_id, language=language):
        if (asked.instrument.key, asked.respondent) == (path, respondent):
            return Sitting(seen, asked, worded(asked.ask.instrument, language, variant), user.public_id)
    raise Http404


def standing_response(sitting: Sitting) -> Response | None:
    """The response that was given to this form already."""
    found: Response | None = (
        Response.objects.unscoped("of an occasion the reader was let see")
        .filter(
            occasion=sitting.occasion,
            instrument=sitting.words.definition.key,
            respondent=sitting.asked.respondent,
            struck_at__isnull=True,
        )
        .first()
    )
    return found


def owner_of(invitation: Invitation) -> str:
    """Under whose name a respondent's drafts lie."""
    return f"r{invitation.public_id}"


def sittings_of(invitation: Invitation, *, language: str, variant: str = "") -> list[Sitting]:
    """Every form a code opens, answered ones too; what lacks its wording or is not wanted is left out."""
    owner = owner_of(invitation)
    asks = asks_at(invitation.occasion, owner=owner, language=language)
    return [
        Sitting(invitation.occasion, asked, worded(asked.ask.instrument, language, variant), owner)
        for asked in asks
        if asked.respondent == invitation.respondent and asked.state not in ("needs_text", "refused")
    ]
