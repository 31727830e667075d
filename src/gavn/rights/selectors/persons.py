"""Whose page it is, and at which of the person's services somebody may write."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.shortcuts import get_object_or_404

from gavn.access.selectors import may
from gavn.people.selectors import individual_seen_by, stays_of
from gavn.rights.models import Contact, Decision, Ground, PersonsRow, Profile, Representative

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.people.models import Individual

Row = TypeVar("Row", bound=PersonsRow)
SEEN = "of a person who was seen"


def person_seen_by(user: User, public_id: str, permission: str = "rights.see") -> Individual:
    """The person with this id, where the user has the permission; else 404."""
    return individual_seen_by(user, public_id, permission)


def representative_seen_by(user: User, public_id: str) -> Representative:
    """A representative of somebody the user may write about; else 404."""
    return _row_seen_by(user, Representative, public_id, "rights.write")


def contact_seen_by(user: User, public_id: str) -> Contact:
    """A contact of somebody the user may write about; else 404."""
    return _row_seen_by(user, Contact, public_id, "rights.write")


def decision_seen_by(user: User, public_id: str) -> Decision:
    """What somebody said no to, where the user may write about them; else 404."""
    return _row_seen_by(user, Decision, public_id, "rights.write")


def ground_seen_by(user: User, public_id: str) -> Ground:
    """Why somebody is here, where the user may write about them; else 404."""
    return _row_seen_by(user, Ground, public_id, "rights.write")


def profile_seen_by(user: User, public_id: str) -> Profile:
    """One version of a communication profile, where the user may see it; else 404."""
    return _row_seen_by(user, Profile, public_id, "rights.see")


def _row_seen_by(user: User, table: type[Row], public_id: str, permission: str) -> Row:
    rows = table.objects.seen_by(user, permission).select_related("individual__controller", "by")
    found: Row = get_object_or_404(rows, public_id=public_id)
    return found


def service_of(user: User, individual: Individual, permission: str = "rights.write") -> Unit:
    """The service at which the user writes about the person: of the newest stay where they may, else of the newest."""
    units = [stay.unit for stay in stays_of(individual)]
    return next((unit for unit in units if may(user, permission, at=unit)), units[0])
