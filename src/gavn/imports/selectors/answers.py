"""Answers of a file beside those that are here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gavn.access.selectors import civil_today
from gavn.catalogue.selectors import instrument
from gavn.collect.selectors.for_imports import answers_by_place
from gavn.collect.selectors.programmes import definition_of, programmes_chosen
from gavn.imports.pure import Trouble
from gavn.imports.pure.moments import month_of
from gavn.kernel.say import said

if TYPE_CHECKING:
    from gavn.collect.models import ServiceProgramme
    from gavn.imports.pure.answered import AnswerRow
    from gavn.imports.selectors.matching import Plan
    from gavn.people.models import Enrolment


@dataclass
class Standing:
    """What was answered within the stays that came before: by number, and by place."""

    sent: dict[str, dict[str, Any]]
    places: dict[tuple[int, str, int | None, str, str], str]


def match_answers(plan: Plan) -> None:
    """Which answers came before and are the same; what contradicts them is a trouble."""
    troubles = plan.contents.troubles
    before = troubles.count
    if plan.mapping.enrolment is None:
        _find_stays(plan)
    rows = programmes_chosen(_units(plan))
    _check_programmes(plan, rows)
    if troubles.count > before:
        return
    standing = _standing(plan)
    taken: dict[tuple[Any, ...], AnswerRow] = {}
    for one in plan.contents.answers:
        known = plan.stays.get(one.stay)
        entered = known.entry if known else plan.contents.stays[one.stay].entered
        unit = known.unit if known else plan.services[plan.contents.stays[one.stay].service]
        chosen = rows[unit.pk]
        one.due_month = month_of(one, entered, definition_of(chosen), chosen.status_every)
        place = (one.stay, one.kind, one.due_month, one.instrument, one.of)
        if one.day > civil_today():
            troubles.add(one.row, "", said("The day of the answers, {day}, cannot be.", day=one.day))
        elif place in taken:
            troubles.add(one.row, "", said("Row {row} answers the same on the same occasion.", row=taken[place].row))
        elif _is_new(plan, one, known, standing):
            plan.new_answers.append(one)
        taken[place] = one


def _units(plan: Plan) -> set[int]:
    return {unit.pk for unit in plan.services.values()} | {stay.unit_id for stay in plan.stays.values()}


def _check_programmes(plan: Plan, rows: dict[int, ServiceProgramme]) -> None:
    """Answers need a programme; stays from before it count as there already."""
    if not plan.contents.answers:
        return
    for unit in plan.services.values():
        if unit.pk not in rows:
            plan.contents.troubles.add(0, "", said("The service {unit} has chosen no programme yet.", unit=unit.name))
            continue
        first = rows[unit.pk].first
        stays = [stay for stay in plan.new_stays if plan.services.get(stay.service) == unit]
        early = sum((stay.entered.first or first) < first for stay in stays)
        if early:
            what = said(
                "{count} stays at {unit} began before its programme, on {day}; they count as there already.",
                count=early, unit=unit.name, day=first,
            )  # fmt: skip
            plan.warnings.append(Trouble(0, "", what))


def _find_stays(plan: Plan) -> None:
    """Where the file tells of answers only: the stay of the person in which the day lies."""
    stays: dict[int, list[tuple[str, Enrolment]]] = defaultdict(list)
    for external, stay in plan.stays.items():
        stays[stay.individual_id].append((external, stay))
    for one in plan.contents.answers:
        person = plan.persons.get(one.person)
        fitting = [external for external, stay in stays[person.pk] if _within(stay, one)] if person else []
        if len(fitting) == 1:
            one.stay = fitting[0]
        else:
            what = said("On {day} this person has {count} stays from this source; it must be one.",
                        day=one.day, count=len(fitting))  # fmt: skip
            plan.contents.troubles.add(one.row, "", what)


def _within(stay: Enrolment, one: AnswerRow) -> bool:
    entered, left = stay.entry.first, stay.exit.last
    follows = one.kind in ("follow_up", "exit")
    return (entered is None or entered <= one.day) and (left is None or one.day <= left or follows)


def _standing(plan: Plan) -> Standing:
    found = Standing({}, {})
    for client_id, answers, place in answers_by_place(stay.pk for stay in plan.stays.values()):
        found.sent[client_id] = answers
        found.places[place] = client_id
    return found


def _is_new(plan: Plan, one: AnswerRow, known: Enrolment | None, standing: Standing) -> bool:
    """Whether these answers did not come before; others in their place are a trouble."""
    definition = instrument(one.instrument)
    before = standing.sent.get(one.client_id(plan.source))
    if before is not None:
        follows = {item.id for item in definition.items if item.known}
        names = [name for name in {**before, **one.answers} if name not in follows]
        other = [name for name in names if before.get(name) != one.answers.get(name)]
        if other:
            what = said("These answers came before with another value for {item}; correct them here.", item=other[0])
            plan.contents.troubles.add(one.row, one.columns.get(other[0], ""), what)
        return False
    if known and (known.pk, one.kind, one.due_month, definition.key, one.of) in standing.places:
        plan.contents.troubles.add(one.row, "", said("This occasion was answered here already, not by this file."))
        return False
    return True
