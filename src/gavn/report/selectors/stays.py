"""One stay read once for all that a page about it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.access.selectors import civil_today
from gavn.catalogue.selectors import programme, worded
from gavn.collect.selectors import answers_of, occasions_of
from gavn.collect.selectors.programmes import asked_on, choices_at
from gavn.measure.pure.scoring import rests_on
from gavn.measure.selectors.series import series_of
from gavn.measure.selectors.tracks import directions_of, off_track_sentences
from gavn.people.selectors import goals_of, interventions_of, name_of
from gavn.report.pure.charts.person import Lane, first_lanes
from gavn.report.pure.person.areas import GoalLine, goal_line
from gavn.report.pure.person.blocks import Fact, facts_of
from gavn.report.pure.person.figures import Asked, Figure, asked, figure_of
from gavn.report.pure.person.standing import main_series
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument, Programme
    from gavn.collect.models import Occasion, Revision
    from gavn.kernel.say import Said
    from gavn.measure.pure.series import Series
    from gavn.measure.pure.track import Direction
    from gavn.people.models import Enrolment, Goal, Intervention


@dataclass
class StayRead:
    """A stay the reader was let see; each part is read when it is first asked for, and only once."""

    stay: Enrolment

    @cached_property
    def today(self) -> date:
        """The civil date."""
        return civil_today()

    @cached_property
    def language(self) -> str:
        """The reader's language."""
        return get_language() or "en"

    @cached_property
    def name(self) -> str:
        """Whose stay it is."""
        return name_of(self.stay.individual)

    @cached_property
    def occasions(self) -> list[Occasion]:
        """All occasions, the first due first."""
        return occasions_of(self.stay)

    @cached_property
    def answers(self) -> list[Revision]:
        """All answers that count today, oldest first."""
        return answers_of(self.stay)

    @cached_property
    def series(self) -> list[Series]:
        """All scores."""
        return series_of(self.stay)

    @cached_property
    def goals(self) -> list[Goal]:
        """The goals, open ones first."""
        return goals_of(self.stay)

    @cached_property
    def goal_lines(self) -> list[GoalLine]:
        """The goals with their ratings."""
        return [goal_line(goal, list(goal.ratings.all())) for goal in self.goals]

    @cached_property
    def interventions(self) -> list[Intervention]:
        """What the service does, in the order in which it began."""
        return interventions_of(self.stay)

    @cached_property
    def programme(self) -> Programme | None:
        """What the newest occasion belongs to."""
        newest = max(self.occasions, key=lambda one: (one.due, one.pk), default=None)
        return programme(f"{newest.programme}@{newest.version}") if newest else None

    @cached_property
    def direction(self) -> Direction:
        """What is expected of the stay: improvement, keeping, slow decline."""
        return directions_of([self.stay.pk])[self.stay.pk]

    @cached_property
    def off_track(self) -> list[Said]:
        """Why it is not on track by the programme's rules; empty where it is."""
        return off_track_sentences(self.series, self.programme, self.direction) if self.programme else []

    @cached_property
    def main(self) -> Series | None:
        """The series to draw large."""
        followed = [(track.instrument, track.score) for track in self.programme.track] if self.programme else []
        return main_series(self.series, followed)

    @property
    def lanes(self) -> list[Lane]:
        """The interventions as bars."""
        return [Lane(lane_name(one.name, one.intensity), one.first, one.last) for one in self.interventions]

    @cached_property
    def _due(self) -> list[tuple[date, str, str]]:
        """Every form that was due by now: the day, its full key, its respondent."""
        found: list[tuple[date, str, str]] = []
        chosen: dict[tuple[str, int], list[str]] = {}
        for occasion in self.occasions:
            within = (occasion.programme, occasion.version)
            if occasion.due > self.today or occasion.not_done == "not_due":
                continue
            if within not in chosen:
                chosen[within] = choices_at(self.stay.unit_id, *within)
            found += [(occasion.due, ask.instrument, ask.of) for ask in asked_on(occasion, chosen[within])]
        return found

    def asked(self, series: Series, by: date | None = None) -> Asked:
        """How often a scale was due by a day and how often it gave a score."""
        form = (series.instrument.full_key, series.respondent)
        return asked(series, sum((key, of) == form and day <= (by or self.today) for day, key, of in self._due))

    def figure(self, series: Series, *, lanes: bool = False, by: date | None = None) -> Figure:
        """A series as a figure, with the interventions under it or without."""
        return figure_of(
            series,
            self.asked(series, by),
            first_lanes(self.lanes) if lanes else (),
            today=self.today,
            language=self.language,
            say=say,
        )

    def newest(self) -> dict[tuple[str, str], Revision]:
        """The newest answers to each form by each respondent."""
        return {(one.response.instrument, one.response.respondent): one for one in self.answers}

    def facts(self) -> list[Fact]:
        """The newest answers that no score counts; forms all of whose questions are counted are not opened."""
        found: list[Fact] = []
        for revision in self.newest().values():
            words = worded(_key(revision), self.language)
            if not all_counted(words.definition):
                found += facts_of(words, revision.answers)
        return found


def all_counted(definition: Instrument) -> bool:
    """Whether every question of a form is part of a score."""
    counted = {item for score in definition.scores for item in rests_on(definition, score)}
    return counted >= set(definition.by_id)


def lane_name(name: str, intensity: str) -> str:
    """An intervention's name with how often, where that is known."""
    return f"{name}, {intensity}" if intensity else name


def _key(revision: Revision) -> str:
    return f"{revision.response.instrument}@{revision.response.version}"
