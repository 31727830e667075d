"""What is due to go by the rules: persons whose last stay ended long enough ago, and what grows old by itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from gavn.access.selectors import civil_today, may, units_where
from gavn.access.selectors.two_persons import open_ask
from gavn.catalogue.selectors import programmes
from gavn.kernel.dates import add_months
from gavn.kernel.registers import Register
from gavn.kernel.say import Said
from gavn.people.selectors import name_of, names_of
from gavn.people.selectors.stays import ended_by
from gavn.rights.models import Due, DueList, RetentionRule
from gavn.rights.pure.erasing import ASK, KEPT, RETENTION, Rule, due_since, months_for
from gavn.rights.selectors.erasing.holds import keys_held
from gavn.rights.selectors.rows import words_of
from gavn.works.services import all_aging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gavn.access.models import TwoPersonAct, Unit, User
    from gavn.people.models import Enrolment, Individual

# Told with ``units`` (their numbers) and ``into``: a mapping to which the later stage adds each unit's programme.
programmes_told = Register("rights.programmes_told")
LATEST = 24
OF_A_NODE = "of a node at which the caller has the permission"


@dataclass(frozen=True)
class KeptState:
    """How long one kind of what is kept stays at a node: by a rule, and whose, or as gavn has it by itself."""

    what: str
    name: Said
    after: Said
    months: int
    ground: Said | str
    rule: RetentionRule | None


@dataclass(frozen=True)
class RuleShown:
    """A rule that was decided at a node or below it, with its words."""

    rule: RetentionRule
    name: Said
    programme: str


@dataclass(frozen=True)
class DuePerson:
    """A person whose time is over, since when, and by how many months."""

    individual: Individual
    since: date
    months: int


@dataclass(frozen=True)
class DueLine:
    """One person on a list, as the reader may see them."""

    due: Due
    name: str
    words: dict[str, str]
    held: bool


@dataclass(frozen=True)
class Overview:
    """A node with its rules: who would go today, what grew old, and the list that waits, if one does."""

    unit: Unit
    persons: int
    held: int
    things: dict[str, int]
    waiting: DueList | None
    ask: TwoPersonAct | None
    sets: bool

    @property
    def aged(self) -> list[tuple[Said, int]]:
        """What grew old, in words."""
        return [(KEPT[what].name, number) for what, number in self.things.items() if number]


def rules_of(unit: Unit) -> list[RetentionRule]:
    """The rules that were decided at a node, above it and below it."""
    rules = RetentionRule.objects.unscoped(OF_A_NODE).filter(ended_at=None).select_related("unit", "by")
    return [one for one in rules if unit.path.startswith(one.unit.path) or one.unit.path.startswith(unit.path)]


def rules_shown(unit: Unit) -> list[RuleShown]:
    """What was decided at a node and below it, in words."""
    titles = {one.key: one.title.in_(get_language() or "en") for one in programmes()}
    return [
        RuleShown(one, KEPT[one.what].name, titles.get(one.programme, one.programme))
        for one in rules_of(unit)
        if one.unit.path.startswith(unit.path)
    ]


def months_of(what: str, unit: Unit, rules: Iterable[RetentionRule], programme: str = "") -> int:
    """How many months one kind of what is kept stays at a node."""
    fitting = [Rule(one.unit.path, one.programme, one.months) for one in rules if one.what == what]
    return months_for(fitting, KEPT[what].months, path=unit.path, programme=programme)


def kept_states(unit: Unit) -> list[KeptState]:
    """Every kind of what is kept, with the rule that holds for it at this node."""
    rules = [one for one in rules_of(unit) if unit.path.startswith(one.unit.path) and not one.programme]
    found = []
    for what, kept in KEPT.items():
        here = [one for one in rules if one.what == what]
        rule = max(here, key=lambda one: len(one.unit.path), default=None)
        months, ground = (rule.months, rule.ground) if rule else (kept.months, kept.ground)
        found.append(KeptState(what, kept.name, kept.after, months, ground, rule))
    return found


def due_persons(unit: Unit) -> list[DuePerson]:
    """Persons all of whose stays lie at this node or below and whose time is over today, the longest due first."""
    rules, today = rules_of(unit), civil_today()
    of_persons = [one.months for one in rules if one.what == "persons"]
    soonest = min([KEPT["persons"].months, *of_persons])
    stays: dict[int, list[Enrolment]] = defaultdict(list)
    for stay in ended_by(unit, add_months(today, -soonest)):
        stays[stay.individual_id].append(stay)
    programmes = _programmes({stay.unit_id for mine in stays.values() for stay in mine})
    found = [_latest(mine, rules, programmes) for mine in stays.values()]
    return sorted((one for one in found if one.since <= today), key=lambda one: (one.since, one.individual.pk))


def _programmes(units: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    programmes_told.tell(units=units, into=found)
    return found


def _latest(stays: list[Enrolment], rules: list[RetentionRule], programmes: dict[int, str]) -> DuePerson:
    """The stay whose time is over last decides."""
    times = []
    for stay in stays:
        if stay.exited_on is None:  # such stays are not among those that have ended
            continue
        months = months_of("persons", stay.unit, rules, programmes.get(stay.unit_id, ""))
        times.append((due_since(stay.exited_on, months), months))
    since, months = max(times)
    return DuePerson(stays[0].individual, since, months)


def aged_at(unit: Unit) -> dict[str, int]:
    """How much grew old, by kind; drafts, files and looks belong to the whole installation, so to a root only."""
    if unit.depth > 1:
        return {}
    rules = rules_of(unit)
    return {one.what: one.count(add_months(civil_today(), -months_of(one.what, unit, rules))) for one in all_aging()}


def due_overview(user: User) -> list[Overview]:
    """The highest nodes at which the user may ask that something go, each with what is due there."""
    units = list(units_where(user, ASK).order_by("path"))
    paths = {one.path for one in units}
    tops = [one for one in units if one.path[: -one.steplen] not in paths]
    return [_overview(user, one) for one in tops]


def _overview(user: User, unit: Unit) -> Overview:
    persons = due_persons(unit)
    waiting = is_waiting(unit)
    return Overview(
        unit=unit,
        persons=len(persons),
        held=len(keys_held([one.individual.pk for one in persons])),
        things=aged_at(unit),
        waiting=waiting,
        ask=open_ask(RETENTION, waiting.public_id) if waiting else None,
        sets=may(user, "rights.set_retention", at=unit),
    )


def is_waiting(unit: Unit) -> DueList | None:
    """The list of a node that waits for its release."""
    waiting = DueList.objects.unscoped(OF_A_NODE).filter(unit=unit, released_at=None, ended_at=None)
    found: DueList | None = waiting.first()
    return found


def due_list_seen_by(user: User, public_id: str, permission: str = ASK) -> DueList:
    """A list of what is due to go, where the user has the permission; else 404."""
    found = DueList.objects.seen_by(user, permission).select_related("unit", "by", "released_by")
    one: DueList = get_object_or_404(found, public_id=public_id)
    return one


def lists_waiting() -> list[DueList]:
    """Lists that were released and are not done."""
    found = DueList.objects.unscoped("released by two persons").filter(released_at__isnull=False, ended_at=None)
    return list(found.select_related("unit", "by", "released_by").order_by("pk"))


def persons_of(user: User, listed: DueList) -> list[DueLine]:
    """The persons of a list; names for whoever may see the persons of the node, else only since when."""
    rows = list(
        Due.objects.unscoped("of a list that was seen").filter(on=listed).select_related("individual__controller", "by")
    )
    names = names_of([one.individual for one in rows]) if may(user, "people.see", at=listed.unit) else {}
    held = keys_held([one.individual_id for one in rows])
    return [
        DueLine(one, names.get(one.individual_id, ""), words_of(one) if one.sealed else {}, one.individual_id in held)
        for one in rows
    ]


def due_seen_by(user: User, public_id: str) -> Due:
    """One person on a list, where the user may take them off it; else 404."""
    found = Due.objects.seen_by(user, ASK).select_related("on__unit", "individual__controller")
    due: Due = get_object_or_404(found, public_id=public_id)
    return due


def name_seen_by(user: User, due: Due) -> str:
    """Who it is on a list, for whoever may see the persons of its node; else nothing."""
    return name_of(due.individual) if may(user, "people.see", at=due.on.unit) else ""


def rule_seen_by(user: User, public_id: str) -> RetentionRule:
    """A rule the user may end; else 404."""
    found = RetentionRule.objects.seen_by(user, "rights.set_retention").filter(ended_at=None).select_related("unit")
    rule: RetentionRule = get_object_or_404(found, public_id=public_id)
    return rule


def latest_lists(user: User) -> list[DueList]:
    """Lists that were run where the user may ask for some, the newest first."""
    found = DueList.objects.seen_by(user, ASK).filter(released_at__isnull=False)
    return list(found.select_related("unit", "by", "released_by")[:LATEST])
