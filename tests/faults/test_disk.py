"""Faults: the disk is full, or can only be read; nothing is half-written, and afterwards everything goes on."""

from __future__ import annotations

import json
import subprocess

import pytest
from answering_here import COUNT, ENROL, SET_UP, SUBMIT
from house import House

pytestmark = pytest.mark.faults
STAYS = 6
PAGE = """
import django; django.setup()
from django.conf import settings
from django.test import Client
settings.ALLOWED_HOSTS, settings.GAVN_SECOND_FACTOR = ["*"], False
client = Client(raise_request_exception=False)
page = client.post("/sign-in/", {"login": "ada@example.org", "password": "a long enough password"})
print("page", page.status_code, "What you had saved is still there" in page.content.decode())
"""


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own with a house on it, where this machine lets a test make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "gavn", place], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("only an administrator of the machine may make a file system")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.fixture
def lived_in(small_disk) -> House:
    """A house on that disk in which persons wait to be asked."""
    one = House(small_disk / "var", "")
    one.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
             typed="a long enough password\n")  # fmt: skip
    one.run("-c", SET_UP)
    one.run("-c", ENROL, str(STAYS))
    return one


def counted(house: House) -> dict:
    return json.loads(house.run("-c", COUNT))


def check_goes_on(house: House, before: dict) -> None:
    """Sent again, everything is there once and whole."""
    assert counted(house) == before
    told = house.run("-c", SUBMIT, "1", "with files")
    assert (told.count("kept"), told.count("filed")) == (STAYS, STAYS)
    found = counted(house)
    assert (len(found["answers"]), found["lines"], found["scores"]) == (STAYS, STAYS, [5])
    assert found["files"] == found["answers"]
    assert "WRONG history" not in house.gavn("doctor", well=None)


def test_on_a_full_disk_nothing_is_half_written_and_afterwards_everything_goes_on(lived_in, small_disk):
    before = counted(lived_in)
    told = lived_in.run("-c", SUBMIT, "1", "with files", str(small_disk / "full"))
    assert ("kept" in told, "filed" in told, told.count("trouble")) == (False, False, 2 * STAYS)
    assert "page 500 True" in lived_in.run("-c", PAGE)
    left = [path for path in (lived_in.folder / "files").rglob("*") if path.is_file() and path.stat().st_size == 0]
    (small_disk / "full").unlink()
    assert all("." in path.name for path in left), "an empty file passes for a whole one"
    check_goes_on(lived_in, before)


def test_on_a_disk_that_can_only_be_read_nothing_is_written_and_afterwards_everything_goes_on(lived_in, small_disk):
    before = counted(lived_in)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    try:
        told = lived_in.run("-c", SUBMIT, "1", "with files", well=None)
        page = lived_in.run("-c", PAGE, well=None)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert ("kept" in told, "filed" in told) == (False, False)
    assert "page 500 True" in page or "Traceback" in page
    check_goes_on(lived_in, before)
