"""How much of the follow-up was done, and which goals people set."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from gavn.compare.pure.counts import Followed, GoalCount
from gavn.compare.selectors.stays import day, rows_of, stays_in

if TYPE_CHECKING:
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

KINDS = ("entry", "status", "exit", "follow_up")
OUTCOMES = ("reached", "partly", "not_reached", "no_longer")


def follow_up(store: Store, scope: Scope) -> list[Followed]:
    """Occasions due in the period by kind: done, discussed with the person, left out and why.

    One that is still within its time and not done yet is not counted; nor is one that was not due after all.
    """
    occasions = due_in(store, scope)
    occasions = occasions.mutate(reason=occasions.done.ifelse(None, occasions.not_done))
    rows = rows_of(
        occasions.group_by(["kind", "reason"]).agg(
            due=occasions.count(), done=occasions.done.sum(), discussed=occasions.discussed_on.notnull().sum()
        )
    )
    found = []
    for kind in KINDS:
        mine = [row for row in rows if row["kind"] == kind]
        if mine:
            why = {row["reason"]: row["due"] for row in mine if row["reason"]}
            due, done, discussed = (sum(int(row[name] or 0) for row in mine) for name in ("due", "done", "discussed"))
            found.append(Followed(kind, due, done, discussed, why))
    return found


def due_in(store: Store, scope: Scope) -> Any:
    """The occasions that were due in the period and are done, or whose time is over; ``done`` says which."""
    services: Any = store.table("enrolments")
    services = services.filter(services.service.isin(list(scope.services))).select("enrolment", "service")
    occasions: Any = store.table("occasions")
    occasions = occasions.filter(occasions.due.between(day(scope.first), day(scope.last)))
    occasions = occasions.mutate(done=occasions.done_on.notnull())
    over = occasions.done | occasions.not_done.notnull() | (occasions.closes < day(scope.last))
    occasions = occasions.filter(over & (occasions.not_done.isnull() | (occasions.not_done != "not_due")))
    return occasions.inner_join(services, "enrolment")


def goals_set(store: Store, scope: Scope) -> list[GoalCount]:
    """The goals of the stays that touch the period, by area of life."""
    stays = stays_in(store, scope).select("enrolment")
    goals: Any = store.table("goals")
    goals = goals.filter(goals.set_on <= day(scope.last)).inner_join(stays, "enrolment")
    moved = goals.last_rating - goals.first_rating
    twice = goals.ratings >= 2
    rows = rows_of(
        goals.group_by("area").agg(
            goals=goals.count(),
            stays=goals.enrolment.nunique(),
            rated_twice=twice.sum(),
            risen=(twice & (moved > 0)).sum(),
            fallen=(twice & (moved < 0)).sum(),
            **{outcome: (goals.outcome == outcome).sum() for outcome in OUTCOMES},
        )
    )
    names = [field.name for field in fields(GoalCount) if field.name != "area"]
    counts = [GoalCount(row["area"], *(int(row[name] or 0) for name in names)) for row in rows]
    return sorted(counts, key=lambda one: (-one.goals, one.area))
