"""Change on a score for every stay of a scope: measured twice, or missing for one reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import ibis

from gavn.compare.pure.changed import Cell, Changes, Later, Line
from gavn.compare.pure.methods.paired_change import PairedSums
from gavn.compare.selectors.stays import day, rows_of, stays_in
from gavn.measure.pure.change import BINARY_DUST

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Score
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

ORIGIN = date(1900, 1, 1)


def change_of(
    store: Store,
    scope: Scope,
    line: Line,
    later: Later,
    *,
    score: Score,
    threshold: float | None,
    complete: bool = False,
) -> Changes:
    """From the first measurement to a later one, by sex and by the band in which people began.

    ``threshold`` is the reliable change of the norm in use; without it changes are counted but not judged.
    ``complete`` leaves out scores that stand in for missing answers, where the score allows them.
    """
    stays = stays_in(store, scope).select("enrolment", "sex", "ended", "dead", "exit_reason")
    stays = _with(stays, _first(store, scope, line, complete=complete))
    stays = _with(stays, _later(store, scope, line, later, complete=complete))
    stays = _with(stays, _occasions(store, scope, later))
    stays = _with(stays, _left_out(store, scope, line, later))
    origin = float(round((score.low + score.high) / 2))
    paired = stays.first_value.notnull() & stays.later_value.notnull()
    x = paired.ifelse(stays.first_value - origin, None)
    y = paired.ifelse(stays.later_value - origin, None)
    outcome = paired.ifelse(_judged(stays, score, threshold), _missing(stays))
    stays = stays.mutate(outcome=outcome, x=x, y=y, band=stays.first_band.fill_null(""))
    rows = rows_of(
        stays.group_by(["sex", "band", "outcome"]).agg(
            n=stays.count(),
            sx=stays.x.sum(),
            sy=stays.y.sum(),
            sxx=(stays.x * stays.x).sum(),
            syy=(stays.y * stays.y).sum(),
            sxy=(stays.x * stays.y).sum(),
        )
    )
    return Changes(line, later, threshold, tuple(_cell(row, origin) for row in rows))


def _with(stays: Any, more: Any) -> Any:
    """The stays with what is known of them, if anything is."""
    return stays.left_join(more, "enrolment").drop("enrolment_right")


def _scores(store: Store, scope: Scope, line: Line, *, complete: bool) -> Any:
    scores: Any = store.table("scores")
    wanted = (
        (scores.instrument == line.instrument)
        & (scores.version == line.version)
        & (scores.score == line.score)
        & (scores.respondent == line.respondent)
        & (scores.day <= day(scope.last))
    )
    usable = (scores.answered == scores["items"]).ifelse(scores.value, None) if complete else scores.value
    # The newest measurement is the one that was due last; several on one day follow the days of answering.
    order = scores.due.delta(day(ORIGIN), unit="day") * 100_000 + scores.day.delta(day(ORIGIN), unit="day")
    return scores.mutate(usable=usable, order=order).filter(wanted)


def _first(store: Store, scope: Scope, line: Line, *, complete: bool) -> Any:
    scores = _scores(store, scope, line, complete=complete)
    scores = scores.filter(scores.baseline)
    known = scores.usable.notnull()
    return scores.group_by("enrolment").agg(
        first_value=scores.usable.argmin(scores.order, where=known),
        first_band=scores.band.argmin(scores.order, where=known),
        first_forms=scores.count(),
    )


def _later(store: Store, scope: Scope, line: Line, later: Later, *, complete: bool) -> Any:
    scores = _scores(store, scope, line, complete=complete)
    scores = scores.filter(_at(scores, later))
    return scores.group_by("enrolment").agg(
        later_value=scores.usable.argmax(scores.order, where=scores.usable.notnull()), later_forms=scores.count()
    )


def _left_out(store: Store, scope: Scope, line: Line, later: Later) -> Any:
    """Where the person does not let the answers count, why."""
    left: Any = store.table("left_out")
    wanted = (
        (left.instrument == line.instrument)
        & (left.version == line.version)
        & (left.respondent == line.respondent)
        & (left.day <= day(scope.last))
    )
    left = left.mutate(is_later=_at(left, later)).filter(wanted)
    return left.group_by("enrolment").agg(
        first_left_out=left.reason.max(where=left.baseline), later_left_out=left.reason.max(where=left.is_later)
    )


def _at(table: Any, later: Later) -> Any:
    """Whether a row belongs to the later measurement that was asked for."""
    wanted = ~table.baseline
    if later.kind:
        wanted &= table.kind == later.kind
    if later.month is not None:
        wanted &= table.month == later.month
    return wanted if later.number is None else wanted & (table.number == later.number)


def _occasions(store: Store, scope: Scope, later: Later) -> Any:
    """How the first occasion of a stay stands, and the newest later one that was due; and whether more will come."""
    found: Any = store.table("occasions")
    last = day(scope.last)
    due = found.due <= last
    state = ibis.cases(
        ((found.done_on <= last).fill_null(False), "no_form"),
        (found.not_done.notnull(), found.not_done),
        (~due, "not_due"),
        (found.closes >= last, "due"),
        else_="open",
    )
    found = found.mutate(state=state, is_later=_at(found, later))
    return found.group_by("enrolment").agg(
        first_state=found.state.argmin(found.due, where=found.baseline),
        later_state=found.state.argmax(found.due, where=found.is_later & due),
        to_come=(found.is_later & ~due).sum(),
    )


def _judged(stays: Any, score: Score, threshold: float | None) -> Any:
    """Improved or worse beyond error of measurement, as the pure rule says it."""
    if threshold is None:
        return ibis.literal("unjudged")
    gain = stays.later_value - stays.first_value
    gain = gain if score.higher_is_better else -gain
    return ibis.cases((gain.abs() - threshold <= BINARY_DUST, "unchanged"), (gain > 0, "improved"), else_="worse")


def _missing(stays: Any) -> Any:
    """The one reason why a stay is not among the pairs; the earliest gap in its course counts."""
    died = stays.dead | (stays.exit_reason == "died").fill_null(False)
    return ibis.cases(
        (stays.first_value.isnull() & stays.first_left_out.notnull(), ibis.literal("first:") + stays.first_left_out),
        (stays.first_value.isnull() & stays.first_forms.notnull(), "first:incomplete"),
        (stays.first_value.isnull() & stays.first_state.isnull(), "first:none"),
        (stays.first_value.isnull() & (stays.first_state == "died"), "died"),
        (stays.first_value.isnull(), ibis.literal("first:") + stays.first_state),
        (stays.later_left_out.notnull(), ibis.literal("later:") + stays.later_left_out),
        (stays.later_forms.notnull(), "later:incomplete"),
        (died | (stays.later_state == "died").fill_null(False), "died"),
        (stays.later_state.notnull() & (stays.later_state != "not_due"), ibis.literal("later:") + stays.later_state),
        (stays.ended & (stays.to_come.fill_null(0) == 0), "left"),
        else_="later:not_due",
    )


def _cell(row: dict[str, Any], origin: float) -> Cell:
    sums = None
    if row["sx"] is not None:
        sums = PairedSums(row["n"], row["sx"], row["sy"], row["sxx"], row["syy"], row["sxy"], origin)
    return Cell(row["sex"], row["band"], row["outcome"], row["n"], sums)
