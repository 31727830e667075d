"""Faults: the worker is killed again and again while it takes files in; each of them comes in once and whole."""

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
from answering_here import SET_UP
from imports_cast import MAPPING, written
from serving import await_address, free_port

pytestmark = pytest.mark.faults
FILES, KILLS = 24, 12
MAIN = "import sys; from gavn.web.commands import main; sys.exit(main())"
ROW = "{n};Åse;Nummer{n};K;03.02.1980;{n}a;01.03.2025;;;Ind;02.03.2025;5;4;6;3;"
BRING = """
import django, json, sys; django.setup()
from datetime import date
from gavn.access.models import Unit
from gavn.access.services import add_user, give_role
from gavn.imports.services import begin_import, confirm_import, running
mara = add_user(by=None, email="mara@example.org", name="Mara")
give_role(by=None, user=mara, role="manager", at=Unit.objects.get(name="Lindenhof"), first=date(2020, 1, 1), last=None)
mapping, files = json.loads(sys.stdin.read())
for number, text in enumerate(files):
    running._large = lambda content: False
    brought = begin_import(by=mara, content=text.encode(), name=f"{number}.csv", mapping=mapping)
    running._large = lambda content: True
    confirm_import(by=mara, brought=brought)
"""
COUNT = """
import django, json; django.setup()
from collections import Counter
from django_tasks_db.models import DBTaskResult
from gavn.collect.models import Revision
from gavn.imports.models import Import
from gavn.people.models import Enrolment
print(json.dumps({
    "imports": Counter(one.state for one in Import.objects.all()),
    "waiting": DBTaskResult.objects.exclude(status__in=["SUCCESSFUL", "FAILED"]).count(),
    "failed": DBTaskResult.objects.filter(status="FAILED").count(),
    "stays": Enrolment.objects.unscoped("to count").count(),
    "answers": Revision.objects.unscoped("to count").count(),
}))
"""


def worker_of(server: subprocess.Popen) -> int | None:
    """The process that does the jobs of this server."""
    for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split():
        if "db_worker" in Path(f"/proc/{pid}/cmdline").read_text():
            return int(pid)
    return None


def counted(house) -> dict:
    return json.loads(house.run("-c", COUNT))


def killed_while_at_work(server: subprocess.Popen, draw: random.Random) -> int:
    """Kill the worker at a random moment after it started, so many times; how often it was there."""
    hits = 0
    for _ in range(KILLS):
        time.sleep(draw.uniform(0.5, 6))
        pid = worker_of(server)
        if pid:
            os.kill(pid, signal.SIGKILL)
            hits += 1
    return hits


def test_each_file_comes_in_once_however_often_the_worker_is_killed(house, tmp_path):
    one = house("lived-in")
    one.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
             typed="a long enough password\n")  # fmt: skip
    one.run("-c", SET_UP)
    files = [written(ROW.format(n=number)).decode() for number in range(FILES)]
    one.run("-c", BRING, typed=json.dumps([MAPPING, files]))
    assert counted(one)["stays"] == 0
    port, log = free_port(), tmp_path / "log"
    serve = [sys.executable, "-c", MAIN, "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    with log.open("wb") as out:
        server = subprocess.Popen(serve, env=one.environment, stdout=out, stderr=out)
    try:
        await_address(f"http://127.0.0.1:{port}", server, log)
        hits = killed_while_at_work(server, random.Random(41))
        until = time.monotonic() + 300
        while (found := counted(one))["waiting"] and time.monotonic() < until:
            time.sleep(2)
    finally:
        server.terminate()
        server.wait(timeout=60)
    print(f"{hits} kills, {found}")
    assert found["imports"] == {"done": FILES}
    assert (found["stays"], found["answers"], found["failed"]) == (FILES, FILES, 0)
    assert hits >= KILLS / 2
    assert "WRONG history" not in one.gavn("doctor", well=None)
