"""What somebody answers to our forms when life goes so well."""

from __future__ import annotations

from random import Random
from typing import Any

REASONS = {
    "gavn/substance-misuse-follow-up@1": ("alcohol", "alcohol", "drugs", "mental_health", "housing", "relations"),
    "gavn/housing-support@1": ("cognitive", "mental_health", "daily_life", "daily_life", "housing", "physical_health"),
}
REFERRERS = ("social_services", "social_services", "self", "health_care", "justice", "family", "other_service")
HOUSINGS = ("own", "own", "with_others", "temporary", "supported", "shelter", "homeless")
OCCUPATIONS = ("none", "none", "sick_leave", "pension", "activity", "seeking", "supported_work", "work", "education")
INCOMES = ("social_assistance", "social_assistance", "sickness", "pension", "wage", "unemployment")
SUPPORT = ("own_network", "other_service", "health_care", "not_needed", "declined", "lacking")
MEANINGS = (
    "Somebody believed that I could.",
    "I sleep at night, and I answer when the phone rings.",
    "A place to come to where nobody asked why I was late.",
    "I see my daughter every second weekend.",
    "Not much. I would have wanted to begin earlier.",
    "The group. I still meet two of them.",
)
LINES = ("line_life", "line_wellbeing", "line_close", "line_social")
QUALITY = ("mood", "hope", "body", "closest", "belonging", "deciding", "days", "home", "money", "safe")


def _chosen(code: str) -> dict[str, Any]:
    return {"v": code}


def base_entry(programme: str, draw: Random) -> dict[str, Any]:
    """Base data at entry, in which now and then something is not known."""
    many = sorted(set(draw.choices(REASONS[programme], k=draw.randint(1, 3))))
    income = {"why": "unknown"} if draw.random() < 0.06 else _chosen(draw.choice(INCOMES))
    return {
        "reasons": {"v": many},
        "referrer": _chosen(draw.choice(REFERRERS)),
        "housing": _chosen(draw.choice(HOUSINGS)),
        "occupation": _chosen(draw.choice(OCCUPATIONS)),
        "income": income,
    }


def base_exit(reason: str, well: float, draw: Random) -> dict[str, Any]:
    """Base data at exit; of the dead nothing more is asked."""
    if reason == "died":
        return {}
    housing = "own" if draw.random() < well / 10 else draw.choice(HOUSINGS)
    meaning = _chosen(draw.choice(MEANINGS)) if reason == "planned" else {"why": "unknown"}
    occupation = "work" if draw.random() < well / 25 else draw.choice(OCCUPATIONS)
    return {
        "housing": _chosen(housing),
        "occupation": _chosen(occupation),
        "support_now": _chosen(draw.choice(SUPPORT)),
        "meaning": meaning,
    }


def four_lines(well: float, draw: Random) -> dict[str, Any]:
    """The four lines around how well life goes; one in thirty is left out."""
    return {
        line: {"why": "declined"} if draw.random() < 0.03 else {"v": round(_near(well, 1.0, 0, 10, draw), 1)}
        for line in LINES
    }


def quality_of_life(well: float, draw: Random) -> dict[str, Any]:
    """The ten questions around how well life goes; one in forty is not known."""
    return {
        item: {"why": "unknown"}
        if draw.random() < 0.025
        else _chosen(str(round(_near(1 + well * 0.4, 0.6, 1, 5, draw))))
        for item in QUALITY
    }


def _near(middle: float, spread: float, low: float, high: float, draw: Random) -> float:
    return min(high, max(low, draw.gauss(middle, spread)))
