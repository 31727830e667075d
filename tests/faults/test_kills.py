"""Faults: whatever kills a web process while answers are submitted, none acknowledged is lost and none is doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from served_demo import COUNT, ENROL, MAIN, served, signed_in, submit  # noqa: F401  a fixture

pytestmark = pytest.mark.faults

KILLS = int(os.environ.get("GAVN_KILLS", "200"))
CLIENTS = 4
STAYS = 1500


def test_no_acknowledged_answer_is_lost_or_doubled_by_two_hundred_kills(served):  # noqa: F811
    service = json.loads((served.folder / "demo.json").read_text())["objects"]["service"]
    occasions = json.loads(served.python(ENROL, service, str(STAYS)))
    acknowledged: dict[str, str] = {}
    lost: list[int] = []
    enough, troubles = threading.Event(), []

    def practitioner(mine: list[str]) -> None:
        visitor = signed_in(served)
        try:
            for occasion in mine:
                if enough.is_set():
                    return
                number, without_reply = submit(visitor, occasion)
                acknowledged[number] = occasion
                lost.append(without_reply)
        except Exception as trouble:  # noqa: BLE001  told to the test, which runs in another thread
            troubles.append(trouble)

    threads = [threading.Thread(target=practitioner, args=(occasions[place::CLIENTS],)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    draw, killed = random.Random(7), 0
    while killed < KILLS and any(thread.is_alive() for thread in threads):
        time.sleep(draw.uniform(0.2, 1.4))
        standing = served.workers()
        if standing:
            os.kill(draw.choice(standing), signal.SIGKILL)
            killed += 1
    enough.set()
    for thread in threads:
        thread.join(timeout=120)
    revisions, answered, scores = json.loads(served.python(COUNT))
    print(f"{killed} kills, {len(acknowledged)} acknowledged, {sum(map(bool, lost))} of them after a lost reply")
    assert not troubles
    assert killed == KILLS
    assert sum(map(bool, lost)) >= KILLS / 20, "the kills missed the submissions"
    assert dict.fromkeys(acknowledged, 1) == revisions
    assert dict.fromkeys(acknowledged.values(), 1) == answered
    assert set(scores) == {5}
    look = [sys.executable, "-c", MAIN, "doctor"]
    doctor = subprocess.run(look, env=served.environment, capture_output=True, text=True, check=False)
    assert "WRONG history" not in doctor.stdout, doctor.stdout
