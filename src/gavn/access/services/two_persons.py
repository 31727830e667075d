"""Acts that need two persons: asked for by one, released or refused by another, done in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gavn.access.gateways.reasons import open_words, purpose_of_words, seal_words
from gavn.access.models import TwoPersonAct, Unit, User
from gavn.access.pure.two_persons import DAYS, kind_named
from gavn.access.selectors import controller_of, may, require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.works.services import SealedColumn

if TYPE_CHECKING:
    from gavn.works.services import SealedStore

LONGEST = 2000


@transaction.atomic
def ask_two_persons(
    *,
    by: User,
    kind: str,
    unit: Unit,
    about: str,
    reason: str,
    individuals: Sequence[str] = (),
    terms: Mapping[str, Any] | None = None,
) -> TwoPersonAct:
    """Ask that something be done; another person has fourteen days to release it."""
    require(by, kind_named(kind).ask, at=unit)
    if not reason.strip() or len(reason) > LONGEST:
        raise Refused("Write the reason, in at most {longest} characters.", longest=LONGEST, field="reason")
    at = now()
    mine = TwoPersonAct.objects.select_for_update().filter(kind=kind, about=about, asked_by=by, verdict="")
    mine.filter(ends_at__lte=at).update(verdict=TwoPersonAct.Verdict.OVER)
    if mine.exists():
        raise Refused("You asked for this already; it waits for a second person.")
    act = TwoPersonAct.objects.create(
        kind=kind, unit=unit, about=about, individuals=sorted(individuals), terms=dict(terms or {}), asked_by=by,
        asked_at=at, ends_at=at + timedelta(days=DAYS),
        sealed=seal_words({"reason": reason.strip()}, controller_of(unit).public_id),
    )  # fmt: skip
    record(by, "access.act_asked", about=act, individuals=act.individuals, unit=unit, act=kind)
    return act


@transaction.atomic
def release(*, by: User, act: TwoPersonAct, words: str = "") -> TwoPersonAct:
    """Release what somebody else asked for: it is done now, or the refusal says why it cannot be."""
    kind = kind_named(act.kind)
    require(by, kind.release, at=act.unit)
    act = _decided(act, by, TwoPersonAct.Verdict.YES, words)
    if not may(act.asked_by, kind.ask, at=act.unit):
        raise Refused("{name} may no longer ask for this here.", name=act.asked_by.name)
    act.executed_at = act.decided_at
    act.save(update_fields=["executed_at"])
    record(by, "access.act_released", about=act, individuals=act.individuals, unit=act.unit, act=act.kind)
    kind.execute(act=act, by=by)
    return act


@transaction.atomic
def refuse(*, by: User, act: TwoPersonAct, words: str) -> TwoPersonAct:
    """Say no to what somebody else asked for, and why."""
    require(by, kind_named(act.kind).release, at=act.unit)
    if not words.strip():
        raise Refused("Say why, so that the other knows what to do.", field="words")
    act = _decided(act, by, TwoPersonAct.Verdict.NO, words)
    record(by, "access.act_refused", about=act, individuals=act.individuals, unit=act.unit, act=act.kind)
    return act


@transaction.atomic
def take_back_ask(*, by: User, act: TwoPersonAct) -> TwoPersonAct:
    """Take back what one asked for oneself, while it waits."""
    require(by, kind_named(act.kind).ask, at=act.unit)
    if act.asked_by_id != by.pk:
        raise Refused("Only who asked takes an ask back; you can refuse it.")
    act = _decided(act, by, TwoPersonAct.Verdict.TAKEN_BACK, "")
    record(by, "access.act_taken_back", about=act, individuals=act.individuals, unit=act.unit, act=act.kind)
    return act


def _decided(act: TwoPersonAct, by: User, verdict: str, words: str) -> TwoPersonAct:
    """The act with its verdict, locked so that two deciders do not both win."""
    kept = TwoPersonAct.objects.select_for_update(of=("self",)).select_related("unit", "asked_by").get(pk=act.pk)
    at = now()
    if kept.verdict or kept.ends_at <= at:
        raise Refused("This was decided already, or its fourteen days are over.")
    if kept.asked_by_id == by.pk and verdict != TwoPersonAct.Verdict.TAKEN_BACK:
        raise Refused("You asked for this yourself; somebody else has to decide.")
    if len(words) > LONGEST:
        raise Refused("Write at most {longest} characters.", longest=LONGEST, field="words")
    controller = controller_of(kept.unit).public_id
    kept.sealed = seal_words({**open_words(kept.sealed, controller), "answer": words.strip()}, controller)
    kept.verdict, kept.decided_by, kept.decided_at = verdict, by, at
    kept.save(update_fields=["sealed", "verdict", "decided_by", "decided_at"])
    return kept


def forget_reasons(*about: str) -> int:
    """Empty the words written beside acts about these ids, as part of an erasure; returns how many."""
    return TwoPersonAct.objects.filter(about__in=about).exclude(sealed=b"").update(sealed=b"")


def reasons_are_sealed(into: list[SealedStore]) -> None:
    """Tell whoever changes keys that reasons and answers lie under them."""
    into.append(SealedColumn("access.TwoPersonAct.sealed", TwoPersonAct.objects.select_related, "sealed", _purpose))


def _purpose(act: TwoPersonAct) -> str:
    return purpose_of_words(controller_of(act.unit).public_id)
