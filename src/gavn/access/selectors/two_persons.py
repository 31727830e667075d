"""What waits for a second person, and what became of what somebody asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from gavn.access.gateways.reasons import open_words
from gavn.access.models import TwoPersonAct, User
from gavn.access.models.reach import units_where
from gavn.access.pure.two_persons import TwoPersonKind, kind_named, two_person_kinds
from gavn.access.selectors import controller_of
from gavn.history.services import note_shown
from gavn.kernel.clock import now
from gavn.kernel.say import Said

LATEST = 50


@dataclass(frozen=True)
class ActLine:
    """One act as a reader may see it."""

    act: TwoPersonAct
    kind: TwoPersonKind
    about: Said | str
    address: str
    reason: str
    answer: str
    state: str


def waiting_for(user: User) -> list[ActLine]:
    """What others asked for and this user may release, the oldest first."""
    return [_line(act, user) for act in _open_to(user).order_by("id")]


def count_waiting_for(user: User) -> int:
    """How much waits for this user."""
    return _open_to(user).count()


def first_waiting_for(user: User, *, most: int) -> list[TwoPersonAct]:
    """What waits for this user's release and is over soonest; nobody's name or reason is opened."""
    return list(_open_to(user).order_by("ends_at")[:most])


def asked_by(user: User) -> list[ActLine]:
    """What the user asked for, the newest first."""
    return [_line(act, user) for act in _known().filter(asked_by=user)[:LATEST]]


def decided_by(user: User) -> list[ActLine]:
    """What the user released or refused, the newest first."""
    return [_line(act, user) for act in _known().filter(decided_by=user, verdict__in=("yes", "no"))[:LATEST]]


def act_seen_by(user: User, public_id: str) -> ActLine:
    """One act, for who asked, who decided, and who may release it; else 404."""
    act = _known().filter(public_id=public_id).first()
    if act is None or not (user.pk in {act.asked_by_id, act.decided_by_id} or _may_release(user, act)):
        raise Http404
    return _line(act, user)


def state_of(act: TwoPersonAct) -> str:
    """What became of an act: open, yes, no, taken_back or over."""
    if act.verdict:
        return act.verdict
    return "open" if act.ends_at > now() else TwoPersonAct.Verdict.OVER


def open_ask(kind: str, about: str) -> TwoPersonAct | None:
    """An act of this kind about this that waits, if there is one."""
    return _known().filter(kind=kind, about=about, verdict="", ends_at__gt=now()).first()


def _known() -> QuerySet[TwoPersonAct]:
    kinds = [kind.code for kind in two_person_kinds()]
    return TwoPersonAct.objects.filter(kind__in=kinds).select_related("unit", "asked_by", "decided_by")


def _open_to(user: User) -> QuerySet[TwoPersonAct]:
    """What waits and this user may release."""
    allowed = Q(pk__in=[])
    for kind in two_person_kinds():
        allowed |= Q(kind=kind.code, unit__in=units_where(user, kind.release))
    return _known().filter(allowed, verdict="", ends_at__gt=now()).exclude(asked_by=user)


def _may_release(user: User, act: TwoPersonAct) -> bool:
    return units_where(user, kind_named(act.kind).release).filter(pk=act.unit_id).exists()


def _line(act: TwoPersonAct, reader: User) -> ActLine:
    kind = kind_named(act.kind)
    note_shown(*act.individuals)
    words = open_words(act.sealed, controller_of(act.unit).public_id)
    return ActLine(
        act, kind, kind.about(act, reader), kind.address(act, reader), words.get("reason", ""),
        words.get("answer", ""), state_of(act),
    )  # fmt: skip
