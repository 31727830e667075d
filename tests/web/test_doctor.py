"""The doctor finds what is wrong, and says so with the exit code."""

from __future__ import annotations

import pytest

from gavn.access.services import add_unit
from gavn.history.models import Event
from gavn.history.services import seal_lines
from gavn.web.commands import main
from gavn.web.examination import examined
from gavn.works.gateways import file_path, sealed
from gavn.works.services import store_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def well_kept():
    sealed(b"so that there are keys", purpose="vault")
    add_unit(by=None, name="Midtby", kind="organisation")
    seal_lines()


def finding(what: str):
    """What the doctor says of one thing."""
    return next(one for one in examined() if one.what == what)


def test_a_well_kept_house_is_well(well_kept, capsys):
    assert (main(["doctor"]), "WRONG" in capsys.readouterr().out) == (0, False)


def test_a_tampered_line_of_history_is_found(well_kept, capsys):
    Event.objects.update(by="somebody else")
    assert main(["doctor"]) == 1
    assert "WRONG history" in capsys.readouterr().out


def test_a_damaged_file_is_named(well_kept):
    stored = store_file(b"minutes of the meeting", name="minutes.txt", owner="x")
    file_path(stored.digest).write_bytes(b"something else entirely, long enough to be opened")
    assert (finding("files").well, "minutes.txt" in finding("files").text) == (False, True)


def test_a_refusal_is_one_sentence_and_exit_code_one(tmp_path, capsys):
    assert main(["restore", str(tmp_path / "nothing.tar")]) == 1
    assert capsys.readouterr().err.startswith("gavn restore: ")


def test_every_command_has_help(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "doctor" in capsys.readouterr().out
