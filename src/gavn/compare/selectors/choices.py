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


def choices_of(store: Store, scope: Scope, form: Instrument, item: Item) -> Choices:
    """How many stays of the scope chose each option of a question in their newest answers; and who is missing."""
    stays = stays_in(store, scope).select("enrolment")
    answers: Any = store.table(form.full_key)
    answers = answers.filter(answers._answered_on <= day(scope.last))
    newest = ibis.row_number().over(
        group_by=answers._enrolment, order_by=[answers._answered_on.desc(), answers._revision.desc()]
    )
    code = f"{item.id}__code" if f"{item.id}__code" in answers.columns else item.id
    answers = answers.mutate(place=newest).filter(ibis._.place == 0)
    answers = answers.select("_enrolment", given=answers[code], why=answers[f"{item.id}__why"])
    both = stays.left_join(answers, stays.enrolment == answers._enrolment)
    why = both.given.notnull().ifelse(
        "", ibis.coalesce(both.why, both._enrolment.isnull().ifelse("no_form", "skipped"))
    )
    both = both.mutate(why=why)
    chosen = {
        option.code: both.given.contains(stored([option.code])) if item.type == "multi" else both.given == option.code
        for option in item.options
    }
    rows = rows_of(
        both.group_by("why").agg(n=both.count(), **{f"o_{code}": which.sum() for code, which in chosen.items()})
    )
    answered = next((row for row in rows if row["why"] == ""), {"n": 0})
    options = [(code, int(answered.get(f"o_{code}") or 0)) for code in chosen]
    missing = [(row["why"], row["n"]) for row in rows if row["why"] != ""]
    return Choices(answered["n"], tuple(options), tuple(sorted(missing, key=lambda one: (-one[1], one[0]))))


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
