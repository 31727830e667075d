"""What was chosen among options: base data, reasons for leaving, kinds of intervention."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import ibis

from gavn.catalogue.pure.expressions import stored
from gavn.compare.pure.counts import Choices
from gavn.compare.selectors.stays import day, rows_of, stays_in

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument, Item
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

WHY = ("unknown", "declined", "not_understood")
LEFT_OUT = ("objection", "withdrawal")


def choices_of(store: Store, scope: Scope, form: Instrument, *, closed: bool = False) -> dict[str, Choices]:
    """How many stays chose each option of every question with options, in their newest answers; and who is missing.

    ``closed`` counts only the stays that closed in the period.
    """
    stays = stays_in(store, scope)
    stays = (stays.filter(stays.ended) if closed else stays).select("enrolment")
    answers: Any = store.table(form.full_key)
    answers = answers.filter(answers._answered_on <= day(scope.last))
    newest = ibis.row_number().over(
        group_by=answers._enrolment, order_by=[answers._answered_on.desc(), answers._revision.desc()]
    )
    answers = answers.mutate(place=newest).filter(ibis._.place == 0)
    both = stays.left_join(answers, stays.enrolment == answers._enrolment)
    both = both.left_join(_left_out(store, scope, form), "enrolment")
    items = [item for item in form.items if item.options and not item.known]
    sums: dict[str, Any] = {"due": both.count(), "forms": both._enrolment.notnull().sum()}
    sums |= {kind: (both._enrolment.isnull() & (both.left_out == kind)).sum() for kind in LEFT_OUT}
    for place, item in enumerate(items):
        sums |= {f"{place} {name}": which.sum() for name, which in _ways(both, item).items()}
    [row] = rows_of(both.agg(**sums))
    return {item.id: _choices(row, place, item) for place, item in enumerate(items)}


def _left_out(store: Store, scope: Scope, form: Instrument) -> Any:
    """The stays whose answers the person does not let count, and why."""
    left: Any = store.table("left_out")
    left = left.filter(left.instrument == form.key, left.version == form.version, left.day <= day(scope.last))
    return left.group_by("enrolment").agg(left_out=left.reason.max())


def _ways(both: Any, item: Item) -> dict[str, Any]:
    """Every way in which a question can stand in a row, as a condition."""
    coded = f"{item.id}__code"
    given, why = both[coded if coded in both.columns else item.id], both[f"{item.id}__why"]
    several = item.type == "multi"
    ways = {f"why {code}": given.isnull() & (why == code) for code in WHY}
    ways["why skipped"] = both._enrolment.notnull() & given.isnull() & (why.isnull() | ~why.isin(WHY))
    for option in item.options:
        ways[f"is {option.code}"] = given.contains(stored([option.code])) if several else given == option.code
    return {**ways, "given": given.notnull()}


def _choices(row: dict[str, Any], place: int, item: Item) -> Choices:
    found = {
        name: int(row[f"{place} {name}"] or 0) for name in ("given", *(f"why {code}" for code in (*WHY, "skipped")))
    }
    missing = {name.removeprefix("why "): n for name, n in found.items() if name != "given"}
    missing |= {kind: int(row[kind] or 0) for kind in LEFT_OUT}
    missing["no_form"] = row["due"] - int(row["forms"] or 0) - sum(missing[kind] for kind in LEFT_OUT)
    options = tuple((option.code, int(row[f"{place} is {option.code}"] or 0)) for option in item.options)
    known = sorted(((why, n) for why, n in missing.items() if n), key=lambda one: (-one[1], one[0]))
    return Choices(int(row[f"{place} given"] or 0), options, tuple(known))


def exit_reasons(store: Store, scope: Scope) -> Choices:
    """Why the stays that closed in the period ended."""
    stays = stays_in(store, scope)
    stays = stays.filter(stays.ended)
    rows = rows_of(stays.group_by("exit_reason").agg(n=stays.count()))
    given = {row["exit_reason"]: row["n"] for row in rows}
    missing = given.pop(None, 0)
    options = tuple(sorted(given.items(), key=lambda one: (-one[1], one[0])))
    return Choices(sum(given.values()), options, (("no_form", missing),) if missing else ())


def interventions_given(store: Store, scope: Scope) -> Choices:
    """How many stays had at least one intervention of each kind within the period."""
    stays = stays_in(store, scope).select("enrolment")
    given: Any = store.table("interventions")
    last_day = given["last"]
    given = given.filter((given["first"] <= day(scope.last)) & (last_day.isnull() | (last_day >= day(scope.first))))
    kinds = ("upholding", "compensating", "regaining", "developing", "network")
    each = given.group_by("enrolment").agg(**{kind: (given.kind == kind).any().cast("int64") for kind in kinds})
    both = stays.left_join(each, stays.enrolment == each.enrolment)
    some = reduce(add, [both[kind].fill_null(0) for kind in kinds]) > 0
    [row] = rows_of(both.agg(due=both.count(), n=some.sum(), **{kind: both[kind].sum() for kind in kinds}))
    n = int(row["n"] or 0)
    options = tuple((kind, int(row[kind] or 0)) for kind in kinds)
    missing = row["due"] - n
    return Choices(n, options, (("no_form", missing),) if missing else ())
