"""An indicator over the stays of a scope: counted, added up and grouped in one query of the analysis store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from gavn.catalogue.pure.stay_columns import STAY_COLUMNS
from gavn.compare.pure.counts import AGES
from gavn.compare.pure.indicator_estimate import IndicatorSums
from gavn.compare.selectors.stays import day, recorded, rows_of
from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.measure.gateways.indicators import with_indicator
from gavn.measure.pure.tables import ENROLMENTS
from gavn.measure.selectors.indicators import thresholds_of

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Indicator
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

PLACES = ("service", "organisation", "municipality", "region", "nation")
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
AGE_BANDS = tuple(f"{low}–{high}" if high < AGES[-1][1] else f"{low}+" for low, high in AGES)
GROUPED_BY = (*PLACES, "sex", "age_band", "exit_reason", *MONTHS_OF)


def indicator_sums(
    store: Store, indicator: Indicator, scope: Scope, *, by: Sequence[str] = ("service",)
) -> list[IndicatorSums]:
    """The indicator by any of ``GROUPED_BY``, by a column every stay has, or by one of its reads.

    Groups without a stay are not there. Times are those of the population's day: of entry, of the end, of the
    measurement; a stay that is present, or measured, in several months counts in each, as it stood when that ended.
    """
    keys = dict.fromkeys(by)
    for name in keys:
        _require(indicator, name)
    also = [name for name in keys if name in indicator.reads or name in STAY_COLUMNS]
    found = indicator_stays(store, indicator, scope, times=[name for name in keys if name in MONTHS_OF], also=also)
    sums = {
        "population": found.count(),
        "base": found._base.sum(),
        "n": found._value.notnull().sum(),
        "total": found._value.sum(),
        "squares": (found._value * found._value).sum(),
        "exposure": found._exposure.sum(),
    }
    rows = rows_of(found.group_by([_key(found, name) for name in keys]).agg(**sums) if keys else found.agg(**sums))
    return sorted((_sums(indicator, list(keys), row) for row in rows if row["population"]), key=_in_order)


def indicator_stays(
    store: Store, indicator: Indicator, scope: Scope, *, times: Sequence[str] = (), also: Sequence[str] = ()
) -> Any:
    """The stays of the indicator's population with what each counts; a row a stay, or one each time asked for."""
    stays = _population(store, indicator, scope, list(times))
    kept = [column.name for column in ENROLMENTS.columns]
    return with_indicator(
        store, indicator, stays.select(*kept, "_until", "_anchor"), thresholds=thresholds_of(indicator), also=also
    )


def _require(indicator: Indicator, name: str) -> None:
    known = [*GROUPED_BY, *indicator.reads, *STAY_COLUMNS]
    if name not in known:
        raise Refused(
            "{indicator} cannot be grouped by {name}; choose among {known}.",
            indicator=indicator.full_key,
            name=name,
            known=", ".join(dict.fromkeys(known)),
        )


def _sums(indicator: Indicator, keys: list[str], row: dict[str, Any]) -> IndicatorSums:
    total = float(row["total"] or 0.0)
    return IndicatorSums(
        group={name: row[name] for name in keys},
        population=int(row["population"]),
        base=int(row["base"] or 0),
        n=int(row["n"] or 0),
        events=0 if indicator.measure == "mean" else round(total),
        total=total,
        squares=float(row["squares"] or 0.0),
        exposure=float(row["exposure"] or 0.0),
    )


def _in_order(one: IndicatorSums) -> list[tuple[bool, str]]:
    return [(value is None, f"{value:020.6f}" if isinstance(value, float) else str(value))
            for value in one.group.values()]  # fmt: skip


def _key(found: Any, name: str) -> Any:
    if name == "age_band":
        bands = [(found.age_at_entry <= high, band) for (_low, high), band in zip(AGES, AGE_BANDS, strict=True)]
        return ibis.cases(*bands, else_=ibis.null("string")).name(name)
    if name in MONTHS_OF:
        return _written(found._anchor, name).name(name)
    return found[name]


def _written(anchor: Any, unit: str) -> Any:
    """A month as 2026-03, a quarter as 2026-Q1, a year as 2026."""
    year = anchor.year().cast("string")
    if unit == "month":
        return year + "-" + anchor.month().cast("string").lpad(2, "0")
    return year if unit == "year" else year + "-Q" + anchor.quarter().cast("string")


def _population(store: Store, indicator: Indicator, scope: Scope, times: list[str]) -> Any:
    """The stays of the period with the day they stand for and the day up to which they are known."""
    stays = recorded(store, scope)
    step = min((MONTHS_OF[name] for name in times), default=None)
    if indicator.population in ("entered", "ended"):
        anchor = stays.entered_on if indicator.population == "entered" else stays.closed.ifelse(stays.exited_on, None)
        stays = stays.mutate(_anchor=anchor, _until=day(scope.frozen))
        return stays.filter(stays._anchor.between(day(scope.first), day(scope.last)))
    if step is None:
        stays = stays.mutate(_until=day(scope.last))
        return _measured(store, stays, scope) if indicator.population == "measured" else _present(stays)
    days = _spans(_first_day(stays, scope), scope.last, step)
    stays = stays.cross_join(ibis.memtable(days, schema={"_from": "date", "_until": "date"}))
    if indicator.population == "measured":
        return _measured(store, stays, scope)
    left = stays.lost_exit.ifelse(stays.began, stays.exited_on)
    return _present(stays.filter((stays.began <= stays._until) & (left.isnull() | (left >= stays._from))))


def _present(stays: Any) -> Any:
    return stays.filter(stays.touches).mutate(_anchor=stays._until)


def _measured(store: Store, stays: Any, scope: Scope) -> Any:
    """Those with a measurement after the first one in their time, each standing for the last of them."""
    occasions: Any = store.table("occasions")
    done = occasions.filter(~occasions.baseline & occasions.done_on.between(day(scope.first), day(scope.last))).select(
        "enrolment", "done_on"
    )
    begin = stays._from if "_from" in stays.columns else day(scope.first)
    stays = stays.mutate(_begin=begin)
    both = stays.select("enrolment", "_begin", "_until").inner_join(done, "enrolment")
    both = both.filter(both.done_on.between(both._begin, both._until))
    last = both.group_by(["enrolment", "_until"]).agg(_anchor=both.done_on.max())
    return stays.inner_join(last, ["enrolment", "_until"])


def _first_day(stays: Any, scope: Scope) -> date:
    """The first day that is counted; where everything is, the day the first stay began."""
    if not scope.whole:
        return scope.first
    [row] = rows_of(stays.agg(first=stays.began.min()))
    return row["first"] or scope.last


def _spans(first: date, last: date, months: int) -> list[tuple[date, date]]:
    """The months, quarters or years that touch these days, each with its own first and last day within them."""
    start = date(first.year, (first.month - 1) // months * months + 1, 1)
    spans = []
    while start <= last:
        after = add_months(start, months)
        spans.append((max(start, first), min(after - timedelta(days=1), last)))
        start = after
    return spans
