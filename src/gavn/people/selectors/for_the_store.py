"""Everybody's stays, goals and interventions, for the analysis store; names are not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.people.models import Enrolment, Goal, GoalRating, Intervention

if TYPE_CHECKING:
    from gavn.access.models.scoped import ScopedQuerySet

WHY = "the analysis store holds everybody, without names"


def all_stays() -> ScopedQuerySet:
    """Every stay."""
    return Enrolment.objects.unscoped(WHY).order_by("pk")


def all_goals() -> ScopedQuerySet:
    """Every goal."""
    return Goal.objects.unscoped(WHY).order_by("pk")


def all_ratings() -> ScopedQuerySet:
    """Every rating of a goal."""
    return GoalRating.objects.unscoped(WHY).order_by("day", "pk")


def all_interventions() -> ScopedQuerySet:
    """Every intervention."""
    return Intervention.objects.unscoped(WHY).order_by("pk")
