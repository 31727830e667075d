"""What waits on the front page: acts for a second person, and months of look-ups that nobody has judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.access.pure.two_persons import kind_named
from gavn.access.selectors import may
from gavn.access.selectors.two_persons import first_waiting_for
from gavn.kernel.say import Said
from gavn.protect.selectors.samples import JUDGE, months_not_done

if TYPE_CHECKING:
    from gavn.access.models import User


def acts_wait(*, user: User, into: list[Pile]) -> None:
    """What waits for the user's release: by whom and what, nobody's name opened."""
    if not may(user, "access.two_persons"):
        return
    lines = [
        Line(
            reverse("two_person_act", args=[act.public_id]), name=act.asked_by.name, what=kind_named(act.kind).name,
            where=act.unit.name, day=act.ends_at.date(),
        )
        for act in first_waiting_for(user, most=MOST + 1)
    ]  # fmt: skip
    act, why = Said("Answer what needs two persons"), Said("{n} waiting for a second person")
    title, everything = Said("Waiting for a second person: you"), reverse("two_persons")
    into += piled(Pile("two_persons", 40, title, lines, tone="warning", act=act, why=why, everything=everything))


def look_ups_wait(*, user: User, into: list[Pile]) -> None:
    """Months with look-ups that the user has not judged yet."""
    if not may(user, JUDGE):
        return
    title, everything = Said("Look-ups by lot that nobody has read"), reverse("look_samples")
    act, why = Said("Judge the look-ups of last month"), Said("{n} months not done")
    months = months_not_done(user)
    into += piled(Pile("look_ups", 46, title, (), months, tone="warning", act=act, why=why, everything=everything))
