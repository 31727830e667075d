"""What goes with a stay that is taken back, and what keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.collect.models import Invitation, Occasion, Response, Revision
from gavn.collect.services.registers import forgotten
from gavn.kernel.errors import Refused
from gavn.works.services import drop_drafts_under

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Enrolment

WITH_ITS_STAY = "of a stay that is taken back"


def drop_occasions(*, enrolment: Enrolment, by: User | None) -> None:
    """Delete occasions, invitations, drafts and struck answers of a stay; refused while answers stand in it."""
    occasions = Occasion.objects.unscoped(WITH_ITS_STAY).filter(enrolment=enrolment)
    responses = list(Response.objects.unscoped(WITH_ITS_STAY).filter(occasion__enrolment=enrolment))
    if any(response.struck_at is None for response in responses):
        raise Refused("Answers stand in this stay. Strike them out or move them to where they belong first.")
    forgotten.tell(responses=responses)
    keys = [response.pk for response in responses]
    Response.objects.unscoped(WITH_ITS_STAY).filter(moved_to__in=keys).update(moved_to=None)
    Revision.objects.unscoped(WITH_ITS_STAY).filter(response__in=keys).delete()
    Response.objects.unscoped(WITH_ITS_STAY).filter(pk__in=keys).delete()
    Invitation.objects.unscoped(WITH_ITS_STAY).filter(occasion__enrolment=enrolment).delete()
    for public_id in occasions.values_list("public_id", flat=True):
        drop_drafts_under(f"answer|{public_id}|")
    occasions.delete()
