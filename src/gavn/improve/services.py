"""Writes of the IMPROVE stage: an action is opened, changed, followed, ended; each step stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.catalogue.selectors import indicator_or_none
from gavn.history.services import record
from gavn.improve.models import Action, ActionStep
from gavn.improve.pure.actions import ENDS, checked_step, checked_words
from gavn.improve.selectors.actions import ACT, OPEN, may_step, responsible_for
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.kernel.say import Said
from gavn.people.services import Held

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.judge.models import MeetingDecision


@transaction.atomic
def open_action(
    *, by: User, unit: Unit, title: str, what: str, responsible: User, due: date,
    decided: MeetingDecision | None = None, measure: str = "", target: str = "",
) -> Action:  # fmt: skip
    """Open an action of a unit, with who is responsible, until when, and how one will see that it helped."""
    require(by, OPEN, at=unit)
    _checked(unit, responsible, due, measure)
    if decided is not None and not unit.path.startswith(decided.meeting.unit.path):
        raise Refused("The decision was made for another part of the tree.", field="unit")
    title, what, target = checked_words(title, what, target)
    action = Action.objects.create(
        unit=unit, decided=decided, title=title, what=what, responsible=responsible, due=due, measure=measure,
        target=target, made_by=by, made_at=now(),
    )  # fmt: skip
    _step(action, "opened", by)
    record(by, "improve.action_opened", about=action, unit=unit, decided=decided.public_id if decided else "")
    return action


@transaction.atomic
def change_action(
    *, by: User, action: Action, title: str, what: str, responsible: User, due: date, expected: int, measure: str = "",
    target: str = "", reason: str = "",
) -> Action:  # fmt: skip
    """Change an open action; ``expected`` is the revision that was read. The step says why."""
    require(by, OPEN, at=action.unit)
    kept = _held(action, expected)
    words = checked_step(kept.state, "changed", reason)
    _checked(kept.unit, responsible, max(due, civil_today()) if due == kept.due else due, measure)
    kept.title, kept.what, kept.target = checked_words(title, what, target)
    kept.responsible, kept.due, kept.measure = responsible, due, measure
    kept.save(update_fields=["title", "what", "target", "responsible", "due", "measure", "revision"])
    _step(kept, "changed", by, words)
    record(by, "improve.action_changed", about=kept, unit=kept.unit, revision=kept.revision)
    return kept


@transaction.atomic
def note_progress(*, by: User, action: Action, words: str) -> Action:
    """Write how far an action is."""
    _require_step(by, action)
    kept = Action.objects.select_for_update(of=("self",)).select_related("unit").get(pk=action.pk)
    _step(kept, "note", by, checked_step(kept.state, "note", words))
    record(by, "improve.progress_noted", about=kept, unit=kept.unit)
    return kept


@transaction.atomic
def end_action(*, by: User, action: Action, state: str, words: str, expected: int) -> Action:
    """Say that an action is done, dropped and why, or taken up again; ``expected`` is the revision that was read."""
    _require_step(by, action)
    kept = _held(action, expected)
    if state not in ENDS:
        raise Refused("Say what becomes of the action.", field="state")
    text = checked_step(kept.state, state, words)
    kept.state = ENDS[state]
    kept.ended_at = None if kept.state == "open" else now()
    kept.save(update_fields=["state", "ended_at", "revision"])
    _step(kept, state, by, text)
    record(by, "improve.action_ended" if kept.ended_at else "improve.action_reopened", about=kept, unit=kept.unit,
           state=kept.state)  # fmt: skip
    return kept


def _require_step(by: User, action: Action) -> None:
    """Raise PermissionDenied unless somebody is responsible for the action, or opens actions there."""
    require(by, ACT)
    if not may_step(by, action):
        raise PermissionDenied(ACT)


def _held(action: Action, expected: int) -> Action:
    """The action, locked and counted up; a conflict where somebody changed it since it was read."""
    kept = Action.objects.select_for_update(of=("self",)).select_related("unit").get(pk=action.pk)
    if kept.revision != expected:
        raise Conflict("Somebody changed this action meanwhile; read it again.", mine=action, theirs=kept)
    kept.revision += 1
    return kept


def _checked(unit: Unit, responsible: User, due: date, measure: str) -> None:
    if due < civil_today():
        raise Refused("Choose a day that is still to come.", field="due")
    if not responsible_for(unit).filter(pk=responsible.pk).exists():
        raise Refused(
            "{name} does not work with actions there. Choose the place where they do, or somebody else.",
            name=responsible.name,
            field="responsible",
        )
    if measure and indicator_or_none(measure) is None:
        raise Refused("There is no such indicator.", field="measure")


def _step(action: Action, kind: str, by: User, words: str = "") -> None:
    ActionStep.objects.create(action=action, kind=kind, by=by, words=words, at=now())


def actions_held(*, user: User, into: list[Held]) -> None:
    """Open actions somebody is responsible for; signed up to people.handover."""
    by_unit: dict[Unit, list[Action]] = defaultdict(list)
    for action in Action.objects.filter(responsible=user, state="open").select_related("unit"):
        by_unit[action.unit].append(action)
    into += [
        Held("actions", Said("Actions they are responsible for"), unit, len(mine), ACT, _taking_actions(mine))
        for unit, mine in by_unit.items()
    ]


def _taking_actions(mine: list[Action]) -> Callable[[Sequence[User]], None]:
    """Let colleagues take these actions in turn."""

    def take_over(takers: Sequence[User]) -> None:
        for place, one in enumerate(mine):
            action = Action.objects.select_for_update().get(pk=one.pk)
            action.responsible, action.revision = takers[place % len(takers)], action.revision + 1
            action.save(update_fields=["responsible", "revision"])

    return take_over
