"""One person's pages: the overview, the two views side by side, the page in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from gavn.access.selectors import may
from gavn.collect.selectors import asks_at
from gavn.measure.selectors.pairs import Pair, pairs_of
from gavn.people.pure.stays import age_at
from gavn.people.selectors import current_unit, enrolments_seen_by, individual_seen_by
from gavn.report.pure.person.areas import AreaLine, areas, first_goals, with_goals, without_goals
from gavn.report.pure.person.blocks import MOST, Block, Fact, blocks, summary
from gavn.report.pure.person.figures import occasion_said
from gavn.report.pure.person.plain import PlainGoal, PlainLine, plain_goals, plain_lines
from gavn.report.pure.person.standing import preferred, standing_of
from gavn.report.selectors.feedback import forms_left
from gavn.report.selectors.stays import StayRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gavn.access.models import Unit, User
    from gavn.collect.models import Occasion
    from gavn.kernel.say import Said
    from gavn.people.models import Enrolment, Individual
    from gavn.report.pure.person.figures import Figure
    from gavn.report.selectors.feedback import FormLeft


@dataclass(frozen=True)
class PersonPage:
    """What every page about a person needs: who, in which stay, and which other stays there are."""

    individual: Individual
    read: StayRead
    others: tuple[Enrolment, ...]
    unit: Unit
    age: int | None

    @property
    def stay(self) -> Enrolment:
        """The stay the page is about."""
        return self.read.stay

    @property
    def name(self) -> str:
        """Who it is."""
        return self.read.name


@dataclass(frozen=True)
class Overview:
    """How it goes for one person: on one page."""

    page: PersonPage
    figure: Figure | None
    norm: Said | None
    summary: Said | None
    blocks: list[Block]
    areas: list[AreaLine]
    areas_free: list[AreaLine]
    goals_shown: int
    background: list[Fact]
    off_track: list[Said]
    look_at: list[str]
    pair: Pair | None
    discussed: Occasion | None
    waiting: Occasion | None
    ask_first: list[FormLeft]
    may_plan: bool
    may_answer: bool

    @property
    def waiting_said(self) -> Said | None:
        """What the occasion that waits is called."""
        one = self.waiting
        return occasion_said(one.kind, one.number, baseline=one.baseline) if one else None


@dataclass(frozen=True)
class PlainPage:
    """What the person reads about themselves."""

    page: PersonPage
    lines: list[PlainLine]
    goals: list[PlainGoal]
    helps: list[str]
    next: Occasion | None

    @property
    def soon(self) -> bool:
        """Whether the questions are due already."""
        return self.next is not None and self.next.due <= self.page.read.today


def person_page(user: User, public_id: str, stay: str = "") -> PersonPage:
    """The person in the stay that was named, else in the newest open one; 404 where the user may not see it."""
    individual = individual_seen_by(user, public_id)
    stays = enrolments_seen_by(user, individual)
    chosen = next((one for one in stays if not stay or one.public_id == stay), None)
    if chosen is None:
        raise Http404
    read = StayRead(chosen)
    return PersonPage(
        individual=individual,
        read=read,
        others=tuple(one for one in stays if one is not chosen),
        unit=current_unit(chosen),
        age=age_at(individual.birth_year, individual.birth_month, read.today),
    )


def overview_of(user: User, page: PersonPage, *, whole: bool = False) -> Overview:
    """All that the overview shows; ``whole`` leaves no line of a block out."""
    read = page.read
    lines = [line for one in preferred(read.series) if (line := standing_of(one, read.language, read.direction))]
    facts = read.facts()
    pairs = pairs_of(read.stay, read.answers)
    goals = read.goal_lines if whole else first_goals(read.goal_lines)
    known = areas(lines, goals)
    most = None if whole else MOST
    waiting = _waiting(read.occasions)
    may_answer = may(user, "collect.answer", at=read.stay.unit)
    return Overview(
        page=page,
        figure=read.figure(read.main, lanes=True) if read.main else None,
        norm=read.main.norm_said(read.language) if read.main else None,
        summary=summary(lines),
        blocks=blocks(read.series, facts, language=read.language, direction=read.direction, most=most),
        areas=with_goals(known),
        areas_free=without_goals(known),
        goals_shown=len(goals),
        background=[fact for fact in facts if fact.block == "background"],
        off_track=read.off_track,
        look_at=[text.in_(read.language) for text in read.programme.look_at] if read.programme else [],
        pair=pairs[0] if pairs else None,
        discussed=_last_discussed(read.occasions),
        waiting=waiting,
        ask_first=_ask_first(user, read, waiting) if may_answer else [],
        may_plan=may(user, "people.plan", at=read.stay.unit),
        may_answer=may_answer,
    )


def plain_of(page: PersonPage) -> PlainPage:
    """The person's own marks now and before, their goals, what happens next; nothing that others said."""
    read = page.read
    own = preferred(one for one in read.series if one.respondent == "individual")
    return PlainPage(
        page=page,
        lines=plain_lines(own, read.language),
        goals=plain_goals(read.goal_lines),
        helps=[one.name for one in read.interventions if one.last is None or one.last >= read.today],
        next=_waiting(read.occasions),
    )


def side_by_side_of(page: PersonPage) -> list[Pair]:
    """Every form that the person and the practitioner both answered on one occasion, newest first."""
    return pairs_of(page.stay, page.read.answers)


def _last_discussed(occasions: Sequence[Occasion]) -> Occasion | None:
    known = [one for one in occasions if one.discussed_on]
    return max(known, key=lambda one: (one.discussed_on, one.pk), default=None)


def _ask_first(user: User, read: StayRead, waiting: Occasion | None) -> list[FormLeft]:
    """The first questions, while there is no course to show yet; scales before base data."""
    if waiting is None or read.main is not None:
        return []
    asked = asks_at(waiting, owner=user.public_id, language=read.language)
    return forms_left(sorted(asked, key=lambda one: not one.instrument.scores), read.language)


def _waiting(occasions: Sequence[Occasion]) -> Occasion | None:
    """The next occasion on which something is to be asked."""
    return next((one for one in occasions if not one.done_on and not one.not_done), None)
