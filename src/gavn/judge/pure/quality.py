"""How good the data of a season are, service by service: what is there, what is late, twice or far out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from gavn.compare.pure.disclosure import Policy, Sum
from gavn.compare.pure.released import released
from gavn.kernel.say import Said, said

ALL = "all"
LOW_RESPONSE, MUCH_SILENCE, MUCH_LATE = 0.6, 0.1, 0.2
"""Below this share of answers, above this share of silence and of lateness a service is named. They are ours: a reason
to look, not a verdict."""
UNSAID, WHY = "silent", "why:"


@dataclass(frozen=True)
class Quality:
    """One service's data of a season.

    ``due``: occasions whose time is over; ``left_out``: not done, by reason; what is neither done nor left out nobody
    said anything about. ``late``: done after their window. ``twice``: stays of the same person that began on the same
    day. ``far_out``: of ``scores``, those beyond three times the middle half's width outside it (Tukey 1977).
    """

    id: str
    name: str
    due: int = 0
    done: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    late: int = 0
    stays: int = 0
    twice: int = 0
    scores: int = 0
    far_out: int = 0

    @property
    def silent(self) -> int:
        """Not done, and nobody said why."""
        return self.due - self.done - sum(self.left_out.values())

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"left_out": dict(self.left_out)}


def quality_of(kept: Mapping[str, Any]) -> Quality:
    """What was kept.

    >>> quality_of(Quality("a", "Lindenhof", due=4, done=3).plain()).silent
    1
    """
    return Quality(**kept)


def with_all(rows: Sequence[Quality], name: str) -> list[Quality]:
    """The services' rows after one that adds them up."""
    reasons = sorted({reason for row in rows for reason in row.left_out})
    counted = ("due", "done", "late", "stays", "twice", "scores", "far_out")
    sums = {one: sum(getattr(row, one) for row in rows) for one in counted}
    left_out = {reason: sum(row.left_out.get(reason, 0) for row in rows) for reason in reasons}
    return [Quality(ALL, name, left_out=left_out, **sums), *rows]


def to_look_at(row: Quality) -> list[Said]:
    """What somebody who answers for the data should look at in one service, in sentences."""
    if not row.due:
        return [Said("Nothing was due, so nothing can be said about this service.")]
    found = []
    if row.done / row.due < LOW_RESPONSE:
        found.append(said("Done: {n} of {due}. So many are missing that those who answered may differ from the rest.",
                          n=row.done, due=row.due))  # fmt: skip
    if row.silent / row.due > MUCH_SILENCE:
        found.append(said("Nobody said why {n} of {due} were not done.", n=row.silent, due=row.due))
    if row.done and row.late / row.done > MUCH_LATE:
        found.append(said("{n} of {done} were done after their time.", n=row.late, done=row.done))
    if row.twice:
        found.append(said("{n} stays may have been entered twice.", n=row.twice))
    if row.far_out:
        found.append(said("{n} of {scores} scores lie far from all others.", n=row.far_out, scores=row.scores))
    return found


@dataclass(frozen=True)
class QualityShown:
    """A row as a reader may see it; what is hidden is None. ``notes`` are empty where they would say a hidden count."""

    id: str
    name: str
    counts: Mapping[str, int | None]
    notes: tuple[Said, ...]

    @property
    def response(self) -> float | None:
        """The share that was done, where both counts may be seen."""
        due, done = self.counts["due"], self.counts["done"]
        return done / due if due and done is not None else None


def quality_shown(rows: Sequence[Quality], policy: Policy | None) -> list[QualityShown]:
    """The sheet for one kind of reader; ``policy`` is None for those who may open the persons."""
    counts = {(row.id, name): count for row in rows for name, count in _cells(row).items()}
    found = released(counts, _sums(rows), policy=policy)
    shown = []
    for row in rows:
        cells = {name: found.shown.get((row.id, name)) for name in _cells(row)}
        open_here = policy is None or not any(cells[name] is None for name in cells)
        shown.append(QualityShown(row.id, row.name, cells, tuple(to_look_at(row)) if open_here else ()))
    return shown


def _cells(row: Quality) -> dict[str, int]:
    whys = dict(zip(_whys(row), row.left_out.values(), strict=True))
    parts = {"due": row.due, "done": row.done, **whys, UNSAID: row.silent}
    twos = {"late": row.late, "in_time": row.done - row.late, "stays": row.stays, "twice": row.twice}
    return parts | twos | {"scores": row.scores, "far_out": row.far_out}


def _whys(row: Quality) -> list[str]:
    return [WHY + reason for reason in row.left_out]


def _sums(rows: Sequence[Quality]) -> list[Sum[tuple[str, str]]]:
    """What everybody knows adds up: the parts of what was due, and the services to the whole."""
    sums = []
    for row in rows:
        sums.append(Sum((row.id, "due"), tuple((row.id, one) for one in ("done", *_whys(row), UNSAID))))
        sums.append(Sum((row.id, "done"), ((row.id, "late"), (row.id, "in_time"))))
    names = dict.fromkeys(name for row in rows for name in _cells(row))
    services = [row for row in rows if row.id != ALL]
    for name in names:
        parts = tuple((row.id, name) for row in services if name in _cells(row))
        sums.append(Sum((ALL, name), parts))
    return sums
