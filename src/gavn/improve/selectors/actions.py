"""Actions as somebody may see them, and who may be responsible for one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language

from gavn.access.selectors import civil_today, colleagues_at, may, units_where
from gavn.catalogue.selectors import indicator_or_none, indicators
from gavn.improve.models import Action
from gavn.improve.pure.actions import STATES, shown_as
from gavn.judge.pure.followed import Follow, Followed
from gavn.judge.selectors.followed import decision_for
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.judge.models import MeetingDecision

MOST_UNITS = 25  # places whose colleagues are offered on one page
SEE, OPEN, ACT = "improve.see_actions", "improve.open_action", "improve.act"
FILTERS: dict[str, Said] = {"mine": Said("My own"), "overdue": Said("Overdue"), **STATES, "all": Said("All")}
ORDERS: dict[str, Said] = {"due": Said("By the day they are due"), "-made_at": Said("Newest first"),
                           "responsible__name": Said("By who is responsible")}  # fmt: skip


def actions_seen_by(user: User) -> QuerySet[Action]:
    """The actions of the units whose actions somebody may see, and those they are responsible for."""
    seen = Q(unit__in=units_where(user, SEE)) | Q(responsible=user)
    return Action.objects.filter(seen).select_related("unit", "responsible", "made_by", "decided__meeting")


def action_seen_by(user: User, public_id: str) -> Action:
    """An action that somebody may see; else 404."""
    return get_object_or_404(actions_seen_by(user), public_id=public_id)


def actions_listed(
    user: User, *, unit: Unit | None = None, which: str = "open", words: str = "", order: str = "due"
) -> QuerySet[Action]:
    """The actions that match; of a unit also those of what lies below it. Open ones come first."""
    found = actions_seen_by(user)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    if which in STATES:
        found = found.filter(state=which)
    elif which == "overdue":
        found = found.filter(state="open", due__lt=civil_today())
    elif which == "mine":
        found = found.filter(responsible=user)
    for word in words.replace("\x00", " ").split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(what__icontains=word) | Q(responsible__name__icontains=word))
    open_first = Case(When(state="open", then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(open_first, order if order in ORDERS else "due", "id")


def may_step(user: User, action: Action) -> bool:
    """Whether somebody may write progress and end an action: the responsible one, and who opens actions there."""
    return may(user, OPEN, at=action.unit) or (action.responsible_id == user.pk and may(user, ACT))


def responsible_for(unit: Unit) -> QuerySet[User]:
    """Who can be responsible for an action of a unit: those who work there or above it."""
    return colleagues_at(unit, ACT).order_by("name", "pk")


def units_for(user: User, decided: MeetingDecision) -> list[Unit]:
    """The units that can take up a decision: the meeting's place and what lies below it, where this reader may."""
    below = decided.meeting.unit.path
    return list(units_where(user, OPEN).filter(path__startswith=below, closed=None).order_by("path"))


def people_to_choose(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Who can be responsible at one of these units: public id and name."""
    found = {one.public_id: one.name for unit in list(units)[:MOST_UNITS] for one in responsible_for(unit)}
    return sorted(found.items(), key=lambda one: one[1].casefold())


def measures_to_choose(chosen: str) -> list[tuple[str, str]]:
    """The indicators by which an action can be seen, by title; what was chosen before stays among them."""
    found = {one.full_key: one.title.in_((get_language() or "en").partition("-")[0]) for one in indicators()}
    if chosen and chosen not in found:
        found[chosen] = measure_title(chosen)
    return sorted(found.items(), key=lambda one: one[1].casefold())


def measure_title(key: str) -> str:
    """What an indicator is called in the reader's language; its key where it is not known here."""
    found = indicator_or_none(key) if key else None
    return found.title.in_((get_language() or "en").partition("-")[0]) if found else key


def actions_after(decisions: Iterable[str]) -> dict[str, list[Action]]:
    """The actions that answer to decisions, by the decision's public id; for reports."""
    found: dict[str, list[Action]] = {}
    rows = Action.objects.filter(decided__public_id__in=list(decisions)).select_related("responsible", "decided")
    for one in rows:
        if one.decided is not None:
            found.setdefault(one.decided.public_id, []).append(one)
    return found


def tell_decisions(*, user: User, decisions: list[MeetingDecision], into: dict[str, Follow]) -> None:
    """What became of decisions, and where the reader may make one an action."""
    after, today = actions_after(one.public_id for one in decisions), civil_today()
    seen = set(actions_seen_by(user).filter(decided__in=[one.pk for one in decisions]).values_list("pk", flat=True))
    for decided in decisions:
        lines = []
        for one in after.get(decided.public_id, []):
            word, tone = shown_as(one.state, one.due, today)
            address = reverse("action", args=[one.public_id]) if one.pk in seen else ""
            lines.append(Followed(one.title, one.responsible.name, one.due, word, tone=tone, url=address))
        opens = may(user, OPEN, at=decided.meeting.unit) or (
            may(user, OPEN) and bool(units_where(user, OPEN).filter(path__startswith=decided.meeting.unit.path)[:1])
        )
        url = reverse("open_action", args=[decided.public_id]) if opens else ""
        into[decided.public_id] = Follow(tuple(lines), url)


def decision_to_follow(user: User, public_id: str) -> MeetingDecision:
    """A decision that this reader may make an action of; else 404."""
    return decision_for(user, public_id)
