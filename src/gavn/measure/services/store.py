"""Writing the analysis store from the database: what is new since it was written last, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.measure.gateways.store import (
    Manifest,
    Store,
    alone,
    current_store,
    new_snapshot,
    one_view,
    person_number,
    put_elsewhere,
    tidy_elsewhere,
    whole_manifest,
)
from gavn.measure.pure.tables import (
    ENROLMENTS,
    FORMS_GIVEN,
    GOALS,
    INTERVENTIONS,
    LEFT_OUT,
    OCCASIONS,
    SCORES,
    Row,
    TableShape,
    answers_shape,
)
from gavn.measure.selectors.changes import Changed, change_mark, changed_since, open_gaps
from gavn.measure.selectors.definitions import definition_digests
from gavn.measure.selectors.rows import (
    Persons,
    answer_rows,
    enrolment_rows,
    form_rows,
    goal_rows,
    instruments_to_store,
    intervention_rows,
    known_instruments,
    left_out_rows,
    occasion_rows,
    persons_there,
    score_rows,
)
from gavn.measure.selectors.store import defined_alike, store_state
from gavn.measure.services.registers import store_written
from gavn.works.services import due_at

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument
    from gavn.measure.gateways.store import Snapshot

SMALL = 50_000  # responses up to which a page waits until what is new was written
SCHEDULE = 5  # minutes between two refreshes of a large store
AT_ONCE = timedelta(0)
WANT = "measure.want_fresh_store"


def refresh_store(*, whole: bool = False) -> Store:
    """Write what is new and return the store; only one process does so at a time. For the job and the command.

    ``whole``: write all of it anew, as is done by itself where what is new cannot be told, or a file is damaged.
    """
    with alone(wait=True):
        _bring_up(whole=whole)
    return _current()


def fresh_store(max_age: timedelta = AT_ONCE) -> Store:
    """The store for a page: what is new is written first when it is older than ``max_age`` and small.

    A large one is refreshed every few minutes by the worker; until then the last one is read, and the page says
    when its figures were frozen (``store.made_at``). Nothing is read from one that is damaged.
    """
    state = store_state()
    if state.readable and (not state.behind or now() - (state.made_at or now()) < max_age):
        return _current()
    if state.readable and state.answers >= SMALL:
        due_at(_next_turn(now()), WANT, "store")
        return _current()
    with alone(wait=not state.readable) as our_turn:
        if our_turn and _still_behind():
            _bring_up(whole=False)
    return _current()


def _still_behind() -> bool:
    """Whether the process that wrote while we waited left something to do."""
    state = store_state()
    return state.behind or not state.readable


def _next_turn(moment: datetime) -> datetime:
    begun = moment.replace(minute=moment.minute - moment.minute % SCHEDULE, second=0, microsecond=0)
    return begun + timedelta(minutes=SCHEDULE)


def _current() -> Store:
    store = current_store()
    if store is None:
        raise Refused("The analysis store could not be read; write it with `gavn store refresh`.")
    return store


def _bring_up(*, whole: bool) -> None:
    """One snapshot from one view of the database: what is new beside the last one, or everything."""
    with one_view():
        mark = change_mark()
        before = None if whole else whole_manifest()
        changed = changed_since(before, mark) if before else None
        if before is None or changed is None or not defined_alike(before):
            _write(instruments_to_store(), mark)
        else:
            _add(before, changed, mark)
    put_elsewhere(_current().manifest)
    tidy_elsewhere()
    store_written.tell()


def _write(definitions: list[Instrument], mark: dict[str, int]) -> None:
    """Everything, in new files."""
    digests, gaps = definition_digests(definitions), open_gaps(None, mark)
    with new_snapshot(made_at=now(), mark=mark, definitions=digests, gaps=gaps) as snapshot:
        _tables(snapshot, definitions, None)
        snapshot.finish()


def _add(before: Manifest, changed: Changed, mark: dict[str, int]) -> None:
    """What is new beside the files there are: tombstones over changed persons, and their rows as they are now."""
    definitions = known_instruments({*before.definitions, *changed.instruments})
    digests, gaps = definition_digests(definitions), open_gaps(before, mark)
    with new_snapshot(made_at=now(), mark=mark, definitions=digests, gaps=gaps, after=before) as snapshot:
        if changed.somebody_erased:
            snapshot.sweep(persons_there())
        snapshot.bury(person_number(one) for one in changed.persons)
        new = [one for one in definitions if one.full_key in changed.instruments or one.full_key not in snapshot.tables]
        _tables(snapshot, new, changed.persons)
        snapshot.finish()


def _tables(snapshot: Snapshot, definitions: list[Instrument], only: Persons | None) -> None:
    """The rows of every table: everybody's, or those of some persons."""
    for shape, rows in _shared():
        snapshot.write(shape, rows(only))
    for definition in definitions:
        snapshot.write(answers_shape(definition), answer_rows(definition, only))


def _shared() -> list[tuple[TableShape, Callable[[Persons | None], Iterator[list[Row]]]]]:
    return [
        (ENROLMENTS, enrolment_rows),
        (OCCASIONS, occasion_rows),
        (SCORES, score_rows),
        (LEFT_OUT, left_out_rows),
        (INTERVENTIONS, intervention_rows),
        (GOALS, goal_rows),
        (FORMS_GIVEN, form_rows),
    ]
