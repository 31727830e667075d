"""What somebody holds in forms: drafts that are begun, and invitations that are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today
from gavn.collect.models import Invitation, Occasion
from gavn.collect.pure.sameness import draft_key
from gavn.collect.selectors.drafts import begun_by
from gavn.collect.selectors.occasions import asks_of
from gavn.kernel.say import Said
from gavn.people.services import Held
from gavn.works.services import drop_drafts, give_draft

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

ANSWER = "collect.answer"
TO_COUNT = "to be counted and handed over"


def forms_held(*, user: User, into: list[Held]) -> None:
    """Drafts and open invitations of somebody; signed up to people.handover."""
    into += _invitations(user)
    into += _drafts(user)


def _invitations(user: User) -> list[Held]:
    found = Invitation.objects.unscoped(TO_COUNT).filter(
        made_by=user, finished_at=None, withdrawn_at=None, ends_on__gte=civil_today()
    )
    by_unit: dict[Unit, list[Invitation]] = defaultdict(list)
    for one in found.select_related("occasion__enrolment__unit", "occasion__enrolment__individual").order_by("pk"):
        by_unit[one.occasion.enrolment.unit].append(one)
    return [
        Held(
            kind="invitations",
            what=Said("Open invitations they made"),
            unit=unit,
            count=len(mine),
            permission=ANSWER,
            take_over=_taking_invitations(mine),
            individuals=tuple(one.occasion.enrolment.individual.public_id for one in mine),
        )
        for unit, mine in by_unit.items()
    ]


def _taking_invitations(mine: list[Invitation]) -> Callable[[Sequence[User]], None]:
    def take_over(takers: Sequence[User]) -> None:
        for place, one in enumerate(mine):
            one.made_by = takers[place % len(takers)]
            one.save(update_fields=["made_by"])

    return take_over


def _drafts(user: User) -> list[Held]:
    """Drafts by the unit of their occasion; what belongs to no occasion any more is left to nobody."""
    by_unit: dict[Unit, list[tuple[str, Occasion]]] = defaultdict(list)
    for draft, occasion in begun_by(user):
        by_unit[occasion.enrolment.unit].append((draft.key, occasion))
    return [
        Held(
            kind="drafts",
            what=Said("Forms they have begun"),
            unit=unit,
            count=len(mine),
            permission=ANSWER,
            take_over=_taking_drafts(user, mine),
            individuals=tuple(occasion.enrolment.individual.public_id for _key, occasion in mine),
        )
        for unit, mine in by_unit.items()
    ]


def _taking_drafts(user: User, mine: list[tuple[str, Occasion]]) -> Callable[[Sequence[User]], None]:
    def take_over(takers: Sequence[User]) -> None:
        for place, (key, occasion) in enumerate(mine):
            taker = takers[place % len(takers)]
            for ask in asks_of(occasion):
                if draft_key(occasion.public_id, ask.instrument, ask.of, user.public_id) == key:
                    there = draft_key(occasion.public_id, ask.instrument, ask.of, taker.public_id)
                    give_draft(key, to_key=there, owner=taker.public_id)
                    break
            else:
                # The form is no longer asked on that occasion: nobody could open the draft again.
                drop_drafts([key])

    return take_over
