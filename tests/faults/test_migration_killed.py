"""Faults: bringing a database up to date is killed at any moment and run again; nothing in it is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from house import House
from upgrading import OLD, READ

pytestmark = pytest.mark.faults
STATE = sorted((Path(__file__).parents[1] / "web/states").glob("*.json"))[0]
KILLS = 6
MAIN = "import sys; from gavn.web.commands import main; sys.exit(main())"


def old_house(house, name: str) -> House:
    """A house of the first release, with everything in it."""
    old: House = house(name)
    (old.folder / "keys").mkdir(parents=True)
    ring = old.folder / "keys/vault.json"
    ring.touch(mode=0o600)
    ring.write_text(json.dumps(json.loads(STATE.read_text())["keys"]))
    old.run("-c", OLD, str(STATE))
    return old


def killed_after(old: House, seconds: float) -> bool:
    """Whether the kill met it at work."""
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "migrate"], env=old.environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    ) as started:  # fmt: skip
        try:
            started.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            return True
    return False


def check_whole(old: House) -> None:
    assert "WRONG" not in old.gavn("doctor", well=None)
    told = old.run("-c", READ)
    assert "names: ['Bo Lund', 'Kim Lund', 'Nora Lund']" in told
    assert "answers: 11" in told
    assert "page: 200 True" in told


def test_a_migration_that_was_killed_is_run_again_and_everything_is_there(house):
    began = time.monotonic()
    first = old_house(house, "first")
    set_up = time.monotonic()
    first.gavn("migrate")
    longest, draw = time.monotonic() - set_up, random.Random(51)
    print(f"a house of the first release took {set_up - began:.0f} s, the migration {longest:.1f} s")
    old = old_house(house, "killed")
    hits = sum(killed_after(old, draw.uniform(longest * 0.4, longest)) for _ in range(KILLS))
    old.gavn("migrate")
    check_whole(old)
    assert hits >= 1
