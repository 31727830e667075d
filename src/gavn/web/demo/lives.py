"""Lives drawn from a seed: who comes when, stays how long, leaves why, and how life goes meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gavn.kernel.dates import DAYS_A_MONTH
from gavn.web.demo.names import FAMILIES, MEN, WOMEN
from gavn.web.demo.services import Profile

YEARS = 3
LEFT_WITHOUT_END = ("unplanned", "unplanned", "unplanned", "moved", "other_service", "died")


@dataclass(frozen=True)
class Life:
    """One stay, and the course that the answers given in it will follow: ``start`` and gain a half-year, 0 to 10."""

    person: str
    given: str
    family: str
    sex: str
    birth_year: int
    birth_month: int
    entered: date
    exited: date | None
    reason: str
    already_there: bool
    start: float
    slope: float


def lives(profile: Profile, *, today: date, draw: Random) -> list[Life]:
    """All stays of one service over three years; a few people come back."""
    begin = today - timedelta(days=round(YEARS * 365.25))
    found: list[Life] = []
    for number in range(profile.stays):
        newest = {life.person: life for life in found}.values()
        again = [life for life in newest if life.exited and (today - life.exited).days > 60 and life.reason != "died"]
        back = draw.choice(again) if again and draw.random() < 0.08 else None
        found.append(_life(profile, f"{profile.key}-{number}", back, (begin, today), draw))
    return sorted(found, key=lambda life: life.entered)


def _life(profile: Profile, person: str, back: Life | None, window: tuple[date, date], draw: Random) -> Life:
    begin, today = window
    already = back is None and draw.random() < profile.already_there
    first = (back.exited if back and back.exited else begin) + timedelta(days=15 if back else 0)
    entered = begin - timedelta(days=draw.randint(30, 2500)) if already else _between(first, today, draw)
    left = max(entered, begin) + timedelta(days=max(5, round(draw.expovariate(1 / profile.months) * DAYS_A_MONTH)))
    exited = left if left <= today else None
    dropped = draw.random() < profile.drop_out
    reason = (draw.choice(LEFT_WITHOUT_END) if dropped else "planned") if exited else ""
    sex, birth = _who(profile, draw)
    return Life(
        person=back.person if back else person,
        given=draw.choice(WOMEN if sex == "woman" else MEN), family=draw.choice(FAMILIES), sex=sex,
        birth_year=birth, birth_month=draw.randint(1, 12),
        entered=entered, exited=exited, reason=reason, already_there=already,
        start=min(9.0, max(0.5, draw.gauss(profile.start, 1.7))),
        slope=draw.gauss(profile.gain if not dropped else profile.gain / 3, 0.55),
    )  # fmt: skip


def _who(profile: Profile, draw: Random) -> tuple[str, int]:
    return ("woman" if draw.random() < profile.women else "man"), draw.randint(*profile.born)


def _between(first: date, last: date, draw: Random) -> date:
    return first + timedelta(days=draw.randint(0, max(0, (last - first).days)))


def level(life: Life, day: date, *, draw: Random) -> float:
    """How well life goes on a day, 0 to 10, with the chance of the day in it; gains flatten with time."""
    halves = max(0.0, (day - max(life.entered, day - timedelta(days=1500))).days / (6 * DAYS_A_MONTH))
    gained: float = life.slope * 2.2 * (1 - 0.62**halves)
    return min(10.0, max(0.0, life.start + gained + draw.gauss(0, 0.7)))
