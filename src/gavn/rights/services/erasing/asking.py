"""One person asks that somebody be erased, another releases it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.access.services import ask_two_persons
from gavn.kernel.errors import Refused
from gavn.people.selectors import stays_of
from gavn.people.selectors.persons import individual_named, records_of
from gavn.rights.pure.erasing import ASK, ASKED_FOR, ERASURE, GROUNDS, RELEASE
from gavn.rights.pure.rules import check_code
from gavn.rights.selectors.persons import service_of
from gavn.rights.services.erasing.executing import erase_person
from gavn.rights.services.erasing.holding import check_not_held

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, User
    from gavn.people.models import Individual


@transaction.atomic
def ask_erasure(*, by: User, individual: Individual, ground: str, asked_for: str, words: str) -> TwoPersonAct:
    """Ask that everything about a person be erased; a second person has to release it."""
    _require_everywhere(by, individual, ASK)
    check_code(ground, GROUNDS, "ground")
    check_code(asked_for, ASKED_FOR, "asked_for")
    check_not_held(records_of(individual))
    return ask_two_persons(
        by=by, kind=ERASURE, unit=service_of(by, individual, ASK), about=individual.public_id, reason=words,
        individuals=[individual.public_id], terms={"ground": ground, "asked_for": asked_for},
    )  # fmt: skip


def erase_released(*, act: TwoPersonAct, by: User) -> None:
    """Erase the person somebody else asked for, in the transaction of the release."""
    individual = individual_named(act.about)
    if individual is None:
        raise Refused("The person is not here any more.")
    _require_everywhere(by, individual, RELEASE)
    erase_person(
        individual=individual, by=act.asked_by, second=by, unit=act.unit,
        ground=str(act.terms["ground"]), asked_for=str(act.terms["asked_for"]),
    )  # fmt: skip


def _require_everywhere(user: User, individual: Individual, permission: str) -> None:
    """Ask for the permission at every service the person is or was at: all of them lose what they wrote."""
    for unit in {stay.unit for stay in stays_of(individual)}:
        require(user, permission, at=unit)
