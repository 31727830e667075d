"""What was struck out, and where answers could be moved to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gavn.access.selectors import may
from gavn.catalogue.selectors import instrument
from gavn.collect.models import Occasion, Response
from gavn.collect.selectors.occasions import asks_of, occasions_of_many
from gavn.people.selectors import enrolments_seen_by, people_list

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual
    from gavn.people.selectors import PeopleRow

MOST = 12


@dataclass(frozen=True)
class Struck:
    """A response that no longer counts, with the title of its form."""

    response: Response
    title: str


def struck_in(stays: list[int], language: str) -> dict[int, list[Struck]]:
    """What was struck out in these stays, by occasion."""
    rows = Response.objects.unscoped("of stays the reader was let see").filter(
        occasion__enrolment__in=stays, struck_at__isnull=False
    )
    found: dict[int, list[Struck]] = defaultdict(list)
    for row in rows.select_related("struck_by").order_by("struck_at", "id"):
        title = instrument(f"{row.instrument}@{row.version}").title.in_(language)
        found[row.occasion_id].append(Struck(row, title))
    return found


def places_for(user: User, response: Response, individual: Individual) -> list[Occasion]:
    """The occasions of a seen person on which this form is asked of this respondent and nothing stands yet."""
    stays = {one.pk: one for one in enrolments_seen_by(user, individual) if may(user, "collect.correct", at=one.unit)}
    standing = Response.objects.unscoped("of stays the reader was let see").filter(
        occasion__enrolment__in=stays,
        instrument=response.instrument,
        respondent=response.respondent,
        struck_at__isnull=True,
    )
    taken = {*standing.values_list("occasion", flat=True), response.occasion_id}
    asked = (f"{response.instrument}@{response.version}", response.respondent)
    found = []
    for occasion in occasions_of_many(stays):
        occasion.enrolment = stays[occasion.enrolment_id]
        if occasion.pk not in taken and asked in {(ask.instrument, ask.of) for ask in asks_of(occasion)}:
            found.append(occasion)
    return sorted(found, key=lambda one: (one.enrolment_id != response.occasion.enrolment_id, one.due), reverse=True)


def persons_to_choose(user: User, words: str) -> list[PeopleRow]:
    """Persons whose name fits, one line each; nobody before something was written."""
    if not words.strip():
        return []
    rows = people_list(user, words=words, state="all").rows
    return list({row.individual: row for row in rows}.values())[:MOST]
