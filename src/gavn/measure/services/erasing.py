"""Where this stage keeps something of a person, for an erasure: rows, and the analysis store that is made of them."""

from __future__ import annotations

from gavn.collect.selectors.programmes import programmes_chosen
from gavn.kernel.say import Said
from gavn.measure.gateways.store import alone, current_manifest, drop_older
from gavn.measure.models import CriticalTask, ScoreRow
from gavn.measure.services.store import refresh_store
from gavn.works.services import Eraser, PersonsTable

# Also of answers that lie, struck out, with somebody for whom they were entered first.
PATHS = tuple(f"revision__response__{'moved_to__' * n}occasion__enrolment__individual" for n in range(3))


def scores_of_persons(into: list[Eraser]) -> None:
    """Scores and critical answers; signed up to works.erasers."""
    into += [
        PersonsTable(ScoreRow, PATHS, Said("Scores")),
        PersonsTable(CriticalTask, PATHS, Said("Critical answers")),
    ]


def write_store_without() -> None:
    """Write the analysis store anew and keep no snapshot from before; signed up to works.erased."""
    if current_manifest() is None:
        drop_older()
        return
    refresh_store()
    with alone(wait=True):
        drop_older()


def tell_programmes(*, units: set[int], into: dict[int, str]) -> None:
    """Which programme each service works with, for rules by programme; signed up to rights.programmes_told."""
    into.update({unit: row.programme for unit, row in programmes_chosen(units).items()})
