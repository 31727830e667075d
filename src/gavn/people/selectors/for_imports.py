"""Persons and stays that another system's names stand for; names of persons are not read."""

from __future__ import annotations

from collections.abc import Collection

from gavn.people.models import Enrolment, Individual

WHY = "known to a source of the data controller into whose services the caller brings a file"
BATCH = 500


def individuals_named(public_ids: Collection[str]) -> dict[str, Individual]:
    """Individuals by public id."""
    ids = sorted(public_ids)
    found: dict[str, Individual] = {}
    for start in range(0, len(ids), BATCH):
        some = Individual.objects.unscoped(WHY).filter(public_id__in=ids[start : start + BATCH])
        found |= {one.public_id: one for one in some.select_related("controller")}
    return found


def stays_named(public_ids: Collection[str]) -> dict[str, Enrolment]:
    """Stays by public id, each with its individual and its service."""
    ids = sorted(public_ids)
    found: dict[str, Enrolment] = {}
    for start in range(0, len(ids), BATCH):
        some = Enrolment.objects.unscoped(WHY).filter(public_id__in=ids[start : start + BATCH])
        found |= {one.public_id: one for one in some.select_related("individual", "unit")}
    return found
