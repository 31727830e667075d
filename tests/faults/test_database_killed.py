"""Faults: every process of PostgreSQL is killed while answers are submitted; none acknowledged is lost or doubled."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time

import pytest
from answering_here import COUNT, ENROL, SET_UP, SUBMIT
from cluster_here import own_cluster
from house import House

pytestmark = pytest.mark.faults
KILLS = 10
STAYS = 1500


def kept(told) -> list[str]:
    """The numbers that were acknowledged so far."""
    return [line.split()[1] for line in told.read_text().splitlines() if line.startswith("kept ")]


def wait_for_more(told, than: int) -> None:
    until = time.monotonic() + 120
    while len(kept(told)) <= than:
        assert time.monotonic() < until, told.read_text()[-500:]
        time.sleep(0.05)


def test_no_acknowledged_answer_is_lost_or_doubled_when_the_database_is_killed(tmp_path):
    told, draw = tmp_path / "told", random.Random(31)
    with own_cluster() as cluster:
        one = House(tmp_path / "house", f"postgres://gavn@127.0.0.1:{cluster.port}/gavn")
        one.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
                 typed="a long enough password\n")  # fmt: skip
        one.run("-c", SET_UP)
        one.run("-c", ENROL, str(STAYS))
        with told.open("wb") as out:
            writer = subprocess.Popen([sys.executable, "-c", SUBMIT, "600"], env=one.environment, stdout=out)
        for _ in range(KILLS):
            wait_for_more(told, len(kept(told)))
            time.sleep(draw.uniform(0.05, 0.5))
            assert writer.poll() is None, "the writer ended before the last kill"
            cluster.killed()
            cluster.start()
        wait_for_more(told, len(kept(told)) + 3)
        writer.kill()
        writer.wait(timeout=60)
        acknowledged, found = kept(told), json.loads(one.run("-c", COUNT))
        troubles = told.read_text().count("trouble")
        print(f"{KILLS} kills, {len(acknowledged)} acknowledged, {troubles} times no answer")
        assert troubles >= KILLS
        assert len(acknowledged) == len(set(acknowledged))
        assert set(acknowledged) <= set(found["answers"])
        assert len(found["answers"]) == len(set(found["answers"])) == found["lines"]
        assert len(found["answers"]) - len(acknowledged) in {0, 1}
        assert found["scores"] == [5]
        assert "WRONG" not in one.gavn("doctor", well=None).replace("WRONG backup", "")
