"""What stands under “Your rights” on the page for the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gavn.access.selectors import may
from gavn.catalogue.selectors import worded
from gavn.kernel.say import Said, said
from gavn.people.selectors import who_has_looked
from gavn.rights.selectors import decisions_of, representatives_of

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.report.selectors.persons import PersonPage
    from gavn.rights.selectors import DecisionShown

MOST_LOOKS, MOST_ANSWERS = 12, 8


@dataclass(frozen=True)
class Answer:
    """A form the person answered, and what came of it."""

    form: str
    day: date
    outcome: Said


@dataclass(frozen=True)
class LookedAt:
    """On which day somebody opened or wrote something, and what for; names are told on request."""

    day: date
    what: Said
    purpose: Said | str


@dataclass(frozen=True)
class PlainRights:
    """What was answered and what came of it, what the person said no to, who speaks for them, who has looked."""

    answers: list[Answer]
    said_no: list[DecisionShown]
    speaks: list[str]
    looks: list[LookedAt]


def plain_rights_of(user: User, page: PersonPage) -> PlainRights:
    """The person's side of a page the user may see; who has looked only where the user may read the history."""
    individual = page.individual
    looks = _looks(user, page) if may(user, "history.see", at=page.stay.unit) else []
    return PlainRights(
        answers=_answers(page),
        said_no=[one for one in decisions_of(individual, page.read.language) if not one.over],
        speaks=[one.words.get("name", "") for one in representatives_of(individual) if not one.over],
        looks=looks,
    )


def _answers(page: PersonPage) -> list[Answer]:
    """The person's own forms, newest first."""
    found = []
    for revision in reversed(page.read.answers):
        response = revision.response
        if response.respondent == "individual":
            talked = response.occasion.discussed_on
            outcome = (
                said("We talked about it on {day}.", day=talked) if talked else said("We have not talked about it yet.")
            )
            form = worded(f"{response.instrument}@{response.version}", page.read.language).title
            found.append(Answer(form, revision.answered_on, outcome))
    return found[:MOST_ANSWERS]


def _looks(user: User, page: PersonPage) -> list[LookedAt]:
    """The newest lines, the same thing on the same day once."""
    lines = who_has_looked(user, page.individual).lines
    once = {(one.at.date(), str(one.what), str(one.purpose)): one for one in lines}
    return [LookedAt(one.at.date(), one.what, one.purpose) for one in once.values()][:MOST_LOOKS]
