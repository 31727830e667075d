"""The figures of a scope, read from the analysis store once a snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.catalogue.selectors import instrument, instrument_or_none, worded
from gavn.collect.pure.outcome import RESPONDENTS
from gavn.compare import selectors as compare
from gavn.compare.pure.changed import Changes, Later, Line, Offered
from gavn.compare.pure.methods.time_to_exit import TimeToExit
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.measure.gateways.store import Store, current_store
from gavn.measure.pure.norms import NO_NORM
from gavn.measure.selectors import norm_for
from gavn.report.pure.year import Asked, Counted, Earlier, Outcome

if TYPE_CHECKING:
    from gavn.compare.pure.counts import ServiceLine
    from gavn.compare.pure.scope import Scope

AT_ENTRY, AT_EXIT = "gavn/base-entry", "gavn/base-exit"
KEPT = 128  # answers kept a process; a snapshot never changes, so they hold as long as it does


def counted_in(store: Store, scope: Scope, language: str) -> Counted:
    """Every figure of the scope, its words in a language."""
    return _counted(store.snapshot, scope, language)


def earlier_in(store: Store, scope: Scope) -> Earlier:
    """What another period is held against."""
    return _earlier(store.snapshot, scope)


def offered_in(store: Store, scope: Scope) -> tuple[Offered, ...]:
    """The scores of which something is known."""
    return _offered(store.snapshot, scope)


def lines_of(store: Store, scope: Scope) -> dict[str, ServiceLine]:
    """One line a service."""
    return _lines(store.snapshot, scope)


def offered_said(offered: Iterable[Offered]) -> list[tuple[str, Said]]:
    """The scores that can be chosen, with their words in the reader's language."""
    language = (get_language() or "en").partition("-")[0]
    found = []
    for one in offered:
        form = instrument(one.line.full_key)
        words = {
            "score": form.score_by_key[one.line.score].title.in_(language),
            "form": form.title.in_(language),
            "respondent": RESPONDENTS.get(one.line.respondent, Said(one.line.respondent)),
        }
        found.append((str(one.line), said("{form}: {score} ({respondent})", **words)))
    return sorted(found, key=lambda one: str(one[1]))


def outcome_in(store: Store, scope: Scope, line: Line, later: Later, language: str) -> Outcome:
    """The change on a score, judged by the norm in use."""
    form = instrument(line.full_key)
    score = form.score_by_key[line.score]
    norm = norm_for(form, score)
    changes = _changes(store.snapshot, scope, line, later, norm.threshold if norm else None)
    changes = replace(changes, reliability=norm.reliability if norm else None)
    return Outcome(
        line=line,
        title=score.title.in_(language),
        form=form.title.in_(language),
        respondent=RESPONDENTS.get(line.respondent, Said(line.respondent)),
        score=score,
        norm=norm.label if norm else NO_NORM,
        threshold_from=norm.threshold_from if norm else None,
        bands={band.key: band.label.in_(language) for band in score.bands},
        changes=changes,
    )


def _store(snapshot: str) -> Store:
    store = current_store()
    if store is None or store.snapshot != snapshot:
        raise Refused("The figures were counted anew meanwhile; open the page again.")
    return store


@lru_cache(KEPT)
def _counted(snapshot: str, scope: Scope, language: str) -> Counted:
    store = _store(snapshot)
    asked = _asked(store, scope, AT_ENTRY, language) + _asked(store, scope, AT_EXIT, language, at_exit=True)
    return Counted(
        scope=scope,
        enrolled=compare.enrolled_in(store, scope),
        time=compare.enrolment_time(store, scope, extremes=True),
        length=_length(store, scope),
        ages=compare.ages_at_enrolment(store, scope),
        asked=asked,
        exits=compare.exit_reasons(store, scope),
        given=compare.interventions_given(store, scope),
        followed=tuple(compare.follow_up(store, scope)),
        goals=tuple(compare.goals_set(store, scope)),
    )


@lru_cache(KEPT)
def _earlier(snapshot: str, scope: Scope) -> Earlier:
    store = _store(snapshot)
    time = compare.enrolment_time(store, scope, extremes=True)
    return Earlier(scope, compare.enrolled_in(store, scope), time, tuple(compare.follow_up(store, scope)))


def _length(store: Store, scope: Scope) -> TimeToExit | Said:
    """The curve, or why there is none."""
    try:
        return compare.stay_length(store, scope)
    except Refused as refusal:
        return refusal.said


def _asked(store: Store, scope: Scope, key: str, language: str, *, at_exit: bool = False) -> tuple[Asked, ...]:
    """The questions with options of the newest version of a form that the store holds."""
    versions = sorted(
        (name for name in store.names if name.startswith(f"{key}@")), key=lambda one: int(one.split("@")[1])
    )
    if not versions:
        return ()
    form = instrument(versions[-1])
    words = {item.id: item for item in worded(form.full_key, language).items}
    found = compare.choices_of(store, scope, form, closed=at_exit)
    return tuple(
        Asked(
            key=f"exit-{name}" if at_exit else name,
            title=words[name].text or name,
            several=form.by_id[name].type == "multi",
            labels={option.code: option.text or option.code for option in words[name].options},
            choices=choices,
            form=form.title.in_(language),
            at_exit=at_exit,
        )
        for name, choices in found.items()
    )


@lru_cache(KEPT)
def _offered(snapshot: str, scope: Scope) -> tuple[Offered, ...]:
    return tuple(one for one in compare.scores_available(_store(snapshot), scope) if _is_defined(one.line))


def _is_defined(line: Line) -> bool:
    """Whether the catalogue still has the form in this version, with this score."""
    form = instrument_or_none(line.full_key)
    return form is not None and line.score in form.score_by_key


@lru_cache(KEPT)
def _lines(snapshot: str, scope: Scope) -> dict[str, ServiceLine]:
    return compare.service_lines(_store(snapshot), scope)


@lru_cache(KEPT)
def _changes(snapshot: str, scope: Scope, line: Line, later: Later, threshold: float | None) -> Changes:
    score = instrument(line.full_key).score_by_key[line.score]
    return compare.change_of(_store(snapshot), scope, line, later, score=score, threshold=threshold)
