"""Who is not on track by the programme's declared rule, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.catalogue.selectors import programme as programme_named
from gavn.collect.pure.outcome import RESPONDENTS
from gavn.kernel.say import Said, said
from gavn.measure.pure.track import Direction, TrackRule, off_track
from gavn.measure.selectors.series import series_of_many
from gavn.people.selectors.for_the_store import all_goals

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Programme
    from gavn.catalogue.pure.formats.programme import Track
    from gavn.measure.pure.series import Series
    from gavn.people.models import Enrolment

DIRECTIONS: tuple[Direction, ...] = ("improve", "maintain", "slow_decline")


def track_of(enrolment: Enrolment, programme: Programme) -> list[Said]:
    """Why a seen stay is not on track, a sentence a score; empty where it is, or where nobody can say yet."""
    series = series_of_many([enrolment])[enrolment.pk]
    return off_track_sentences(series, programme, directions_of([enrolment.pk])[enrolment.pk])


def tracks_of(enrolments: Iterable[Enrolment]) -> dict[int, list[Said]]:
    """The same for many seen stays by primary key, each by its own programme; three queries in all."""
    stays = list(enrolments)
    directions = directions_of([stay.pk for stay in stays])
    found: dict[int, list[Said]] = {}
    for key, series in series_of_many(stays).items():
        newest = max((point for one in series for point in one.points), key=lambda point: point.day, default=None)
        if newest is None:
            found[key] = []
        else:
            found[key] = off_track_sentences(series, programme_named(newest.programme), directions[key])
    return found


def off_track_sentences(series: list[Series], programme: Programme, direction: Direction) -> list[Said]:
    """What the programme's rules say of these series."""
    return [
        sentence
        for track in programme.track
        for one in series
        if (one.instrument.full_key, one.score.key) == (track.instrument, track.score)
        and (sentence := _sentence(one, track, direction))
    ]


def directions_of(enrolments: list[int]) -> dict[int, Direction]:
    """What is expected of each stay: the most that any open goal expects, improvement where there is none."""
    expected: dict[int, set[str]] = defaultdict(set)
    open_goals = all_goals().filter(enrolment__in=enrolments, ended_on=None)
    for enrolment, direction in open_goals.values_list("enrolment", "direction"):
        expected[enrolment].add(direction)
    return {
        key: next((direction for direction in DIRECTIONS if direction in expected[key]), DIRECTIONS[0])
        for key in enrolments
    }


def _sentence(series: Series, track: Track, direction: Direction) -> Said | None:
    """One sentence with the scale's name before it; nothing where no threshold is known."""
    if series.threshold is None:
        return None
    why = off_track(
        series.ranked(),
        threshold=series.threshold,
        direction=direction,
        higher_is_better=series.score.higher_is_better,
        rule=TrackRule(track.no_change_by),
    )
    title = series.score.title.in_(get_language() or "en")
    if why is None:
        return None
    if series.respondent == "individual":
        return said("{scale}: {why}", scale=title, why=why)
    return said("{scale} ({respondent}): {why}", scale=title, respondent=RESPONDENTS[series.respondent], why=why)
