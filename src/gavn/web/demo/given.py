"""Who answered what on which occasion, and why some did not."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from gavn.access.selectors import civil_today
from gavn.collect.selectors import occasions_of_many
from gavn.collect.services import LeftOut, NewAnswers, leave_out_many, submit_many
from gavn.kernel.clock import now
from gavn.web.demo.answers import base_entry, base_exit, four_lines, quality_of_life
from gavn.web.demo.lives import Life, level
from gavn.web.demo.services import BASE_ENTRY, BASE_EXIT, LINES, Profile

if TYPE_CHECKING:
    from random import Random

    from gavn.collect.models import Occasion
    from gavn.people.models import Enrolment

WHY_NOT = ("not_asked", "not_asked", "refused", "absent", "unable", "lost")
DAYS_LATE = 21
OPEN_DAYS = 45
SKIPPED = 0.08


def occasions_by_stay(stays: list[Enrolment]) -> dict[int, list[Occasion]]:
    """The occasions of each stay by the stay's key, in the order in which they are due."""
    found: dict[int, list[Occasion]] = defaultdict(list)
    for one in occasions_of_many(stay.pk for stay in stays):
        found[one.enrolment_id].append(one)
    return found


def answer_all(profile: Profile, drawn: list[Life], stays: list[Enrolment], draw: Random) -> int:
    """Let everybody answer as their life goes; returns how many sets of answers were given."""
    standing = occasions_by_stay(stays)
    rows: list[NewAnswers] = []
    left: list[LeftOut] = []
    told_by = civil_today() - timedelta(days=OPEN_DAYS)
    for life, stay in zip(drawn, stays, strict=True):
        for occasion in standing[stay.pk]:
            if occasion.due > civil_today():
                continue
            given = _answers(profile, life, occasion, draw) if draw.random() < _chance(profile, life, occasion) else []
            rows += given
            if occasion.due < told_by and not (given and _whole(profile, occasion, given)):
                left.append(LeftOut(occasion=occasion, reason=_why_not(life, occasion, draw)))
    submit_many(by=None, rows=rows)
    leave_out_many(by=None, rows=left)
    return len(rows)


def _chance(profile: Profile, life: Life, occasion: Occasion) -> float:
    """The beginning is asked of nearly all; what comes later as the service follows up; few of those who left."""
    if occasion.kind == "entry":
        return 0.5 + profile.answers / 2
    if occasion.kind in ("exit", "follow_up"):
        return profile.answers * (0.9 if life.reason == "planned" else 0.25) * (1 if occasion.kind == "exit" else 0.5)
    return profile.answers


def _whole(profile: Profile, occasion: Occasion, given: list[NewAnswers]) -> bool:
    """Whether nothing of what the service asks there is missing."""
    base = occasion.kind in ("entry", "exit", "follow_up")
    own = [one for one in profile.chosen if not (one.endswith("practitioner") and occasion.kind == "follow_up")]
    return len(given) >= len(own) + base


def _why_not(life: Life, occasion: Occasion, draw: Random) -> str:
    gone = occasion.kind in ("exit", "follow_up")
    if gone and life.reason in ("died", "moved"):
        return life.reason
    return "lost" if gone and life.reason == "unplanned" else draw.choice(WHY_NOT)


def _answers(profile: Profile, life: Life, occasion: Occasion, draw: Random) -> list[NewAnswers]:
    day = min(civil_today(), occasion.due + timedelta(days=draw.randint(0, DAYS_LATE)))
    well = level(life, day, draw=draw)
    told: list[tuple[str, str, dict[str, Any]]] = []
    if occasion.kind == "entry":
        told.append((BASE_ENTRY, "practitioner", base_entry(profile.programme, draw)))
    if occasion.kind in ("exit", "follow_up"):
        told.append((BASE_EXIT, "practitioner", base_exit(life.reason, well, draw)))
    if life.reason != "died" or occasion.kind != "exit":
        told += _measures(profile, occasion, well, draw)
    return [_row(occasion, one, day, draw) for one in told]


def _measures(profile: Profile, occasion: Occasion, well: float, draw: Random) -> list[tuple[str, str, dict[str, Any]]]:
    """The chosen outcome measures; the practitioner sees life a little differently than the person."""
    found = []
    for chosen in profile.chosen:
        instrument, _bar, who = chosen.partition("|")
        if who == "practitioner" and (occasion.kind == "follow_up" or draw.random() < SKIPPED):
            continue
        seen = well if who == "individual" else min(10.0, max(0.0, well + draw.gauss(0.4, 1.1)))
        found.append((instrument, who, (four_lines if instrument == LINES else quality_of_life)(seen, draw)))
    return found


def _row(occasion: Occasion, told: tuple[str, str, dict[str, Any]], day: date, draw: Random) -> NewAnswers:
    instrument, respondent, answers = told
    alone = respondent == "individual" and draw.random() < 0.6
    return NewAnswers(
        occasion=occasion, instrument=instrument, respondent=respondent, answers=answers,
        client_id=f"{draw.getrandbits(128):032x}", mode="self_screen" if alone else "interview", language="da",
        helper="" if alone or respondent != "individual" else draw.choice(("nobody", "staff", "relative")),
        answered_on=day, seconds=draw.randint(60, 420) // 60 * 60,
        submitted_at=_handed_in(day, alone=alone),
    )  # fmt: skip


def _handed_in(day: date, *, alone: bool) -> datetime:
    """Answers at a screen come at once; some of the others lie on a desk for a day or three."""
    late = 0 if alone or day.toordinal() % 4 else day.toordinal() % 3 + 1
    return min(now(), datetime.combine(day + timedelta(days=late), time(12), UTC))
