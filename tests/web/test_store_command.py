"""gavn store: writes, tells and checks the analysis store."""

from __future__ import annotations

import pytest
from django.conf import settings

from gavn.web.commands import FAILED, OK, main


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch, db):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)


def test_before_the_first_writing_it_says_so(capsys):
    assert main(["store", "status"]) == main(["store", "verify"]) == OK
    assert capsys.readouterr().out.count("was not written yet") == 2


def test_it_is_written_told_and_found_whole(capsys):
    assert main(["store", "refresh"]) == OK
    assert main(["store", "status"]) == main(["store", "verify"]) == OK
    out = capsys.readouterr().out
    for line in ("enrolments", "gavn/who-5@1", "Nothing was written since.", "All files are as they were written."):
        assert line in out


def test_damage_is_named_with_what_to_do(capsys, tmp_path):
    main(["store", "refresh"])
    [scores] = (tmp_path / "store").glob("*/scores.parquet")
    scores.write_bytes(b"")
    assert main(["store", "verify"]) == FAILED
    out = capsys.readouterr().out
    assert "scores.parquet was changed" in out
    assert "gavn store refresh" in out
