"""Who is enrolled, for how long, and how old people were when they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from gavn.compare.pure.counts import Ages, Enrolled, EnrolmentTime, Flow
from gavn.compare.pure.methods.described import Described, described_from_counts
from gavn.compare.pure.methods.time_to_exit import (
    SAME_DAY,
    DayCount,
    TimeToExit,
    as_far_as_told,
    time_to_exit_from_counts,
)
from gavn.compare.selectors.stays import day, recorded, rows_of, stays_in
from gavn.kernel.dates import DAYS_A_MONTH

if TYPE_CHECKING:
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store


def enrolled_in(store: Store, scope: Scope) -> Enrolled:
    """Enrolled in the period, new, closed and still ongoing, by sex, as stays and as persons."""
    stays = recorded(store, scope)
    new = stays.touches & (stays.entered_on >= day(scope.first)).fill_null(False)
    closed, ongoing = stays.touches & stays.ended, stays.touches & ~stays.ended
    counted = {"": stays.touches, "new_": new, "closed_": closed, "ongoing_": ongoing}
    sums: dict[str, Any] = {f"{name}stays": which.sum() for name, which in counted.items()}
    sums |= {f"{name}persons": stays.individual.nunique(where=which) for name, which in counted.items()}
    sums |= {"unplaced": stays.unplaced.sum(), "open_days": _open_days(stays, scope).sum()}
    rows = rows_of(stays.group_by("sex").agg(**sums))
    unplaced = sum(int(row.pop("unplaced") or 0) for row in rows)
    open_days = sum(int(row.pop("open_days") or 0) for row in rows)
    flows = {row.pop("sex"): Flow(**{name: int(n or 0) for name, n in row.items()}) for row in rows}
    length = (scope.last - scope.first).days + 1
    at_a_time = None if scope.whole else open_days / length
    return Enrolled({sex: flow for sex, flow in flows.items() if flow.stays}, unplaced, at_a_time)


def _open_days(stays: Any, scope: Scope) -> Any:
    """How many days of the period each stay was open, first and last day included."""
    first, last = day(scope.first), day(scope.last)
    until = stays.ended.ifelse(ibis.coalesce(stays.exited_on, stays.began), last)
    open_days = until.delta(ibis.greatest(stays.began, first), unit="day") + 1
    return stays.touches.ifelse(open_days, 0)


def enrolment_time(store: Store, scope: Scope, *, extremes: bool = False) -> EnrolmentTime:
    """Months of the ongoing and of the closed: number, missing, mean, median; min and max only with ``extremes``."""
    stays = stays_in(store, scope)
    rows = rows_of(stays.group_by(["ended", "days"]).agg(n=stays.count()))

    def told(ended: bool) -> Described:
        mine = {row["days"]: row["n"] for row in rows if row["ended"] is ended}
        missing = mine.pop(None, 0)
        months = {days / DAYS_A_MONTH: n for days, n in mine.items()}
        return described_from_counts(months, missing=missing, hide_extremes=not extremes)

    return EnrolmentTime(told(False), told(True))


def stay_length(store: Store, scope: Scope) -> TimeToExit:
    """How long people stay: Kaplan-Meier with late entry of the stays that were open before they were watched.

    Told as far as it can be; whoever came under observation only beyond that counts as missing.
    """
    stays = stays_in(store, scope)
    known = stays.days.notnull()
    begin = stays.seen_from.cast("float64")
    same = stays.days == stays.seen_from
    end = stays.days.cast("float64") + same.ifelse(SAME_DAY, 0.0)
    marks = stays.select(
        known=known, same=(same & known).cast("int64"), begin=begin, end=end, left=stays.ended.cast("int64")
    )
    none, one = ibis.literal(0, "int64"), ibis.literal(1, "int64")
    coming = marks.select("known", "same", day=marks.begin, entries=one, exits=none, ongoing=none)
    going = marks.select("known", "same", day=marks.end, entries=none, exits=marks.left, ongoing=one - marks.left)
    both = ibis.union(coming, going)
    rows = rows_of(
        both.group_by(["known", "day"]).agg(
            entries=both.entries.sum(),
            exits=both.exits.sum(),
            ongoing=both.ongoing.sum(),
            same=(both.same * both.entries).sum(),
        )
    )
    counts = [
        DayCount(row["day"], row["entries"], row["exits"], row["ongoing"])
        for row in rows
        if row["known"] and row["day"] is not None
    ]
    missing = sum(row["entries"] for row in rows if not row["known"])
    same_day = sum(row["same"] or 0 for row in rows if row["known"])
    told, left_out = as_far_as_told(counts)
    return time_to_exit_from_counts(told, same_day=int(same_day), missing=int(missing) + left_out)


def ages_at_enrolment(store: Store, scope: Scope) -> Ages:
    """Whole years of age on the day of entry, by sex."""
    stays = stays_in(store, scope)
    rows = rows_of(stays.group_by(["sex", "age_at_entry"]).agg(n=stays.count()))
    return Ages({(row["sex"], row["age_at_entry"]): row["n"] for row in rows})
