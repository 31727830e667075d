"""Records that may be of one person, two of them side by side, and what was merged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min
from django.shortcuts import get_object_or_404

from gavn.history.services import note_shown
from gavn.people.models import Enrolment, Goal, Individual, Merge
from gavn.people.pure.names import same_name
from gavn.people.pure.numbers import masked
from gavn.people.selectors.persons import NAMELESS, identities_of

if TYPE_CHECKING:
    from gavn.access.models import User

MOST = 50
PERMISSION = "people.merge"


@dataclass(frozen=True)
class Side:
    """One of two records: who it says it is, its stays and goals; no answers."""

    individual: Individual
    name: str
    number: str
    stays: list[Enrolment]
    goals: list[Goal]


@dataclass(frozen=True)
class Pair:
    """Two records that may be of one person."""

    one: Side
    other: Side

    @property
    def differs(self) -> bool:
        """Whether year or month of birth, known of both, is not the same."""
        born = [(side.individual.birth_year, side.individual.birth_month) for side in (self.one, self.other)]
        return any(None not in {mine, theirs} and mine != theirs for mine, theirs in zip(*born, strict=True))


@dataclass(frozen=True)
class Merged:
    """A merge that stands, with the names of both records."""

    merge: Merge
    kept: str
    other: str


def pairs_of_records(user: User) -> list[Pair]:
    """Records that share controller, every part of the name and the year of birth, where the user may merge."""
    seen = Individual.objects.seen_by(user, PERMISSION).filter(birth_year__isnull=False)
    # Equal names have equal tokens: count, least and greatest find the few that are worth opening the vault for.
    told = seen.annotate(n=Count("name_tokens"), low=Min("name_tokens__token"), high=Max("name_tokens__token"))
    alike: dict[tuple[object, ...], list[Individual]] = defaultdict(list)
    for one in told.filter(n__gt=0).order_by("pk"):
        alike[one.controller_id, one.birth_year, one.n, one.low, one.high].append(one)
    near = [couple for group in alike.values() if len(group) > 1 for couple in combinations(group, 2)][:MOST]
    sides = _sides(user, [one for couple in near for one in couple])
    pairs = [Pair(sides[one.pk], sides[other.pk]) for one, other in near]
    return [pair for pair in pairs if _fits(pair)]


def _fits(pair: Pair) -> bool:
    months = {pair.one.individual.birth_month, pair.other.individual.birth_month} - {None}
    return len(months) < 2 and same_name(pair.one.name, pair.other.name)


def side_by_side(user: User, one: Individual, other: Individual) -> Pair:
    """Two seen records, to be compared."""
    sides = _sides(user, [one, other])
    return Pair(sides[one.pk], sides[other.pk])


def _sides(user: User, individuals: list[Individual]) -> dict[int, Side]:
    """What is known of each; stays and goals as far as the user may see them."""
    note_shown(*(one.public_id for one in individuals))
    identities = identities_of(individuals)
    stays, goals = defaultdict(list), defaultdict(list)
    for stay in Enrolment.objects.seen_by(user).filter(individual__in=individuals).select_related("unit"):
        stays[stay.individual_id].append(stay)
    seen = Goal.objects.seen_by(user).filter(enrolment__individual__in=individuals).select_related("enrolment")
    for goal in seen.order_by("-set_on", "-id"):
        goals[goal.enrolment.individual_id].append(goal)
    return {
        one.pk: Side(
            one,
            identities[one.pk].name or NAMELESS,
            masked(identities[one.pk].number),
            stays[one.pk],
            goals[one.pk],
        )
        for one in individuals
    }


def merges_seen_by(user: User) -> list[Merged]:
    """The merges that stand where the user may merge, newest first."""
    found = list(
        Merge.objects.seen_by(user, PERMISSION)
        .filter(undone_at__isnull=True)
        .select_related("kept", "other", "by")
        .order_by("-id")[:MOST]
    )
    names = identities_of([one for merge in found for one in (merge.kept, merge.other)])
    note_shown(*(merge.kept.public_id for merge in found))
    return [Merged(one, names[one.kept_id].name or NAMELESS, names[one.other_id].name or NAMELESS) for one in found]


def merge_seen_by(user: User, public_id: str) -> Merge:
    """A merge where the user may take it back; else 404."""
    found = Merge.objects.seen_by(user, PERMISSION).select_related("kept", "other")
    merge: Merge = get_object_or_404(found, public_id=public_id)
    return merge
