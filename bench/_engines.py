"""A large table of scores for engines to read, and what is asked of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

CHUNKS, ROWS = 40, 50_000
SCORES_ASKED, SERVICES, PERSONS = 24, 200, 5_000
FIRST = date(2016, 1, 1)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def large_store() -> Any:
    """A store of two million scores of five thousand persons over ten years."""
    from gavn.measure.gateways.store import Store, new_snapshot
    from gavn.measure.pure.tables import ENROLMENTS, SCORES

    def scores(start: int) -> list[tuple[Any, ...]]:
        names = [column.name for column in SCORES.columns]
        rows = []
        for number in range(start, start + ROWS):
            day = FIRST + timedelta(days=number * 7919 % 3650)
            known = {
                "enrolment": f"e{number % PERSONS}", "kind": "status", "number": 1, "baseline": False, "due": day,
                "day": day, "instrument": "gavn/f", "version": 1, "respondent": "individual",
                "score": f"s{number % SCORES_ASKED}", "value": float(number * 31 % 101) / 7, "answered": 4, "items": 4,
            }  # fmt: skip
            rows.append((*(known.get(name) for name in names), number % PERSONS))
        return rows

    stays = [
        (*({"enrolment": f"e{one}", "service": f"u{one % SERVICES}", "closed": False}.get(column.name)
           for column in ENROLMENTS.columns), one)
        for one in range(PERSONS)
    ]  # fmt: skip
    with new_snapshot(made_at=BEGAN, mark={}, definitions={}) as snapshot:
        snapshot.write(ENROLMENTS, [stays])
        snapshot.write(SCORES, (scores(chunk * ROWS) for chunk in range(CHUNKS)))
        return Store(snapshot.finish())


def grouped(store: Any) -> Any:
    """By score, instrument version and year: how many, the sum and the sum of squares."""
    scores = store.table("scores")
    by = scores.group_by(score=scores.score, version=scores.version, year=scores.day.year())
    return by.agg(n=scores.value.count(), total=scores.value.sum(), squares=(scores.value * scores.value).sum())


def scanned(store: Any) -> Any:
    """The same columns, read once: one line."""
    scores = store.table("scores")
    return scores.agg(
        score=scores.score.max(), version=scores.version.max(), day=scores.day.max(), total=scores.value.sum()
    )
