"""The list of services, and one service's page: the five questions with what is known, for one reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language

from gavn.access.pure.roll_out import COMPARISON, PHASES
from gavn.access.selectors import civil_today, may, unit_seen_by
from gavn.access.selectors.roll_out import phase_today
from gavn.collect.selectors import definition_of, programme_chosen
from gavn.compare.pure.changed import Later, Offered
from gavn.compare.pure.scope import Scope
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.measure.services import fresh_store
from gavn.people.selectors import person_word
from gavn.report.pure.document import Figure
from gavn.report.pure.service.periods import PeriodChosen, period_chosen
from gavn.report.pure.service.questions import Question, asked_in, five_questions
from gavn.report.pure.year import Year, period_said
from gavn.report.selectors.counted import counted_in, offered_in, outcome_in
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.catalogue.pure.formats import Programme
    from gavn.measure.gateways.store import Store
    from gavn.report.pure.year import Outcome

FRESH = timedelta(minutes=1)  # figures younger than this are not counted anew for every page
LATEST = Later()


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: a period by name or by days, a score, and what it is held against."""

    period: str = ""
    first: str = ""
    last: str = ""
    score: str = ""
    later: str = ""


@dataclass(frozen=True)
class ServicePage:
    """One service's figures for one reader."""

    unit: Unit
    chosen: PeriodChosen
    period: Said
    frozen: datetime
    questions: tuple[Question, ...]
    offered: tuple[Offered, ...]
    outcome: Outcome | None
    later: tuple[Later, ...]
    inside: bool
    refused: Said | None
    empty: bool
    phase: int = COMPARISON

    @property
    def begins(self) -> Said | None:
        """What a service that began with little does already."""
        return None if self.phase == COMPARISON else PHASES[self.phase]

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure of the page by its key: what may be asked for as a file."""
        parts = [part for question in self.questions for part in (*question.parts, *question.more)]
        return {part.key: part for part in parts if isinstance(part, Figure)}

    @property
    def query(self) -> dict[str, str]:
        """What an address must say to show the same."""
        asked = {"period": self.chosen.text}
        if self.outcome is not None:
            asked |= {"score": str(self.outcome.line), "to": str(self.outcome.changes.later)}
        return asked


def service_page(user: User, public_id: str, wanted: Wanted) -> ServicePage:
    """The page of a service that the reader may see; else 404. What cannot be understood is told, not obeyed."""
    unit = unit_seen_by(user, public_id, "report.see_service")
    store = fresh_store(FRESH)
    chosen, refused = _chosen(wanted)
    frozen = civil_day(store.made_at)
    scope = Scope((unit.public_id,), chosen.period, max(frozen, chosen.period.first))
    offered = offered_in(store, scope)
    row = programme_chosen(unit)
    programme = definition_of(row) if row else None
    outcome = _outcome(store, scope, offered, wanted, programme)
    year, phase = _year(user, unit, store, scope, outcome), phase_today(unit)
    target = programme.target_group.in_(_language()) if programme else ""
    return ServicePage(
        unit=unit,
        chosen=chosen,
        period=period_said(scope),
        frozen=store.made_at,
        questions=asked_in(phase, five_questions(year, say, target_group=target)),
        phase=phase,
        offered=offered,
        outcome=outcome,
        later=_later(offered, outcome),
        inside=year.inside,
        refused=refused,
        empty=not year.now.enrolled.total.stays,
    )


def _chosen(wanted: Wanted) -> tuple[PeriodChosen, Said | None]:
    today = civil_today()
    try:
        return period_chosen(wanted.period, today=today, first=wanted.first, last=wanted.last), None
    except Refused as refusal:
        return period_chosen("", today=today), refusal.said


def _outcome(
    store: Store, scope: Scope, offered: Iterable[Offered], wanted: Wanted, programme: Programme | None
) -> Outcome | None:
    """The change on the score that was asked for, where it is one of those offered; else on the programme's own."""
    known = {str(one.line): one for one in offered}
    tracked = [f"{one.instrument}|{one.score}|individual" for one in programme.track] if programme else []
    names = [name for name in (wanted.score, *tracked, *known) if name in known]
    if not names:
        return None
    one = known[names[0]]
    later = next((at for at in one.later if str(at) == wanted.later), LATEST)
    return outcome_in(store, scope, one.line, later, _language())


def _later(offered: Iterable[Offered], outcome: Outcome | None) -> tuple[Later, ...]:
    """What the first measurement of the chosen score can be held against."""
    mine = [one for one in offered if outcome is not None and one.line == outcome.line]
    return (LATEST, *(at for one in mine for at in one.later))


def _year(user: User, unit: Unit, store: Store, scope: Scope, outcome: Outcome | None) -> Year:
    return Year(
        service=unit.name,
        persons=person_word(unit, _language())[1],
        now=counted_in(store, scope, _language()),
        before=None,
        outcomes=(outcome,) if outcome is not None else (),
        inside=may(user, "people.see", at=unit),
        extremes=may(user, "report.see_extremes", at=unit),
    )


def civil_day(moment: datetime) -> date:
    """The civil day of a moment where this installation is at home."""
    return moment.astimezone(ZoneInfo(settings.GAVN_ZONE)).date()


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
