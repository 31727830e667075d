"""What one stay counts in the indicators of its programme, from the database; and which change is reliable."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from gavn.access.selectors import civil_today
from gavn.catalogue.pure.formats import Indicator
from gavn.catalogue.pure.rows import plain_row
from gavn.catalogue.selectors import indicators_of, instrument, instrument_or_none
from gavn.collect.selectors import definition_of, programme_chosen
from gavn.collect.selectors.for_the_store import SAID_ABOUT, all_occasions, answers_counted
from gavn.measure.models import ScoreRow
from gavn.measure.pure.indicators import (
    CountsIn,
    FormGiven,
    GoalSet,
    Occurred,
    StayFacts,
    StayState,
    Threshold,
    stay_state,
)
from gavn.measure.selectors.series import OwnNorms, newest_own_norms, norm_for
from gavn.people.pure.stays import age_at
from gavn.people.selectors.for_the_store import all_goals, all_interventions, all_ratings
from gavn.rights.selectors import is_left_out

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Programme
    from gavn.catalogue.pure.formats.indicator import Read
    from gavn.collect.models import Occasion, Revision
    from gavn.people.models import Enrolment


def indicator_states(enrolment: Enrolment, programme: Programme | None = None) -> list[tuple[Indicator, StayState]]:
    """What a seen stay counts today in each indicator of a programme; without one, of what its service chose."""
    chosen = programme_chosen(enrolment.unit) if programme is None else None
    asked = definition_of(chosen) if chosen else programme
    wanted = indicators_of(asked) if asked else []
    if not wanted:
        return []
    facts = facts_of(enrolment, {form for one in wanted for form in one.forms})
    own = newest_own_norms()
    return [(one, stay_state(one, facts, thresholds_of(one, own))) for one in wanted]


def counts_in(enrolment: Enrolment, programme: Programme | None, language: str) -> list[CountsIn]:
    """The same for a page: each indicator of a programme by its title, and what the stay counts in it."""
    states = indicator_states(enrolment, programme) if programme else []
    return [CountsIn(one, state, one.title.in_(language)) for one, state in states]


def thresholds_of(indicator: Indicator, own: OwnNorms | None = None) -> dict[str, Threshold]:
    """The reliable change of each read that asks for one, where a norm tells it."""
    reads = {name: read for name, read in indicator.reads.items() if read.take == "reliable"}
    known = own if own is not None or not reads else newest_own_norms()
    found = {name: _threshold(read, known or {}) for name, read in reads.items()}
    return {name: threshold for name, threshold in found.items() if threshold is not None}


def _threshold(read: Read, own: OwnNorms) -> Threshold | None:
    definition = instrument_or_none(read.form)
    score = definition.score_by_key.get(read.part) if definition else None
    if definition is None or score is None:
        return None
    norm = norm_for(definition, score, own)
    if norm is None or norm.threshold is None:
        return None
    return Threshold(norm.threshold, score.higher_is_better)


def facts_of(enrolment: Enrolment, forms: Collection[str]) -> StayFacts:
    """What counting needs to know of a seen stay today; answers and scores of these forms."""
    person = enrolment.individual
    entered_on = enrolment.entered_on
    age = age_at(person.birth_year, person.birth_month, entered_on) if entered_on else None
    columns = {
        "sex": person.sex,
        "birth_year": person.birth_year,
        "age_at_entry": age,
        "already_there": enrolment.already_there,
        "dead": person.dead,
    }
    return StayFacts(
        columns=columns,
        as_of=civil_today(),
        entered_on=entered_on,
        exited_on=enrolment.exited_on,
        closed=enrolment.closed,
        exit_reason=enrolment.exit_reason,
        occasions=tuple(_occurred(one) for one in all_occasions().filter(enrolment=enrolment)),
        forms=tuple(_forms(enrolment, forms)),
        goals=tuple(_goals(enrolment)),
        interventions=tuple(all_interventions().filter(enrolment=enrolment).values_list("kind", "first")),
    )


def _occurred(one: Occasion) -> Occurred:
    return Occurred(one.kind, one.number, one.due, one.closes, one.baseline, one.done_on, one.not_done)


def _forms(enrolment: Enrolment, forms: Collection[str]) -> Iterable[FormGiven]:
    """The forms of the stay that count; answers only of those that an indicator reads."""
    given = answers_counted().filter(response__occasion__enrolment=enrolment)
    scores: dict[int, dict[str, float | None]] = {}
    for row in _scores(enrolment):
        scores.setdefault(row.revision_id, {})[row.score] = row.value
    for revision in given.select_related("response__occasion"):
        yield _form(revision, forms, scores.get(revision.pk, {}))


def _form(revision: Revision, forms: Collection[str], scores: dict[str, float | None]) -> FormGiven:
    response = revision.response
    key = f"{response.instrument}@{response.version}"
    answers = plain_row(instrument(key), revision.answers) if key in forms else {}
    at = _occurred(response.occasion)
    return FormGiven(key, response.respondent, at, revision.answered_on, answers, scores)


def _scores(enrolment: Enrolment) -> QuerySet[ScoreRow]:
    rows = ScoreRow.objects.unscoped("of a stay that was seen").filter(
        revision__current=True, revision__response__occasion__enrolment=enrolment
    )
    return rows.exclude(is_left_out(*(f"revision__{one}" for one in SAID_ABOUT)))


def _goals(enrolment: Enrolment) -> Iterable[GoalSet]:
    ratings: dict[int, list[int]] = {}
    for goal, value in all_ratings().filter(goal__enrolment=enrolment).values_list("goal", "value"):
        ratings.setdefault(goal, []).append(value)
    for goal in all_goals().filter(enrolment=enrolment):
        rated = ratings.get(goal.pk, [])
        moved = float(rated[-1] - rated[0]) if len(rated) > 1 else None
        yield GoalSet(goal.set_on, goal.direction, goal.ended_on, goal.outcome, moved)
