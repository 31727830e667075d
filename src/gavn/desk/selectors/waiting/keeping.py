"""What waits for those who keep the tree and the accounts; nothing here is about persons."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.access.selectors import civil_today, may, services_where
from gavn.access.selectors.keeping import invited_not_here, reviews_due, roles_ending
from gavn.collect.selectors import programmes_chosen
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.access.models import User

SOON = 30


def accounts_wait(*, user: User, into: list[Pile]) -> None:
    """Invitations nobody followed yet, roles that end soon, roles nobody looked at for long."""
    if not may(user, "access.shape"):
        return
    into += _invited(user)
    into += _ending(user)
    late = reviews_due(user)
    what = Said("Roles nobody has looked at for three months")
    act, why = Said("Look through the roles"), Said("{n} not looked at for three months")
    everything = reverse("access_review")
    into += piled(Pile("reviews", 45, what, (), late, tone="warning", act=act, why=why, everything=everything))


def set_up_waits(*, user: User, into: list[Pile]) -> None:
    """Services that cannot begin yet, because nobody chose what they ask."""
    if not may(user, "collect.choose_programme"):
        return
    services = list(services_where(user, "collect.choose_programme"))
    chosen = programmes_chosen(one.pk for one in services)
    lines = [
        Line(reverse("choose_programme", args=[one.public_id]), name=one.name, what=Said("no programme chosen"))
        for one in services
        if one.pk not in chosen
    ]
    act, why = Said("Choose what a service asks"), Said("{n} without a programme")
    title = Said("Services that cannot begin yet")
    into += piled(Pile("no_programme", 42, title, lines, tone="warning", act=act, why=why))


def _invited(user: User) -> list[Pile]:
    lines = []
    for one in invited_not_here(user, most=MOST + 1):
        until = said("until {day}", day=one.ends_at.date())
        lines.append(Line(reverse("account", args=[one.user.public_id]), name=one.user.name, what=until))
    return piled(Pile("invited", 65, Said("Invited and not yet here"), lines, everything=reverse("accounts")))


def _ending(user: User) -> list[Pile]:
    last = civil_today() + timedelta(days=SOON)
    lines = [
        Line(reverse("account", args=[one.user.public_id]), name=one.user.name, where=one.unit.name, day=one.last)
        for one in roles_ending(user, last, most=MOST + 1)
    ]
    return piled(Pile("ending", 66, Said("Roles that end within a month"), lines, everything=reverse("accounts")))
