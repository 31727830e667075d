"""Persons and stays of a file beside those that are here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today, may
from gavn.imports.pure import Trouble
from gavn.imports.selectors.rules import check_persons, check_stays
from gavn.kernel.say import said
from gavn.people.gateways import read_number
from gavn.people.selectors import names_of, possible_duplicates
from gavn.people.selectors.duplicates import SAME_NUMBER
from gavn.people.selectors.for_imports import individuals_named, stays_named
from gavn.works.selectors import ours_by_external

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.imports.pure.persons import PersonRow, StayRow
    from gavn.imports.selectors.matching import Plan
    from gavn.people.models import Enrolment, Individual

PERSONS, STAYS = "individual", "enrolment"
MOST_LOOKED_UP = 100
CHANGED = "This row came before with another value: here stands {here}, in the file {there}. Correct it here or there."


def match_persons(plan: Plan, by: User | None) -> None:
    """Who came before, and whether the file says the same of them; who of the others may be known all the same."""
    ours = ours_by_external(plan.source, PERSONS)
    wanted = {external: ours[external] for external in plan.contents.persons if external in ours}
    found = individuals_named(set(wanted.values()))
    plan.persons = {external: found[public] for external, public in wanted.items() if public in found}
    plan.new_persons = [one for external, one in plan.contents.persons.items() if external not in plan.persons]
    names = names_of(plan.persons.values()) if _named(plan) else {}
    for external, known in plan.persons.items():
        _compare(plan, plan.contents.persons[external], known, names.get(known.pk))
    check_persons(plan)
    if by is not None and not plan.contents.troubles and _named(plan) and may(by, "people.see"):
        _duplicates(plan, by)
    elsewhere = {stay.person for stay in plan.contents.stays.values()} | set(plan.persons)
    for one in plan.new_persons:
        if one.external not in elsewhere:
            plan.contents.troubles.add(one.row, "", said("This person is not known, and the file tells of no stay."))


def _named(plan: Plan) -> bool:
    asked = plan.mapping.individual
    return asked.given is not None or asked.family is not None or asked.number is not None


def _compare(plan: Plan, row: PersonRow, known: Individual, name: str | None) -> None:
    """Note what the file says otherwise than what stands here."""
    for fact in ("sex", "birth_year", "birth_month"):
        there, here = row.facts.get(fact), getattr(known, fact)
        if there not in (None, here):
            column = plan.mapping.column_of(fact) or plan.mapping.column_of("birth")
            plan.contents.troubles.add(row.row, column, said(CHANGED, here=str(here), there=str(there)))
    written = " ".join(str(row.facts[part]) for part in ("given", "family") if part in row.facts)
    if name is not None and written and " ".join(written.split()) != name:
        plan.contents.troubles.add(row.row, "", said(CHANGED, here=name, there=written))


def _duplicates(plan: Plan, by: User) -> None:
    """Say of new persons who here may be the same."""
    stays = {stay.person: stay for stay in plan.contents.stays.values() if stay.service in plan.services}
    named = [
        one for one in plan.new_persons if one.external in stays and {"given", "family", "number"} & set(one.facts)
    ]
    for one in named[:MOST_LOOKED_UP]:
        facts = {name: one.facts.get(name) for name in ("birth_year", "birth_month")}
        words = {name: str(one.facts.get(name, "")) for name in ("given", "family")}
        unit = plan.services[stays[one.external].service]
        number = read_number(str(one.facts.get("number", "")), civil_today())
        words["number"] = number.normal if number else ""
        for same in possible_duplicates(by, unit, **facts, **words)[:1]:  # type: ignore[arg-type]
            what = said("May be known already: {name} ({reason}).", name=same.name or "–", reason=same.reason)
            if same.reason is SAME_NUMBER:
                plan.contents.troubles.add(one.row, plan.mapping.column_of("number"), what)
            else:
                plan.warnings.append(Trouble(one.row, "", what))
    if len(named) > MOST_LOOKED_UP:
        what = said("Only the first {most} persons were compared with those who are here.", most=MOST_LOOKED_UP)
        plan.warnings.append(Trouble(0, "", what))


def match_stays(plan: Plan) -> None:
    """Which stays came before, and whether the file says the same of them."""
    ours = ours_by_external(plan.source, STAYS)
    if plan.mapping.enrolment is None:
        found = stays_named(set(ours.values()))
        plan.stays = {external: found[public] for external, public in ours.items() if public in found}
        return
    wanted = {external: ours[external] for external in plan.contents.stays if external in ours}
    found = stays_named(set(wanted.values()))
    plan.stays = {external: found[public] for external, public in wanted.items() if public in found}
    plan.new_stays = [one for external, one in plan.contents.stays.items() if external not in plan.stays]
    for external, known in plan.stays.items():
        _compare_stay(plan, plan.contents.stays[external], known)
    check_stays(plan)


def _compare_stay(plan: Plan, row: StayRow, known: Enrolment) -> None:
    """A stay that differs is a conflict: it is ended or corrected here, where somebody answers for it."""
    here = (known.unit, known.entered, known.closed, known.exited, known.exit_reason)
    reason = (row.reason or "unknown") if row.closed else ""
    there = (plan.services.get(row.service, known.unit), str(row.entered), row.closed, str(row.exited), reason)
    names = ("service", "entered", "exited", "exited", "exit_reason")
    for name, ours, theirs in zip(names, here, there, strict=True):
        if ours != theirs:
            shown = {"here": _shown(ours), "there": _shown(theirs)}
            plan.contents.troubles.add(row.row, plan.mapping.column_of(name), said(CHANGED, **shown))
            return


def _shown(value: object) -> object:
    words = {True: said("ended"), False: said("open"), "": "–"}
    return words.get(value, str(value)) if isinstance(value, bool | str) else str(value)
