"""Faults: copies are whole while answers are written and after kills, and keys change without losing a value."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
COPIES = 4
KILLS = 8
MAIN = "import sys; from gavn.web.commands import main; sys.exit(main())"
SET_UP = """
import django; django.setup()
from datetime import date
from gavn.access.models import Unit
from gavn.access.services import add_unit
from gavn.collect.services import choose_programme
service = add_unit(by=None, name="Lindenhof", kind="service", under=Unit.objects.get(name="Midtby"))
choose_programme(by=None, unit=service, programme="gavn/substance-misuse-follow-up@1", chosen=["gavn/four-lines@1"],
                 first=date(2020, 1, 1))
"""
ANSWER = """
import django; django.setup()
from itertools import count
from gavn.access.models import Unit
from gavn.access.selectors import civil_today
from gavn.collect.selectors import occasions_of_many
from gavn.collect.services import open_occasions_of_many, submit_response
from gavn.kernel.clock import public_id
from gavn.kernel.dates import PartialDate
from gavn.people.services import NewStay, enrol_many
from gavn.works.services import save_draft, store_file
unit = Unit.objects.get(name="Lindenhof")
four = {item: {"v": 7} for item in ("line_life", "line_wellbeing", "line_close", "line_social")}
for number in count():
    row = NewStay(unit=unit, entered=PartialDate.of(civil_today()), person=public_id(), given="Anna",
                  family=f"Number{number}", birth_year=1980, birth_month=1, sex="woman")
    stays = enrol_many(by=None, rows=[row], tell=False)
    open_occasions_of_many(stays)
    entry = next(one for one in occasions_of_many(stays) if one.kind == "entry")
    sent = submit_response(by=None, occasion=entry, instrument="gavn/four-lines@1", respondent="individual",
                           answers=four, client_id=public_id(), mode="interview")
    save_draft(entry.public_id, {"number": number}, owner="x")
    store_file(sent.revision.client_id.encode(), name="note.txt", owner="x")
    print(sent.revision.client_id, flush=True)
"""
COUNT = """
import django, json; django.setup()
from gavn.collect.models import Revision
from gavn.history.models import Event
from gavn.people.models import Individual
from gavn.people.selectors import names_of
from gavn.works.models import Draft
from gavn.works.selectors import all_files
from gavn.works.services import draft_content, file_content
found = list(Revision.objects.unscoped("to count").select_related("response"))
names = names_of(list(Individual.objects.unscoped("to count")))
print(json.dumps({
    "answers": [one.client_id for one in found],
    "scores": sorted({one.scores.unscoped("to count").count() for one in found}),
    "lines": Event.objects.filter(kind="collect.response_submitted").count(),
    "names": sorted({name.split()[0] for name in names.values()}), "named": len(names),
    "drafts": sorted(draft_content(one)["number"] for one in Draft.objects.all()),
    "files": [file_content(one).decode() for one in all_files()],
}))
"""


@pytest.fixture
def lived_in(house, tmp_path):
    """A house with a service that asks, and places for its copies."""
    one = house("lived-in")
    one.environment |= {"GAVN_BACKUPS": str(tmp_path / "copies"), "GAVN_KEY_BACKUP": str(tmp_path / "keys")}
    one.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
             typed="a long enough password\n")  # fmt: skip
    one.run("-c", SET_UP)
    return one


class Answering:
    """Somebody who submits answers without a pause, and which of them were acknowledged so far."""

    def __init__(self, house, told) -> None:
        self.told = told
        with told.open("wb") as out:
            self.writer = subprocess.Popen([sys.executable, "-c", ANSWER], env=house.environment, stdout=out)

    def acknowledged(self) -> set[str]:
        """The numbers of the answers that were accepted."""
        return {line.strip() for line in self.told.read_text().splitlines(keepends=True) if line.endswith("\n")}

    def stop(self) -> None:
        """No more answers; whoever ended by themselves met a trouble."""
        assert self.writer.poll() is None, "the writer ended by itself"
        self.writer.terminate()
        self.writer.wait(timeout=60)


@pytest.fixture
def answering(lived_in, tmp_path):
    """Somebody answers during the whole test."""
    somebody = Answering(lived_in, tmp_path / "acknowledged")
    until = time.monotonic() + 120
    while not somebody.acknowledged() and time.monotonic() < until:
        time.sleep(0.1)
    yield somebody
    if somebody.writer.returncode is None:
        somebody.stop()


def check_whole(told: dict, at_least: set[str]) -> None:
    """What was acknowledged is there once, with its scores and its line; what is there can be opened."""
    assert at_least <= set(told["answers"])
    assert len(told["answers"]) == len(set(told["answers"])) == told["lines"]
    assert (told["scores"], told["names"]) == ([5], ["Anna"])
    assert told["drafts"] == list(range(len(told["drafts"])))
    assert len(told["answers"]) - len(told["drafts"]) in {0, 1}
    assert set(told["files"]) <= set(told["answers"])


def test_copies_made_while_answers_are_written_are_whole_on_a_bare_machine(lived_in, answering, house, tmp_path):
    for number in range(COPIES):
        before = answering.acknowledged()
        told = lived_in.gavn("backup")
        archive, keys = [line.split(": ")[1] for line in told.splitlines() if line.startswith(("Backup: ", "Keys: "))]
        assert answering.acknowledged() > before, "nothing was written meanwhile"
        bare = house(f"bare{number}")
        assert "Every count and checksum equals the copy" in bare.gavn("restore", archive, "--keys", keys)
        check_whole(json.loads(bare.run("-c", COUNT)), before)
        assert "WRONG history" not in bare.gavn("doctor", well=None)


def killed(house, draw: random.Random, longest: float, *command: str) -> bool:
    """Start a command, kill it at a random moment; whether the kill hit it alive."""
    started = subprocess.Popen(
        [sys.executable, "-c", MAIN, *command], env=house.environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        started.wait(timeout=draw.uniform(longest / 4, longest))
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        return True
    return False


def took(house, *command: str) -> float:
    began = time.monotonic()
    house.gavn(*command)
    return time.monotonic() - began


def test_a_backup_killed_at_any_moment_leaves_no_copy_that_does_not_open(lived_in, tmp_path):
    draw, longest = random.Random(21), took(lived_in, "backup")
    hits = sum(killed(lived_in, draw, longest, "backup") for _ in range(KILLS))
    time.sleep(1.1)
    lived_in.gavn("backup")
    for archive in (tmp_path / "copies").glob("gavn-*.copy"):
        assert "Whole" in lived_in.gavn("backup", "--verify", str(archive))
    assert list((lived_in.folder / "scratch").iterdir()) == []
    assert hits >= KILLS / 2


def test_a_restore_killed_at_any_moment_can_be_run_again(lived_in, house, tmp_path):
    lived_in.gavn("backup")
    (archive,), (keys,) = (tmp_path / "copies").iterdir(), (tmp_path / "keys").iterdir()
    restore = ["restore", str(archive), "--keys", str(keys)]
    draw, longest, hits = random.Random(22), took(house("first"), *restore), 0
    for number in range(KILLS):
        bare = house(f"bare{number}")
        hits += killed(bare, draw, longest, *restore)
        told = bare.gavn(*restore, well=None)
        assert "Every count and checksum equals the copy" in told or "already" in told
        assert "WRONG" not in bare.gavn("doctor")
    assert hits >= KILLS / 2


def test_keys_changed_and_killed_while_answers_are_written_lose_no_value(lived_in, answering):
    draw, hits = random.Random(23), 0
    longest = took(lived_in, "keys", "rotate")
    for number in range(KILLS):
        hits += killed(lived_in, draw, longest, "keys", ("rotate", "rewrap")[number % 2])
    answering.stop()
    assert "Everything lies under the newest key" in lived_in.gavn("keys", "rewrap")
    told = json.loads(lived_in.run("-c", COUNT))
    check_whole(told, answering.acknowledged())
    lines = [line.split() for line in lived_in.gavn("keys", "status").splitlines() if line.startswith("vault")]
    old = [line for line in lines[:-1] if line[6] != "0"]
    assert old == [], "values lie under an older key after rewrapping"
    assert len(told["answers"]) > 0
    assert hits >= KILLS / 3
