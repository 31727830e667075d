"""What the person reads about themselves: short sentences, no norms, no bands, nothing about others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gavn.kernel.say import Said, said
from gavn.measure.pure.series import shown
from gavn.report.pure.person.standing import Strip, strip_of, verdict_of

if TYPE_CHECKING:
    from gavn.measure.pure.series import Point, Series
    from gavn.report.pure.person.areas import GoalLine

LONGEST = 15  # words in a sentence
BETTER = Said("This is better than the first time.")
WORSE = Said("This is harder than the first time.")
SAME = Said("This is about the same as the first time.")
TOWARDS = Said("Your mark has moved towards the good end.")
AWAY = Said("Your mark has moved away from the good end.")
STILL = Said("Your mark is at the same place as the first time.")


@dataclass(frozen=True)
class PlainLine:
    """One scale as the person reads it: what it is about, how it is now beside before, in a sentence."""

    title: str
    sentence: Said
    strip: Strip | None
    then_on: date | None
    now_on: date


@dataclass(frozen=True)
class PlainGoal:
    """A goal as the person reads it: their own words, then what they said about it."""

    words: str
    sentences: tuple[Said, ...]
    strip: Strip | None


def plain_lines(series: Iterable[Series], language: str) -> list[PlainLine]:
    """The person's own answers, as far as the form lets a person see them; the good end is always to the right."""
    found = []
    for one in series:
        first, last = one.first, one.last
        shows = one.respondent == "individual" and one.instrument.individual_sees != "thanks"
        if not shows or first is None or last is None:
            continue
        again = first is not last
        found.append(
            PlainLine(
                title=one.score.title.in_(language),
                sentence=_sentence(one, first, last) if again else said("You answered on {day}.", day=last.day),
                strip=_strip(one, first, last) if one.instrument.individual_sees == "picture" else None,
                then_on=first.day if again else None,
                now_on=last.day,
            )
        )
    return found


def plain_goals(goals: Iterable[GoalLine]) -> list[PlainGoal]:
    """The goals that are open, with the first and the newest rating."""
    return [PlainGoal(line.goal.words, tuple(_rated(line)), line.strip) for line in goals if not line.goal.ended_on]


def _sentence(series: Series, first: Point, last: Point) -> Said:
    """Which way it went, beyond error of measurement where that is known, else by the marks themselves."""
    verdict = verdict_of(series)
    if verdict != "unknown":
        return {"improved": BETTER, "worse": WORSE}.get(verdict, SAME)
    gain = shown(series, last) - shown(series, first)
    towards = gain if series.score.higher_is_better else -gain
    if not towards:
        return STILL
    return TOWARDS if towards > 0 else AWAY


def _strip(series: Series, first: Point, last: Point) -> Strip:
    """Both marks; a scale whose low end is the good one is turned round."""
    then = None if first is last else float(first.value or 0)
    strip = strip_of(series.score.low, series.score.high, now=float(last.value or 0), then=then)
    if series.score.higher_is_better:
        return strip
    return Strip(100 - strip.now, None if strip.then is None else 100 - strip.then)


def _rated(line: GoalLine) -> Iterable[Said]:
    if line.now is None:
        yield said("You have not said yet how near it is.")
        return
    if line.then is not None:
        yield said("The first time you said {value} of 10.", value=line.then)
    yield said("Now you say {value} of 10.", value=line.now)
