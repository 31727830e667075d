"""Lists of what is due to go: written, looked through, released by a second person, then run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.access.services import ask_two_persons
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.rights.models import Due, DueList
from gavn.rights.pure.erasing import ASK, RELEASE, RETENTION
from gavn.rights.pure.rules import check_words
from gavn.rights.selectors.erasing import due_persons, keys_held, lists_waiting, months_of, rules_of
from gavn.rights.services.erasing.executing import erase_person
from gavn.rights.services.erasing.finishing import finish_erasures
from gavn.rights.services.sealing import sealed_for
from gavn.works.services import all_aging, due_at, later

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, Unit, User

RUN, RUN_NOW = "rights.want_released_run", "rights.run_released"
OF_A_LIST = "of a list whose node the caller has the permission at"


@transaction.atomic
def write_due_list(*, by: User | None, unit: Unit) -> DueList:
    """Write down who and what is due to go at a node today; nothing goes. A list that waited there is written anew.

    ``by`` is nobody when the timer of the installation does so.
    """
    if by is not None:
        require(by, ASK, at=unit)
    open_lists = DueList.objects.unscoped(OF_A_LIST).select_for_update().filter(unit=unit, released_at=None)
    open_lists.filter(ended_at=None).update(ended_at=now())
    persons = due_persons(unit)
    listed = DueList(unit=unit, day=civil_today(), by=by)
    listed.save()
    at = now()
    Due.objects.bulk_create(
        [Due(on=listed, individual=one.individual, since=one.since, months=one.months, by=by, at=at) for one in persons]
    )
    concerned = [one.individual.public_id for one in persons]
    record(by, "rights.due_list_written", about=listed, individuals=concerned, unit=unit, persons=len(persons))
    return listed


@transaction.atomic
def keep_person(*, by: User, due: Due, why: str) -> Due:
    """Take a person off a list that was not released, and say why; a later list names them again."""
    unit = due.on.unit
    require(by, ASK, at=unit)
    held: Due = Due.objects.unscoped(OF_A_LIST).select_for_update(of=("self",)).select_related("on").get(pk=due.pk)
    _check_open(held.on)
    held.sealed = sealed_for(due.individual, why=check_words(why, "why", required=True))
    held.excluded_at, held.by = now(), by
    held.save(update_fields=["sealed", "excluded_at", "by"])
    record(by, "rights.person_kept", about=held, individuals=[due.individual.public_id], unit=unit)
    return held


@transaction.atomic
def ask_due_list(*, by: User, listed: DueList, words: str) -> TwoPersonAct:
    """Ask that what stands on a list go; a second person has to release it."""
    require(by, ASK, at=listed.unit)
    _check_open(listed)
    return ask_two_persons(by=by, kind=RETENTION, unit=listed.unit, about=listed.public_id, reason=words)


def start_released(*, act: TwoPersonAct, by: User) -> None:
    """The list is released, in the transaction of the release; the worker takes it from there."""
    require(by, RELEASE, at=act.unit)
    listed = DueList.objects.unscoped(OF_A_LIST).select_for_update().get(public_id=act.about)
    _check_open(listed)
    listed.by, listed.released_by, listed.released_at = act.asked_by, by, now()
    listed.save(update_fields=["by", "released_by", "released_at"])
    due_at(listed.released_at, RUN, listed.public_id)


def want_released_run(*, subject: str) -> None:
    """Due work: let the worker run what was released."""
    later(RUN_NOW)


def run_released() -> int:
    """Let go what stands on the lists that two persons released; returns how many persons. May be run again."""
    erased = sum(_run(listed) for listed in lists_waiting())
    finish_erasures()
    return erased


def _run(listed: DueList) -> int:
    """Person by person, each in a transaction of their own; who is held, or came back meanwhile, stays."""
    still = {one.individual.pk for one in due_persons(listed.unit)}
    rows = Due.objects.unscoped(OF_A_LIST).filter(on=listed, excluded_at=None).select_related("individual__controller")
    wanted = [one.individual for one in rows]
    held = keys_held([one.pk for one in wanted])
    gone = 0
    for individual in wanted:
        if individual.pk in still and individual.pk not in held:
            erase_person(
                individual=individual, by=listed.by, second=listed.released_by, unit=listed.unit,
                ground="retention", asked_for="ourselves",
            )  # fmt: skip
            gone += 1
    _end(listed, gone)
    return gone


@transaction.atomic
def _end(listed: DueList, gone: int) -> None:
    """Let go what grew old by itself, and say how it went."""
    kept = Due.objects.unscoped(OF_A_LIST).filter(on=listed).count()
    rules = rules_of(listed.unit)
    things: dict[str, Any] = {}
    if listed.unit.depth == 1:
        things = {
            one.what: one.drop(add_months(listed.day, -months_of(one.what, listed.unit, rules))) for one in all_aging()
        }
    listed.erased, listed.kept, listed.things, listed.ended_at = listed.erased + gone, kept, things, now()
    listed.save(update_fields=["erased", "kept", "things", "ended_at"])
    record(listed.by, "rights.due_list_run", about=listed, unit=listed.unit, erased=gone, kept=kept, **things)


def _check_open(listed: DueList) -> None:
    if listed.released_at is not None or listed.ended_at is not None:
        raise Refused("This list is closed. Write a new one.")
