"""Works: the clock jumps, the year ends, summer time comes and goes; what is due happens once, and history is whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gavn.history.models import Event
from gavn.history.selectors import verified
from gavn.history.services import record, seal_lines
from gavn.kernel.clock import now, today
from gavn.works.models import DueWork
from gavn.works.services import draft_content, due_at, register_job, run_due, save_draft

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Copenhagen")
WALKS = {
    "an hour back": ["2026-03-10T12:00", "2026-03-10T11:00", "2026-03-10T12:30"],
    "a year ahead and back": ["2026-03-10T12:00", "2027-03-10T12:00", "2026-03-10T12:01"],
    "into summer time": ["2026-03-29T00:59", "2026-03-29T01:00", "2026-03-29T01:01"],
    "out of summer time": ["2026-10-25T00:30", "2026-10-25T01:30", "2026-10-25T02:30"],
    "over 29 February": ["2028-02-28T23:30", "2028-02-29T12:00", "2028-03-01T00:30"],
    "over the end of the year": ["2026-12-31T22:59", "2026-12-31T23:01", "2027-01-01T00:01"],
}


@pytest.fixture
def at(monkeypatch):
    """Set the clock, told in UTC."""
    return lambda moment: monkeypatch.setenv("GAVN_NOW", f"{moment}:00+00:00")


@pytest.fixture
def rung():
    rings: list[str] = []
    register_job("test.ring", lambda subject: rings.append(subject))
    return rings


@pytest.mark.parametrize("walk", WALKS)
def test_due_work_happens_once_and_history_holds_its_order(at, rung, walk):
    at(WALKS[walk][0])
    moment = now()
    for step, time in enumerate(WALKS[walk]):
        at(time)
        due_at(moment, "test.ring", "door")
        run_due()
        record(None, "people.shown", page=str(step))
        save_draft("k", {"step": step}, owner="pia")
        seal_lines()
    assert rung == ["door"]
    assert DueWork.objects.filter(done_at__isnull=True).count() == 0
    pages = [one.detail["page"] for one in Event.objects.filter(kind="people.shown").order_by("pk")]
    assert (pages, verified().whole) == (["0", "1", "2"], True)
    assert draft_content(save_draft("k", {"step": 9}, owner="pia")) == {"step": 9}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-12-31T22:59", date(2026, 12, 31)),
        ("2026-12-31T23:00", date(2027, 1, 1)),
        ("2026-06-30T21:59", date(2026, 6, 30)),
        ("2026-06-30T22:00", date(2026, 7, 1)),
        ("2028-02-28T23:00", date(2028, 2, 29)),
    ],
)
def test_a_day_begins_at_midnight_where_the_controller_is(at, moment, day):
    at(moment)
    assert today() == day


def test_an_hour_that_comes_twice_is_two_hours(at):
    at("2026-10-25T00:30")
    first = now().astimezone(HERE)
    at("2026-10-25T01:30")
    second = now().astimezone(HERE)
    assert (first.hour, second.hour, second.astimezone(UTC) - first.astimezone(UTC)) == (2, 2, timedelta(hours=1))
    assert datetime.fromisoformat("2026-10-25T00:30:00+00:00") < now()
