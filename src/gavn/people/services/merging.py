"""Two records of one person become one, and two again when that was a mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Individual, Merge, VaultEntry
from gavn.people.pure.stays import Span, overlapping
from gavn.people.services.registers import merged, unmerged
from gavn.people.services.rules import span_of

if TYPE_CHECKING:
    from gavn.access.models import User

PERMISSION = "people.merge"
OF_BOTH = "of two persons the caller was let see"


@transaction.atomic
def merge_individuals(*, by: User, kept: Individual, other: Individual) -> Merge:
    """Let the stays of ``other`` stand with ``kept``; the other's record stays in the vault to be taken apart again."""
    _locked(kept, other)
    mine, theirs = _stays(kept), _stays(other)
    _require_everywhere(by, [*mine, *theirs])
    _check_pair(kept, other, theirs)
    _check_apart(mine, theirs)
    moved = [stay.public_id for stay in theirs]
    Enrolment.objects.unscoped(OF_BOTH).filter(individual=other).update(individual=kept)
    merge = Merge(kept=kept, other=other, stays=moved, at=now(), by=by)
    merge.save()
    record(by, "people.records_merged", about=kept, individuals=[kept.public_id, other.public_id], stays=len(moved))
    merged.tell(kept=kept, other=other, by=by)
    return merge


@transaction.atomic
def unmerge_individuals(*, by: User, merge: Merge) -> Merge:
    """Take a merge back: the stays that came with the other record go with it again, later ones stay."""
    _locked(merge.kept, merge.other)
    held: Merge = Merge.objects.unscoped(OF_BOTH).select_for_update().get(pk=merge.pk)
    all_stays = _stays(merge.kept)
    _require_everywhere(by, all_stays)
    stays = [stay for stay in all_stays if stay.public_id in held.stays]
    if held.undone_at is not None:
        raise Refused("This merge was taken back already.")
    if Merge.objects.unscoped(OF_BOTH).filter(other=merge.kept, undone_at__isnull=True).exists():
        raise Refused("This record was merged with a third one later. Take that back first.")
    Enrolment.objects.unscoped(OF_BOTH).filter(pk__in=[stay.pk for stay in stays]).update(individual=merge.other)
    held.undone_at, held.undone_by = now(), by
    held.save(update_fields=["undone_at", "undone_by"])
    concerned = [merge.kept.public_id, merge.other.public_id]
    record(by, "people.records_unmerged", about=merge.kept, individuals=concerned, stays=len(stays))
    unmerged.tell(kept=merge.kept, other=merge.other, by=by)
    return held


def _require_everywhere(by: User, stays: Iterable[Enrolment]) -> None:
    """Ask for the permission wherever the person is or was, and somewhere even without a stay."""
    require(by, PERMISSION)
    for unit in {stay.unit for stay in stays}:
        require(by, PERMISSION, at=unit)


def _locked(one: Individual, other: Individual) -> None:
    """Keep others from changing either, always in the same order."""
    found = Individual.objects.unscoped(OF_BOTH).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    list(found.select_for_update().values_list("pk", flat=True))


def _stays(individual: Individual) -> list[Enrolment]:
    return list(Enrolment.objects.unscoped(OF_BOTH).filter(individual=individual).select_related("unit"))


def _check_pair(kept: Individual, other: Individual, theirs: list[Enrolment]) -> None:
    """Refuse what is no pair of records of one controller, or would hide the number or the death of one."""
    if kept.pk == other.pk or not theirs:
        raise Refused("These are one record already.")
    if kept.controller_id != other.controller_id:
        raise Refused("The two records belong to different organisations.")
    numbers = VaultEntry.objects.unscoped(OF_BOTH).filter(individual__in=[kept, other]).exclude(number_hash="")
    numbered = set(numbers.values_list("individual", flat=True))
    if len(numbered) == 2:
        raise Refused("The two have different national numbers. Correct the wrong one first.")
    if other.pk in numbered or (other.dead and not kept.dead):
        raise Refused("Keep the record that holds the national number or the day of death.", field="keep")


def _check_apart(mine: Iterable[Enrolment], theirs: Iterable[Enrolment]) -> None:
    """Refuse two stays in one service at the same time."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for stay in mine:
        spans[stay.unit_id].append(span_of(stay))
    for stay in theirs:
        if any(overlapping(span_of(stay), one) for one in spans[stay.unit_id]):
            raise Refused(
                "Both have a stay in {service} at the same time. End one, or take it back, first.",
                service=stay.unit.name,
            )
