"""The database of an earlier release is brought up to date with everything in it, and nobody's answers are lost.

``tests/report/keep_state.py`` keeps such a state.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from house import House
from upgrading import OLD, READ

LATE = "WRONG jobs: 1 overdue"  # true of a state once the night after it was kept has passed
STATES = sorted((Path(__file__).parent / "states").glob("*.json"))


@pytest.mark.database
@pytest.mark.parametrize("state", STATES, ids=lambda path: path.stem)
def test_an_earlier_state_is_brought_up_to_date_with_everything_in_it(house, state):
    old: House = house("old")
    keys = old.folder / "keys"
    keys.mkdir(parents=True)
    ring = keys / "vault.json"
    ring.touch(mode=0o600)
    ring.write_text(json.dumps(json.loads(state.read_text())["keys"]))
    old.run("-c", OLD, str(state))
    old.gavn("migrate")
    wrong = [line for line in old.gavn("doctor", well=None).splitlines() if "WRONG" in line]
    assert [line for line in wrong if LATE not in line] == []
    told = old.run("-c", READ)
    assert "names: ['Bo Lund', 'Kim Lund', 'Nora Lund']" in told
    assert "answers: 11" in told
    assert "page: 200 True" in told
