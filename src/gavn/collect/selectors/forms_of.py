"""All forms of one person: every occasion of every stay, with what was answered and what is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today, may
from gavn.collect.models import Invitation, Occasion, Revision, ServiceProgramme
from gavn.collect.selectors.occasions import Asked, occasions_of_many, states
from gavn.collect.selectors.programmes import asked_on
from gavn.collect.selectors.struck import Struck, struck_in
from gavn.people.selectors import enrolments_seen_by
from gavn.rights.selectors import says_of
from gavn.works.selectors import drafts_of

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Enrolment, Individual


@dataclass(frozen=True)
class OccasionForms:
    """An occasion with its forms, and who was invited to answer them."""

    occasion: Occasion
    asks: list[Asked]
    invitations: list[Invitation]
    state: str
    struck: list[Struck]

    @property
    def answered(self) -> bool:
        """Whether anything was answered."""
        return any(asked.answered for asked in self.asks)

    @property
    def can_invite(self) -> bool:
        """Whether somebody could be asked to answer without an account."""
        return any(asked.respondent != "practitioner" and asked.state in ("open", "draft") for asked in self.asks)


@dataclass(frozen=True)
class StayForms:
    """A stay with its occasions, what is due first; ``may_answer`` says whether the reader can fill them in."""

    enrolment: Enrolment
    occasions: list[OccasionForms]
    may_answer: bool


def forms_of(user: User, individual: Individual, *, language: str) -> list[StayForms]:
    """The forms of all stays of a seen person that the user may see."""
    stays = enrolments_seen_by(user, individual)
    ids = [stay.pk for stay in stays]
    by_stay: dict[int, list[Occasion]] = defaultdict(list)
    for occasion in occasions_of_many(ids):
        by_stay[occasion.enrolment_id].append(occasion)
    revisions = _revisions(ids)
    invitations = _invitations(ids)
    struck = struck_in(ids, language)
    chosen = _chosen({stay.unit_id for stay in stays})
    drafts = set(drafts_of(user.public_id, "answer|"))
    says = says_of(individual.pk)
    found = []
    for stay in stays:
        forms = []
        for occasion in by_stay[stay.pk]:
            occasion.enrolment = stay
            asks = asked_on(occasion, chosen.get((stay.unit_id, occasion.programme, occasion.version), []))
            given = revisions[occasion.pk]
            asked = states(occasion, asks, given, says=says, drafts=drafts, owner=user.public_id, language=language)
            invited, gone = invitations[occasion.pk], struck[occasion.pk]
            forms.append(OccasionForms(occasion, asked, invited, _state(occasion), gone))
        found.append(StayForms(stay, forms, may(user, "collect.answer", at=stay.unit)))
    return found


def _state(occasion: Occasion) -> str:
    """done, left_out, overdue, due or later: what a reader wants to know first."""
    today = civil_today()
    if occasion.done_on:
        return "done"
    if occasion.not_done:
        return "left_out"
    if occasion.closes < today:
        return "overdue" if occasion.asked else "later"
    return "due" if occasion.due <= today else "later"


def _revisions(stays: list[int]) -> dict[int, list[Revision]]:
    rows = Revision.objects.unscoped("of stays the reader was let see").filter(
        response__occasion__enrolment__in=stays, current=True
    )
    found: dict[int, list[Revision]] = defaultdict(list)
    for row in rows.select_related("response", "by"):
        found[row.response.occasion_id].append(row)
    return found


def _invitations(stays: list[int]) -> dict[int, list[Invitation]]:
    rows = Invitation.objects.unscoped("of stays the reader was let see").filter(
        occasion__enrolment__in=stays, withdrawn_at__isnull=True, finished_at__isnull=True, ends_on__gte=civil_today()
    )
    found: dict[int, list[Invitation]] = defaultdict(list)
    for row in rows:
        found[row.occasion_id].append(row)
    return found


def _chosen(units: set[int]) -> dict[tuple[int, str, int], list[str]]:
    rows = ServiceProgramme.objects.filter(unit__in=units).order_by("first", "id")
    return {(row.unit_id, row.programme, row.version): row.chosen for row in rows}
