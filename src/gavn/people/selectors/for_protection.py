"""Who stays where and who works with them, by random ids: for drawing look-ups and for opening what is masked."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from gavn.people.models import Enrolment, Individual

if TYPE_CHECKING:
    from gavn.access.models import Unit

WHY = "ids only; who may ask is asked by the caller"


def staying_at(unit: Unit) -> dict[str, set[int]]:
    """Everybody who ever stayed at a unit or below it, by random id, with contacts and deputies by primary key."""
    stays = Enrolment.objects.unscoped(WHY).filter(unit__path__startswith=unit.path)
    found: dict[str, set[int]] = {}
    for public_id, contact, deputy in stays.values_list("individual__public_id", "contact", "deputy"):
        found.setdefault(public_id, set()).update(one for one in (contact, deputy) if one is not None)
    return found


def individual_by_id(public_id: str) -> Individual:
    """A person by random id, with their data controller."""
    found: Individual = Individual.objects.unscoped(WHY).select_related("controller").get(public_id=public_id)
    return found


def individuals_by_id(public_ids: Collection[str]) -> dict[str, Individual]:
    """Persons by random id."""
    rows = Individual.objects.unscoped(WHY).filter(public_id__in=public_ids)
    return {one.public_id: one for one in rows}
