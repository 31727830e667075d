"""Goals in people's own words, and what the services do about them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today
from gavn.people.services import move_person, rate_goal, set_goal, start_intervention

if TYPE_CHECKING:
    from random import Random

    from gavn.access.models import Unit, User
    from gavn.people.models import Enrolment
    from gavn.web.demo.services import Profile

GOALS = (
    ("I want to wake up without having to think about drinking.", "substance", "improve"),
    ("I want to see my children every second weekend.", "relations", "improve"),
    ("A place of my own with a door I can lock.", "home", "improve"),
    ("To have something to get up for on weekdays.", "occupation", "improve"),
    ("I want to be able to open my letters and pay what I owe.", "economy", "improve"),
    ("To go for a walk every day, also when it rains.", "health", "improve"),
    ("To know somebody I can call in the evening.", "social", "improve"),
)
KEEPING = (
    ("I want to go on living where I live.", "home", "maintain"),
    ("I want to decide myself when I get up.", "self", "maintain"),
    ("To keep cooking my own supper, as long as I can.", "health", "slow_decline"),
    ("To see my sister at Christmas and on birthdays.", "relations", "maintain"),
    ("To sing in the choir on Thursdays.", "social", "maintain"),
)
DOINGS = {
    "upholding": (("Practical help at home", "two visits a week"), ("Support to keep appointments", "as agreed")),
    "compensating": (("Help with letters and money", "every second week"), ("Cooking together", "three times a week")),
    "regaining": (("Motivational talks", "once a week"), ("Relapse prevention group", "once a week, 12 weeks")),
    "developing": (("Social skills training", "once a week"), ("Steps towards work", "every second week")),
    "network": (("Network meeting", "every third month"), ("Talks with the family", "as agreed")),
}
SHARE = 0.6


def plan_for(profile: Profile, stays: list[Enrolment], staff: list[User], draw: Random) -> None:
    """Goals and interventions for six in ten of those who are there now."""
    words = KEEPING if profile.status_every == 12 else GOALS
    for stay in stays:
        if stay.closed or draw.random() > SHARE or stay.entered_on is None:
            continue
        _plan(stay, draw.choice(words), draw.choice(profile.kinds), staff[-1], draw)


def _plan(stay: Enrolment, goal: tuple[str, str, str], kind: str, by: User, draw: Random) -> None:
    begun = max(stay.entered_on or civil_today(), stay.measured_from)
    first = min(civil_today(), begun + timedelta(days=draw.randint(3, 30)))
    words, area, direction = goal
    near = draw.randint(1, 5)
    made = set_goal(
        by=by, enrolment=stay, words=words, area=area, direction=direction, set_on=first, rating=near,
        review_on=max(first, civil_today() + timedelta(days=draw.randint(-10, 120))),
    )  # fmt: skip
    later = first + timedelta(days=draw.randint(60, 150))
    if later <= civil_today():
        rate_goal(by=by, goal=made, value=min(10, max(0, near + draw.randint(-1, 4))), day=later)
    name, intensity = draw.choice(DOINGS[kind])
    start_intervention(by=by, enrolment=stay, kind=kind, name=name, intensity=intensity, goal=made, first=first)


def spread(stays: list[Enrolment], wards: list[Unit], by: User, draw: Random) -> None:
    """Place those who are there now in the wards of their service."""
    for stay in stays:
        if wards and not stay.closed and stay.entered_on is not None:
            move_person(by=by, enrolment=stay, unit=draw.choice(wards), first=max(stay.entered_on, stay.measured_from))
