"""Everything of a file in one transaction: persons, stays, occasions, answers, and why others were not done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today
from gavn.collect.selectors.occasions import occasions_of_many
from gavn.collect.services.bulk import submit_many
from gavn.collect.services.many_occasions import (
    LeftOut,
    WantedOccasion,
    ensure_occasions,
    leave_out_many,
    open_occasions_of_many,
)
from gavn.collect.services.submitting import NewAnswers
from gavn.imports.selectors.persons import PERSONS, STAYS
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.kernel.say import said
from gavn.people.services import NewStay, enrol_many
from gavn.works.gateways import count_rows_anew, say
from gavn.works.services import name_ours

if TYPE_CHECKING:
    from datetime import date

    from gavn.access.models import User
    from gavn.collect.models import Occasion
    from gavn.imports.pure.answered import AnswerRow
    from gavn.imports.pure.persons import StayRow
    from gavn.imports.selectors import Plan
    from gavn.people.models import Enrolment

Tell = Callable[[int], None]


@transaction.atomic
def take_in(*, by: User | None, plan: Plan, tell: Tell = lambda _percent: None) -> None:
    """Write what is new of a plan, all or nothing; ``tell`` hears how far it has come, in percent.

    Permissions are asked and lines of history are written by the services that it is made of.
    """
    if plan.contents.troubles:
        raise Refused("Nothing was imported: {problem}", problem=plan.contents.troubles.found[0].what)
    stays = plan.stays | _enrolled(plan, by)
    tell(40)
    pairs = [(one, _wanted(one, stays[one.stay])) for one in plan.new_answers]
    occasions = ensure_occasions(by=by, wanted=[wanted for _one, wanted in pairs])
    tell(55)
    answers = [_answers(plan, one, occasion) for (one, _wanted), occasion in zip(pairs, occasions, strict=True)]
    submit_many(by=by, rows=answers)
    tell(90)
    leave_out_many(by=by, rows=_left_out(plan, stays))
    count_rows_anew()
    tell(100)


def _enrolled(plan: Plan, by: User | None) -> dict[str, Enrolment]:
    """The new stays by the name the other system gives them, with their occasions open."""
    if not plan.new_stays:
        return {}
    made = enrol_many(by=by, rows=[_stay(plan, one) for one in plan.new_stays], tell=False)
    open_occasions_of_many(made, by=by)
    stays = {one.external: stay for one, stay in zip(plan.new_stays, made, strict=True)}
    persons = {one.person: stays[one.external].individual.public_id for one in plan.new_stays}
    fresh = {one.external for one in plan.new_persons}
    name_ours(plan.source, PERSONS, {external: ours for external, ours in persons.items() if external in fresh})
    name_ours(plan.source, STAYS, {external: stay.public_id for external, stay in stays.items()})
    return stays


def _stay(plan: Plan, one: StayRow) -> NewStay:
    known = plan.contents.persons[one.person].facts
    return NewStay(
        unit=plan.services[one.service],
        individual=plan.persons.get(one.person),
        person=one.person,
        entered=one.entered,
        given=known.get("given", ""),
        family=known.get("family", ""),
        number=known.get("number", ""),
        birth_year=known.get("birth_year"),
        birth_month=known.get("birth_month"),
        sex=known.get("sex", "unknown"),
        language=plan.mapping.individual.language,
        exited=one.exited if one.closed else PartialDate(),
        closed=one.closed,
        exit_reason=one.reason,
        already_there=bool(one.facts.get("already_there")),
        place=say(said("Row {row}", row=one.row)),
    )


def _wanted(one: AnswerRow, stay: Enrolment) -> WantedOccasion:
    """Somebody who was there already has a first status in place of an entry."""
    instead = one.kind == "entry" and stay.already_there
    return WantedOccasion(
        enrolment=stay,
        kind="status" if instead else one.kind,
        month=one.due_month,
        due=one.day,
        baseline=one.kind == "entry",
    )


def _answers(plan: Plan, one: AnswerRow, occasion: Occasion) -> NewAnswers:
    return NewAnswers(
        occasion=occasion,
        instrument=one.instrument,
        respondent=one.of,
        answers=one.answers,
        client_id=one.client_id(plan.source),
        mode="import",
        language=one.language,
        answered_on=one.day,
    )


def _left_out(plan: Plan, stays: dict[str, Enrolment]) -> list[LeftOut]:
    """The occasions that are past and were not done, each with the reason that the mapping declares."""
    declared = plan.mapping.not_answered
    if declared is None:
        return []
    named = {stay.pk: external for external, stay in stays.items()}
    held = {stay.pk: stay for stay in stays.values()}
    last: dict[str, date] = {}
    answered: set[tuple[str, str, int | None]] = set()
    for one in plan.contents.answers:
        last[one.stay] = max(one.day, last.get(one.stay, one.day))
        answered.add((one.stay, one.kind, one.due_month))
    rows = []
    for occasion in occasions_of_many(held):
        if occasion.done_on is not None or occasion.not_done or occasion.closes >= civil_today():
            continue
        external = named[occasion.enrolment_id]
        occasion.enrolment = held[occasion.enrolment_id]
        dead = occasion.enrolment.exit_reason == "died" and occasion.due > last.get(external, occasion.due)
        part = (external, occasion.kind, occasion.month) in answered
        rows.append(
            LeftOut(occasion=occasion, reason=declared.part if part else declared.dead if dead else declared.reason)
        )
    return rows
