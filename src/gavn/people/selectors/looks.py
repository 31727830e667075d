"""Who has looked at a person, and who changed what about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gavn.access.selectors import names_of_users
from gavn.history.selectors import events_about
from gavn.history.services import note_shown
from gavn.kernel.say import Said
from gavn.people.gateways import civil_time
from gavn.people.models import Individual
from gavn.people.pure.looks import page_shown, purpose_said, what_happened
from gavn.people.selectors.persons import individual_seen_by, known_as

if TYPE_CHECKING:
    from gavn.access.models import User

MOST = 200


@dataclass(frozen=True)
class Look:
    """One line of history in the reader's words."""

    at: datetime
    who: str
    purpose: Said | str
    what: Said
    page: Said | str


@dataclass(frozen=True)
class Looks:
    """The newest lines about one person, and how many there are."""

    lines: list[Look]
    total: int


def who_has_looked(user: User, individual: Individual) -> Looks:
    """Who opened or changed something about the person, when, on which page and what for."""
    seen = individual_seen_by(user, individual.public_id, "history.see")
    note_shown(seen.public_id)
    events = events_about(*known_as(seen))
    newest = list(events[:MOST])
    names = names_of_users({event.by for event in newest if event.by})
    lines = [
        Look(
            at=civil_time(event.at),
            who=names.get(event.by, ""),
            purpose=purpose_said(event.purpose),
            what=what_happened(event.kind),
            page=page_shown(str(event.detail.get("page", ""))),
        )
        for event in newest
    ]
    return Looks(lines, events.count())
