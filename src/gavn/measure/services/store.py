"""Writing the analysis store anew from the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.measure.gateways.store import Store, alone, current_store, new_snapshot, one_view
from gavn.measure.pure.tables import (
    ENROLMENTS,
    FORMS_GIVEN,
    GOALS,
    INTERVENTIONS,
    LEFT_OUT,
    OCCASIONS,
    SCORES,
    answers_shape,
)
from gavn.measure.selectors.definitions import definition_digests
from gavn.measure.selectors.rows import (
    answer_rows,
    change_mark,
    enrolment_rows,
    form_rows,
    goal_rows,
    instruments_to_store,
    intervention_rows,
    left_out_rows,
    occasion_rows,
    score_rows,
)
from gavn.measure.selectors.store import answers_to_store, store_state
from gavn.measure.services.registers import store_written
from gavn.works.services import due_at

if TYPE_CHECKING:
    from gavn.measure.gateways.store import Snapshot

SMALL = 50_000  # responses that are rewritten while somebody waits for the page
AT_ONCE = timedelta(0)
WANT = "measure.want_fresh_store"


def refresh_store() -> Store:
    """Write the whole store anew and return it; only one process does so at a time. For the job and the command."""
    with alone(wait=True):
        _rewrite()
    return _current()


def fresh_store(max_age: timedelta = AT_ONCE) -> Store:
    """The store for a page: rewritten first when something changed, it is older than ``max_age`` and small.

    A large one is rewritten within the hour by the worker; until then the last one is read, and the page says
    when its figures were frozen (``store.made_at``).
    """
    state = store_state()
    if state.manifest is not None and (not state.behind or now() - state.manifest.made_at < max_age):
        return _current()
    if state.manifest is not None and answers_to_store() >= SMALL:
        whole_hour = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        due_at(whole_hour, WANT, "store")
        return _current()
    with alone(wait=state.manifest is None) as our_turn:
        if our_turn and store_state().behind:
            _rewrite()
    return _current()


def _current() -> Store:
    store = current_store()
    if store is None:
        raise Refused("The analysis store could not be read; write it with `gavn store refresh`.")
    return store


def _rewrite() -> None:
    """One snapshot from one view of the database."""
    with one_view():
        definitions = instruments_to_store()
        mark, digests = change_mark(), definition_digests(definitions)
        with new_snapshot(made_at=now(), mark=mark, definitions=digests) as snapshot:
            _write_shared(snapshot)
            for definition in definitions:
                snapshot.write(answers_shape(definition), answer_rows(definition))
            snapshot.finish()
    store_written.tell()


def _write_shared(snapshot: Snapshot) -> None:
    snapshot.write(ENROLMENTS, enrolment_rows())
    snapshot.write(OCCASIONS, occasion_rows())
    snapshot.write(SCORES, score_rows())
    snapshot.write(LEFT_OUT, left_out_rows())
    snapshot.write(INTERVENTIONS, intervention_rows())
    snapshot.write(GOALS, goal_rows())
    snapshot.write(FORMS_GIVEN, form_rows())
