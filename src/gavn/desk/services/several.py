"""What is done with several at once, all or none; each act is the service of its own stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.collect.services import invite
from gavn.kernel.errors import Refused
from gavn.rights.selectors import newest_profile

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.collect.models import Invitation, Occasion


@transaction.atomic
def invite_several(*, by: User, occasions: Sequence[Occasion], days: int) -> list[tuple[Invitation, str]]:
    """Invite each person to their occasion, in their language and wording; the codes are shown this once."""
    if not occasions:
        raise Refused("Choose at least one person who can be invited.")
    made = []
    for occasion in occasions:
        individual = occasion.enrolment.individual
        profile = newest_profile(individual)
        variant = "easy" if profile and profile.variant == "easy" else ""
        language = individual.language
        made.append(
            invite(by=by, occasion=occasion, respondent="individual", language=language, variant=variant, days=days)
        )
    return made
