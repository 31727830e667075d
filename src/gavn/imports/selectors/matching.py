"""What a file would add to what is here: what is new, what came before, what contradicts it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gavn.access.selectors import controller_of, services_where, tree
from gavn.imports.pure import Contents, Mapping, Preview, Trouble
from gavn.imports.pure.moments import shown_first
from gavn.imports.selectors.answers import match_answers
from gavn.imports.selectors.persons import match_persons, match_stays
from gavn.kernel.errors import Refused
from gavn.kernel.say import said

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.imports.pure.answered import AnswerRow
    from gavn.imports.pure.persons import PersonRow, StayRow
    from gavn.people.models import Enrolment, Individual


@dataclass
class Plan:
    """What an import would do. ``source`` is the other system's name within one data controller."""

    contents: Contents
    mapping: Mapping
    source: str = ""
    services: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, Individual] = field(default_factory=dict)
    stays: dict[str, Enrolment] = field(default_factory=dict)
    new_persons: list[PersonRow] = field(default_factory=list)
    new_stays: list[StayRow] = field(default_factory=list)
    new_answers: list[AnswerRow] = field(default_factory=list)
    warnings: list[Trouble] = field(default_factory=list)

    @property
    def preview(self) -> Preview:
        """The plan as a page shows it."""
        found = self.contents
        new = {one.place[:3] for one in self.new_answers}
        persons, stays = len(self.new_persons), len(self.new_stays)
        occasions = len({one.place[:3] for one in found.answers})
        return Preview(
            rows=found.rows,
            individuals=(persons, len(found.persons) - persons),
            enrolments=(stays, len(found.stays) - stays),
            occasions=(len(new), occasions - len(new)),
            responses=(len(self.new_answers), len(found.answers) - len(self.new_answers)),
            services=sorted({unit.name for unit in self.services.values()}),
            first=shown_first(found),
            troubles=sorted(found.troubles.found, key=lambda one: one.row),
            more=found.troubles.more,
            unread=list(found.columns_unread),
            warnings=self.warnings,
        )


def services_named(words: Iterable[str], *, by: User | None, under: Unit | None = None) -> dict[str, list[Unit]]:
    """Which services a name or an id may mean: those into which the user may import, or all below a node."""
    units = list(services_where(by, "collect.import")) if by else [unit for unit in tree() if unit.is_service]
    if under is not None:
        units = [unit for unit in units if unit.path.startswith(under.path)]
    return {word: [unit for unit in units if word in (unit.name, unit.public_id)] for word in words}


def matched(contents: Contents, mapping: Mapping, *, by: User | None, under: Unit | None = None) -> Plan:
    """The plan of an import; what contradicts what is here is among the troubles of the contents."""
    plan = Plan(contents, mapping)
    if contents.troubles:
        return plan
    try:
        plan.services = _services(plan, by, under)
        plan.source = _source(plan, by, under)
    except Refused as refusal:
        contents.troubles.add(0, refusal.field, refusal.said)
        return plan
    if contents.troubles:
        return plan
    match_persons(plan, by)
    match_stays(plan)
    match_answers(plan)
    return plan


def _services(plan: Plan, by: User | None, under: Unit | None) -> dict[str, Unit]:
    """The service that each name in the file means."""
    rows = {stay.service: stay for stay in reversed(plan.contents.stays.values())}
    asked = plan.mapping.enrolment
    column = asked.service.column or "" if asked else ""
    found: dict[str, Unit] = {}
    for word, units in services_named(rows, by=by, under=under).items():
        if len(units) == 1:
            found[word] = units[0]
        elif units:
            what = said("{count} services are called {name}; write the id of one.", count=len(units), name=word)
            plan.contents.troubles.add(rows[word].row, column, what)
        else:
            what = said("There is no service {name} into which you may import.", name=word[:60])
            plan.contents.troubles.add(rows[word].row, column, what)
    return found


def _source(plan: Plan, by: User | None, under: Unit | None) -> str:
    """The other system's name, kept apart for each data controller: nothing is matched across them."""
    units = list(plan.services.values())
    if not plan.contents.stays:
        units = list(services_where(by, "collect.import")) if by else [under] if under else []
    controllers = {controller_of(unit) for unit in units}
    if len(controllers) > 1:
        raise Refused("The services answer to different organisations; import for one at a time.")
    return f"{next(iter(controllers)).public_id}:{plan.mapping.source}" if controllers else ""
