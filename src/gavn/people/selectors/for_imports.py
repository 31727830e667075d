"""Persons and stays that another system's names stand for; names of persons are not read."""

from __future__ import annotations

from collections.abc import Collection

from gavn.people.models import Enrolment, Individual, Merge
from gavn.people.selectors.persons import kept_id

WHY = "known to a source of the data controller into whose services the caller brings a file"
BATCH = 500


def individuals_named(public_ids: Collection[str]) -> dict[str, Individual]:
    """Individuals by public id; under the id of a record that was merged stands the one that was kept."""
    kept = {one: kept_id(one) for one in _merged(public_ids)}
    ids = sorted({kept.get(one, one) for one in public_ids})
    found: dict[str, Individual] = {}
    for start in range(0, len(ids), BATCH):
        some = Individual.objects.unscoped(WHY).filter(public_id__in=ids[start : start + BATCH])
        found |= {one.public_id: one for one in some.select_related("controller")}
    return found | {other: found[one] for other, one in kept.items()}


def _merged(public_ids: Collection[str]) -> set[str]:
    """Those that are ids of merged records; there are few merges, so all are read."""
    merges = Merge.objects.unscoped(WHY).filter(undone_at=None)
    return set(merges.values_list("other__public_id", flat=True)) & set(public_ids)


def stays_named(public_ids: Collection[str]) -> dict[str, Enrolment]:
    """Stays by public id, each with its individual and its service."""
    ids = sorted(public_ids)
    found: dict[str, Enrolment] = {}
    for start in range(0, len(ids), BATCH):
        some = Enrolment.objects.unscoped(WHY).filter(public_id__in=ids[start : start + BATCH])
        found |= {one.public_id: one for one in some.select_related("individual", "unit")}
    return found
