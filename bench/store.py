"""What a refresh of the analysis store costs after new responses, beside writing it whole; a group-by beside a scan."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bench._engines import grouped, large_store, scanned
from bench._made import figure, printed

SIZES = (1_000, 20_000)  # stays; twice as many responses
NEW = (1, 100, 10_000)
FIRST = date(2024, 1, 1)
ROUNDS = 7
RATIO = 10
SHARE = 0.5
GROWTH = 3.0
LINES = ("line_life", "line_wellbeing", "line_close", "line_social")


def run() -> dict[str, Any]:
    """Seconds after 1, 100 and 10,000 new responses, over a small house and a large one."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    house, figures = _House(), []
    took: dict[tuple[int, int], float] = {}
    for size in SIZES:
        house.grow(size)
        there = house.responses
        for new in (0, *NEW):
            house.answer(new)
            began = time.perf_counter()
            manner = _refresh(whole=new == 0)
            took[size, new] = time.perf_counter() - began
            what = f"over {there:,} responses, refresh after {new:,} new ones ({manner})"
            figures.append(printed(what, f"{took[size, new]:.2f} s"))
    small, large = SIZES
    beside = took[large, 1] / took[large, 0]
    figures.append(figure("refresh after 1 new response beside a whole writing", beside, SHARE))
    growth = took[large, 100] / took[small, 100]
    figures.append(figure(f"after 100: {large // small} times the house, so many times the refresh", growth, GROWTH))
    figures.append(_group_by())
    return {"figures": figures}


def _refresh(*, whole: bool) -> str:
    """Bring the store up to date; says in which way it was done."""
    from gavn.measure.gateways.store import current_manifest
    from gavn.measure.services import refresh_store

    refresh_store(whole=whole)
    manifest = current_manifest()
    return "added" if manifest and manifest.layer else "written whole"


def _seconds(done: Callable[[], object]) -> float:
    began = time.perf_counter()
    done()
    return time.perf_counter() - began


def _group_by() -> dict[str, Any]:
    store = large_store()
    made, plain = grouped(store), scanned(store)

    def best(asked: Any) -> float:
        return min(_seconds(asked.to_pyarrow) for _round in range(ROUNDS))

    plain_seconds, seconds = best(plain), best(made)
    took = f"{seconds * 1000:.0f} ms ÷ {plain_seconds * 1000:.0f} ms"
    what = f"group-by ÷ raw scan of {store.rows('scores'):,} scores ({took})"
    return figure(what, seconds / plain_seconds, RATIO)


class _House:
    """One service that grows, with its answers."""

    def __init__(self) -> None:
        from gavn.access.services import add_unit
        from gavn.collect.services import choose_programme

        owner = add_unit(by=None, name="Organisation", kind="organisation", controller=True)
        self.unit = add_unit(by=None, name="Service", kind="service", under=owner)
        choose_programme(
            by=None,
            unit=self.unit,
            programme="gavn/substance-misuse-follow-up@1",
            chosen=["gavn/four-lines@1"],
            first=FIRST,
        )
        self.stays: list[Any] = []
        self.month, self.next, self.responses = 0, 0, 0

    def grow(self, size: int) -> None:
        """Have so many stays with two responses each."""
        from gavn.kernel.dates import PartialDate
        from gavn.people.services import NewStay, enrol_many

        rows = [
            NewStay(unit=self.unit, entered=PartialDate.of(FIRST), person=f"P{number}", given="Ida",
                    family=f"Lund{number}", birth_year=1950 + number % 50, birth_month=1, sex="woman",
                    measured_from=FIRST)
            for number in range(len(self.stays), size)
        ]  # fmt: skip
        self.stays += enrol_many(by=None, rows=rows, tell=False)
        for _time in range(2):
            self.answer(size)

    def answer(self, count: int) -> None:
        """So many new responses, on new occasions of one stay after another."""
        while count > 0:
            self._answer(min(count, len(self.stays)))
            count -= len(self.stays)

    def _answer(self, count: int) -> None:
        from gavn.collect.services import WantedOccasion, ensure_occasions, submit_many
        from gavn.collect.services.submitting import NewAnswers

        self.month += 1
        due = FIRST + timedelta(days=20 * self.month)
        wanted = [
            WantedOccasion(enrolment=stay, kind="status", month=self.month, due=due) for stay in self.stays[:count]
        ]
        rows = []
        for occasion in ensure_occasions(by=None, wanted=wanted):
            self.next += 1
            answers = {item: {"v": (self.next + place) % 11} for place, item in enumerate(LINES)}
            rows.append(
                NewAnswers(occasion=occasion, instrument="gavn/four-lines@1", respondent="individual", answers=answers,
                           client_id=f"bench{self.next:07d}", mode="import", answered_on=due)
            )  # fmt: skip
        submit_many(by=None, rows=rows)
        self.responses += count
