"""What every page of the stage knows: who reads, which services and which period, and when figures were frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.access.selectors import civil_today, services_where, unit_seen_by, units_where
from gavn.benchmark.pure.told.about import About
from gavn.benchmark.selectors.circle import Circle, circle
from gavn.benchmark.selectors.words import variable_words
from gavn.compare.pure.scope import Scope
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.measure.services import fresh_store
from gavn.report.gateways.wording import word
from gavn.report.pure.document import Figure, Part
from gavn.report.pure.service.periods import PeriodChosen, period_chosen
from gavn.report.pure.year import period_said
from gavn.report.selectors.services import FRESH, civil_day

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.kernel.say import Said
    from gavn.measure.gateways.store import Store

SEE, SEVERAL = "report.see_service", "benchmark.see_several"


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: a period by name or by days, a step of time, where limits begin anew."""

    period: str = ""
    first: str = ""
    last: str = ""
    step: str = ""
    rebase: str = ""
    freeze: str = ""
    part: str = ""
    at: str = ""
    words: str = ""
    year: str = ""


@dataclass(frozen=True)
class Reading:
    """One reader before one node, or before several services: the store, the services, the period."""

    user: User
    unit: Unit | None
    here: Circle
    services: tuple[str, ...]
    seen: frozenset[str]
    inside: bool
    store: Store
    chosen: PeriodChosen
    refused: Said | None

    @property
    def frozen(self) -> datetime:
        """When the figures were frozen."""
        return self.store.made_at

    @property
    def day(self) -> date:
        """The day on which they were."""
        return civil_day(self.store.made_at)

    def scope(self, services: tuple[str, ...] | None = None) -> Scope:
        """The chosen period over these services; over one's own where none are named."""
        return self.within(self.services if services is None else services, self.chosen.period)

    def within(self, services: tuple[str, ...], period: Period) -> Scope:
        """A period over services; one that begins after the day of freezing counts nothing yet."""
        return Scope(services, period, max(self.day, period.first))

    def whole(self, services: tuple[str, ...] | None = None) -> Scope:
        """Everything ever recorded, until the day of freezing."""
        return self.within(self.services if services is None else services, Period(date.min, self.day))

    def about(self, found: Indicator, *, scope: Scope | None = None) -> About:
        """The indicator in the reader's language, over a period."""
        scope = scope or self.scope()
        words = variable_words(found, language())
        return About(found, language(), period_said(scope), scope.frozen, self.inside, word, words)

    def names(self) -> dict[str, str]:
        """The services' names by their ids."""
        return {key: self.here.units[key].name for key in self.services}


@dataclass(frozen=True)
class Page:
    """A page of parts: what it is about, its figures, how an address says the same again."""

    reading: Reading
    indicator: Indicator | None
    title: str
    period: Said
    parts: tuple[Part, ...]
    query: dict[str, str]
    refused: Said | None = None
    choices: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure by its key: what may be asked for as a file."""
        return {part.key: part for part in self.parts if isinstance(part, Figure)}


def reading_at(user: User, public_id: str, wanted: Wanted) -> Reading:
    """A node whose figures the reader may see, with the services at or below it; else 404."""
    unit = unit_seen_by(user, public_id, SEE)
    here = circle()
    return _reading(user, unit, here, here.below(unit), wanted)


def reading_several(user: User, wanted: Wanted) -> Reading:
    """All services that the reader may see beside each other."""
    services = tuple(sorted(unit.public_id for unit in services_where(user, SEVERAL)))
    return _reading(user, None, circle(), services, wanted)


def _reading(user: User, unit: Unit | None, here: Circle, services: tuple[str, ...], wanted: Wanted) -> Reading:
    seen = frozenset(units_where(user, SEE).values_list("public_id", flat=True))
    open_to = set(units_where(user, "people.see").values_list("public_id", flat=True))
    chosen, refused = _chosen(wanted)
    inside = bool(services) and set(services) <= open_to
    return Reading(user, unit, here, services, seen, inside, fresh_store(FRESH), chosen, refused)


def _chosen(wanted: Wanted) -> tuple[PeriodChosen, Said | None]:
    today = civil_today()
    try:
        return period_chosen(wanted.period, today=today, first=wanted.first, last=wanted.last), None
    except Refused as refusal:
        return period_chosen("", today=today), refusal.said


def language() -> str:
    """The reader's language by its first letters."""
    return (get_language() or "en").partition("-")[0]
