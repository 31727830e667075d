"""What was written since the analysis store was: by the history, by the numbers of rows, and by the day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from gavn.access.selectors import civil_today
from gavn.access.selectors.roll_out import roll_outs_begun
from gavn.collect.selectors.for_the_store import all_answers, all_occasions
from gavn.history.selectors import Written, gaps_between, last_write, writes_since
from gavn.measure.gateways.store import Manifest
from gavn.measure.models import ScoreRow
from gavn.measure.pure.store_lines import ERASED, MOVING, OF_A_SERVICE, OF_NEW_ROWS, STILL
from gavn.measure.selectors.rows import instruments_answered_by
from gavn.people.selectors.for_the_store import all_stays
from gavn.rights.selectors.says import persons_decided_between

FEW = 2000  # persons that are always written alone, however few there are
WHY = "the analysis store holds everybody, without names"


@dataclass(frozen=True)
class Changed:
    """Whose rows are to be written anew, which instruments they answered, and whether somebody was erased."""

    persons: frozenset[str]
    instruments: frozenset[str]
    somebody_erased: bool


def change_mark() -> dict[str, int]:
    """What moves whenever something the store holds was written, or a day begins on which a decision may hold."""
    mark = {
        name: found.order_by("-pk").values_list("pk", flat=True).first() or 0 for name, (found, _to) in _rows().items()
    }
    return {"line": last_write(MOVING, but=STILL), "day": civil_today().toordinal(), **mark}


def open_gaps(before: Manifest | None, mark: dict[str, int]) -> list[int]:
    """Numbers of lines up to the mark that are not there: some may be of writes that have not committed yet."""
    return gaps_between(before.mark["line"] if before else 0, mark["line"], before.gaps if before else ())


def anything_late(before: Manifest) -> bool:
    """Whether a write came in that had not committed when the store was written."""
    return bool(_lines(before))


def changed_since(before: Manifest, mark: dict[str, int]) -> Changed | None:
    """Whose rows changed since a snapshot; nothing where that cannot be told, or it is so many that all are written."""
    lines = _lines(before)
    if any(_unclear(line) for line in lines):
        return None
    persons = {one for line in lines for one in line.individuals}
    services = {line.about for line in lines if line.kind in OF_A_SERVICE} | _begun(before, mark)
    persons |= set(_of(all_stays().filter(unit__public_id__in=services), "individual__public_id"))
    persons |= {one for name, (found, to) in _rows().items() for one in _of(found.filter(pk__gt=before.mark[name]), to)}
    persons |= persons_decided_between(*_days(before, mark))
    if len(persons) > max(FEW, before.tables["enrolments"].rows // 2):
        return None
    answered = frozenset(instruments_answered_by(persons))
    return Changed(frozenset(persons), answered, any(line.kind == ERASED for line in lines))


def _lines(before: Manifest) -> list[Written]:
    return writes_since(before.mark["line"], before.gaps, MOVING, but=STILL)


def _unclear(line: Written) -> bool:
    """Whether a line may have changed rows without saying whose."""
    return not line.individuals and line.kind not in OF_NEW_ROWS | OF_A_SERVICE | {ERASED}


def _rows() -> dict[str, tuple[Any, str]]:
    """Rows by whose numbers new ones are found, and the way from each to its person."""
    of_answer = "response__occasion__enrolment__individual__public_id"
    scores = ScoreRow.objects.unscoped(WHY)
    return {
        "answers": (all_answers(), of_answer),
        "scores": (scores, f"revision__{of_answer}"),
        "stays": (all_stays(), "individual__public_id"),
        "occasions": (all_occasions(), "enrolment__individual__public_id"),
    }


def _begun(before: Manifest, mark: dict[str, int]) -> set[str]:
    """The services whose questions began to be asked on a day since."""
    return roll_outs_begun(*_days(before, mark))


def _days(before: Manifest, mark: dict[str, int]) -> tuple[date, date]:
    return date.fromordinal(before.mark["day"]), date.fromordinal(mark["day"])


def _of(found: Any, person: str) -> Collection[str]:
    return set(found.order_by().values_list(person, flat=True).distinct())
