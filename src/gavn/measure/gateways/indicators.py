"""Indicators for all stays at once: what each stay counts as columns of the analysis engine, one join per read.

It gives what ``pure/indicators.py`` gives for one stay; a test compares the two on random small worlds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import ibis
from django.conf import settings

from gavn.catalogue.pure.formats import Indicator
from gavn.catalogue.pure.formats.indicator import Read
from gavn.catalogue.pure.relevance import parsed
from gavn.measure.gateways.compiled import compiled
from gavn.measure.pure.change import BINARY_DUST
from gavn.measure.pure.indicators import KEPT_BY, KIND_ORDER, Threshold

if TYPE_CHECKING:
    from gavn.measure.gateways.store import Store

ORIGIN = date(1800, 1, 1)
DAYS, NUMBERS = 200_000, 1_000  # more days than lie between ORIGIN and any date; more than any occasion's number
KEYS = ["enrolment", "_until"]
COUNTED = ("goals", "goals_reached", "interventions", "statuses_due", "statuses_done")
Columns = dict[str, Any]


def with_indicator(
    store: Store,
    indicator: Indicator,
    stays: Any,
    *,
    until: date | None = None,
    thresholds: Mapping[str, Threshold] | None = None,
    also: Iterable[str] = (),
) -> Any:
    """The stays with ``_base``, ``_value`` (1 and 0 for a share) and ``_exposure``, each a column.

    ``stays`` has the columns of the store's enrolments, a row a stay, or a row a stay and ``_until``: the day up to
    which it is known; otherwise that is ``until``, or the day of the store. ``thresholds`` are those of
    ``measure.selectors.indicators.thresholds_of``; ``also`` names reads or counts that shall be columns too.
    """
    if "_until" not in stays.columns:
        stays = stays.mutate(_until=_day(until or _civil_day(store.made_at)))
    texts = [text for text in (indicator.base, indicator.value, indicator.per) if text]
    names = {name for text in texts for name in parsed(text).names} | set(also)
    reads = {name: Read(count=name) for name in COUNTED} | dict(indicator.reads)
    wanted = {name: read for name, read in reads.items() if name in names}
    stays = _course(stays, wanted)
    for table, columns in _sources(store, stays.select(*KEYS, "entered_on"), wanted, thresholds or {}):
        stays = _with(stays, table.group_by(KEYS).agg(**columns))
    stays = stays.mutate(**{name: stays[name].fill_null(0) for name, read in wanted.items() if read.count})
    return _judged(indicator, stays)


def _judged(indicator: Indicator, stays: Any) -> Any:
    """Base, value and exposure as the expressions give them; nothing outside the base, or where nothing is known."""
    base = compiled(parsed(indicator.base), stays).fill_null(False) if indicator.base else ibis.literal(True)
    value = compiled(parsed(indicator.value), stays).cast("float64")
    stays = stays.mutate(_base=base, _value=base.ifelse(value, None), _exposure=ibis.null("float64"))
    if indicator.measure != "rate":
        return stays
    per = compiled(parsed(indicator.per), stays).cast("float64")
    known = stays._value.notnull() & (per > 0).fill_null(False)
    return stays.mutate(_value=known.ifelse(stays._value, None), _exposure=known.ifelse(per, None))


def _course(stays: Any, wanted: Mapping[str, Read]) -> Any:
    """The stays as they stood on the day up to which they are known."""
    over = stays.closed & (stays.exited_on.isnull() | (stays.exited_on <= stays._until))
    stays = stays.mutate(closed=over, exit_reason=over.ifelse(stays.exit_reason, None))
    left = stays.closed.ifelse(stays.exited_on, None)
    days = {name: _days(left, stays) for name, read in wanted.items() if read.days_to == "exit"}
    return stays.mutate(days_stayed=_days(stays.closed.ifelse(stays.exited_on, stays._until), stays), **days)


def _sources(
    store: Store, spans: Any, wanted: Mapping[str, Read], thresholds: Mapping[str, Threshold]
) -> Iterable[tuple[Any, Columns]]:
    """Each table that is read, as far as it lies in the stays' time, with the columns to be taken from it."""
    groups: dict[tuple[str, ...], dict[str, Read]] = defaultdict(dict)
    for name, read in wanted.items():
        if read.days_to != "exit":
            groups[_place(read)][name] = read
    for (kind, *which), reads in groups.items():
        if kind in ("scores", "answers"):
            table = _scores(store, *which) if kind == "scores" else _answers(store, *which)
            table = _within(table, spans)
            table = table.mutate(**_places(table, reads))
            yield table, {name: _taken(table, name, read, thresholds.get(name)) for name, read in reads.items()}
        else:
            table = _EVENTS[kind](store, spans, *which)
            yield table, {name: _event(table, read) for name, read in reads.items()}


def _place(read: Read) -> tuple[str, ...]:
    """Where a read lies; reads of one place share their join."""
    if read.score:
        return "scores", read.form, read.of or "", read.part
    if read.answer:
        return "answers", read.form, read.of or ""
    if read.count == "answered":
        return "forms", read.form, read.of or ""
    about = read.count or read.days_to or ""
    return (next(kind for kind in ("goal", "intervention", "status", "entry") if kind in about),)


def _scores(store: Store, form: str, of: str, part: str) -> Any:
    key, version = form.split("@")
    scores: Any = store.table("scores")
    wanted = (scores.instrument == key) & (scores.version == int(version))
    scores = scores.filter(wanted & (scores.respondent == of) & (scores.score == part))
    return scores.select("enrolment", _on=scores.day, _order=_order(scores, scores.day), _score=scores.value)


def _answers(store: Store, form: str, of: str) -> Any:
    """The answers of a form in the order of their occasions; the reasons for none and the codes stay outside."""
    answers: Any = store.table(form)
    answers = answers.filter(answers._respondent == of)
    occasions: Any = store.table("occasions").select("occasion", "baseline", "due", "kind", "number")
    answers = answers.inner_join(occasions, answers._occasion == occasions.occasion)
    items = [name for name in store.table(form).columns if not name.startswith("_")]
    kept = {f"_item_{name}": answers[name] for name in items}
    at = _order(answers, answers._answered_on)
    return answers.select(enrolment=answers._enrolment, _on=answers._answered_on, _order=at, **kept)


def _order(table: Any, day: Any) -> Any:
    """One number that puts forms in time: the baseline first, then by the day they were due, then of answering."""
    origin = _day(ORIGIN)
    kind = ibis.cases(*((table.kind == kind, at) for at, kind in enumerate(KIND_ORDER)), else_=len(KIND_ORDER))
    due, given = table.due.delta(origin, unit="day"), day.delta(origin, unit="day")
    later = table.baseline.ifelse(0, 1).cast("int64")
    return (((later * DAYS + due) * DAYS + given) * len(KIND_ORDER) + kind) * NUMBERS + table.number


def _within(table: Any, spans: Any) -> Any:
    """What happened to the stays by the day up to which they are known."""
    table = table.inner_join(spans, "enrolment")
    return table.filter(table._on <= table._until)


def _value(table: Any, read: Read) -> Any:
    return table[f"_item_{read.part}"] if read.answer else table._score


def _places(table: Any, reads: Mapping[str, Read]) -> Columns:
    """For each read of the nth: how many known ones came before."""
    counted = {name: read for name, read in reads.items() if read.take == "nth"}
    return {
        f"_place_{name}": ibis.row_number().over(
            group_by=[table.enrolment, table._until, _value(table, read).notnull()], order_by=table._order
        )
        for name, read in counted.items()
    }


def _taken(table: Any, name: str, read: Read, threshold: Threshold | None) -> Any:
    """The known value that was asked for, or what lies between the first and the latest of them."""
    value = _value(table, read)
    known = value.notnull()
    if read.take == "nth":
        return value.argmin(table._order, where=known & (table[f"_place_{name}"] == (read.number or 1) - 1))
    first, latest = value.argmin(table._order, where=known), value.argmax(table._order, where=known)
    if read.take in ("first", "latest"):
        return first if read.take == "first" else latest
    moved = (known.sum() >= 2).ifelse(latest - first, None)
    if read.take == "change":
        return moved
    return ibis.null("float64") if threshold is None else _reliable(moved, threshold)


def _reliable(moved: Any, threshold: Threshold) -> Any:
    """Better or worse by more than the threshold, as the pure rule says it."""
    gain = moved if threshold.higher_is_better else -moved
    return ibis.cases(
        (gain.isnull(), ibis.null("float64")),
        (gain.abs() - threshold.change <= BINARY_DUST, 0.0),
        (gain > 0, 1.0),
        else_=-1.0,
    )


def _event(table: Any, read: Read) -> Any:
    """How many there are, or how many days after entry the first one came."""
    about = read.count or read.days_to or ""
    counts = table[about] & table.kind.isin(list(read.kinds)) if read.kinds else table[about]
    if read.days_to:
        return _days(table._on, table).min(where=counts)
    return counts.sum().cast("float64")


def _goals(store: Store, spans: Any) -> Any:
    table = _within(_on(store.table("goals"), "set_on"), spans)
    reached = (table.outcome == "reached").fill_null(False) & (table.ended_on <= table._until).fill_null(False)
    kept = reached | ((table.ratings > 1) & (table.last_rating >= table.first_rating)).fill_null(False)
    to_keep = table.direction.isin(list(KEPT_BY))
    yes = ibis.literal(True)
    return table.mutate(goals=yes, first_goal=yes, goals_reached=reached, goals_kept=to_keep & kept)


def _interventions(store: Store, spans: Any) -> Any:
    table = _within(_on(store.table("interventions"), "first"), spans)
    return table.mutate(interventions=ibis.literal(True), first_intervention=ibis.literal(True))


def _statuses(store: Store, spans: Any) -> Any:
    """Statuses that were due and are done, given up or past their time; one that was not due after all is none."""
    occasions: Any = store.table("occasions")
    table = occasions.filter(occasions.kind == "status").mutate(_on=occasions.done_on).inner_join(spans, "enrolment")
    done = (table.done_on <= table._until).fill_null(False)
    meant = (table.due <= table._until) & (table.not_done.isnull() | (table.not_done != "not_due"))
    over = done | table.not_done.notnull() | (table.closes < table._until)
    return table.mutate(first_status=done, statuses_due=meant & over, statuses_done=meant & done)


def _entries(store: Store, spans: Any) -> Any:
    """The questions of entry, on the day on which all of them had been asked."""
    occasions: Any = store.table("occasions")
    entries = occasions.filter(occasions.kind == "entry")
    return _within(_on(entries, "done_on"), spans).mutate(entry_asked=ibis.literal(True))


def _forms(store: Store, spans: Any, form: str, of: str) -> Any:
    given: Any = store.table("forms_given")
    given = given.filter(given.respondent == of)
    if form:
        key, version = form.split("@")
        given = given.filter((given.instrument == key) & (given.version == int(version)))
    return _within(_on(given, "answered_on"), spans).mutate(answered=ibis.literal(True))


_EVENTS: dict[str, Callable[..., Any]] = {
    "goal": _goals,
    "intervention": _interventions,
    "status": _statuses,
    "entry": _entries,
    "forms": _forms,
}


def _on(table: Any, day: str) -> Any:
    return table.mutate(_on=table[day])


def _days(day: Any, stays: Any) -> Any:
    """From entry to a day."""
    return day.delta(stays.entered_on, unit="day").cast("float64")


def _civil_day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(settings.GAVN_ZONE)).date()


def _day(day: date) -> Any:
    return ibis.date(day.isoformat())


def _with(stays: Any, more: Any) -> Any:
    """The stays with what was found of them, if anything was."""
    joined = stays.left_join(more, KEYS)
    return joined.drop(*(name for name in joined.columns if name in ("enrolment_right", "_until_right")))
