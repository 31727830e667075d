"""Measure: wherever a process that writes the store is killed, the last good snapshot is read, and the next goes on."""

from __future__ import annotations

import pytest
from collect_cast import LINES
from django.conf import settings
from store_cast import many_answers, many_stays

from gavn.measure.gateways.store import current_store, snapshots
from gavn.measure.gateways.store import files as store_files
from gavn.measure.services import fresh_store, refresh_store
from gavn.people.services import set_goal

pytestmark = pytest.mark.faults


class Killed(BaseException):
    """The process is gone: nothing after it is done, nothing is tidied up."""


@pytest.fixture
def kill_at(monkeypatch, tmp_path):
    """Kills at the so many-th time something is brought to the disk, or is about to be named the current snapshot."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    monkeypatch.setattr(snapshots.Snapshot, "drop", lambda _self: None)
    real, left = store_files.on_disk, [0]

    def on_disk(path) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Killed
        real(path)

    for module in (store_files, snapshots):
        monkeypatch.setattr(module, "on_disk", on_disk)

    def killed(step: int, *, whole: bool) -> bool:
        left[0] = step
        try:
            refresh_store(whole=whole)
        except Killed:
            return True
        finally:
            left[0] = 0
        return False

    return killed


def held(store) -> tuple[int, ...]:
    return tuple(store.rows(name) for name in ("enrolments", "scores", "goals", LINES))


@pytest.mark.parametrize(("whole", "steps"), [(False, range(1, 60)), (True, [1, 2, 9, 30, *range(56, 120)])])
def test_a_kill_at_any_step_leaves_the_last_good_snapshot(kill_at, mara, lindenhof, chosen, whole, steps):
    stays = many_stays(lindenhof, 6)
    many_answers(stays, 2)
    before = refresh_store()
    was = held(before)
    set_goal(by=mara, enrolment=stays[0], words="More sleep", area="health", rating=3)
    will = (*was[:2], was[2] + 1, was[3])
    for step in steps:
        dead = kill_at(step, whole=whole)
        store = current_store()
        assert store.verify() == []
        assert held(store) == (was if store.snapshot == before.snapshot else will), step
        if not dead:
            break
    else:
        pytest.fail("the last step was never reached")
    assert step > 5
    assert held(fresh_store()) == will
    left = [path.name for path in (settings.GAVN_DATA / "store").iterdir()]
    assert all((settings.GAVN_DATA / "store" / name / "manifest.json").exists() for name in left if "T" in name)
