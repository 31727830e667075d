"""Catalogue: definitions by key and version, and the check of a folder of files."""

from __future__ import annotations

import pytest
from catalogue_examples import MOOD, PACK, PROGRAMME, WORDLESS

from gavn.catalogue.selectors import content_problems, instrument, instruments, programme, programmes, versions_of
from gavn.kernel.errors import Refused


@pytest.fixture
def folder(tmp_path):
    for place, text in {
        "instruments/mood/v1.yaml": MOOD,
        "instruments/wordless/v1.yaml": WORDLESS,
        "programmes/local/v1.yaml": PROGRAMME,
        "textpacks/wordless.yaml": PACK,
    }.items():
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).write_text(text)
    return tmp_path


def test_a_definition_is_found_by_its_key_and_version():
    assert instrument("gavn/ces-d@1") is instrument("gavn/ces-d@1")
    assert {one.full_key for one in instruments()} >= {"gavn/ces-d@1", "gavn/phq-9@1"}
    assert all(programme(one.full_key) is one for one in programmes())
    assert versions_of("instruments", "gavn/ces-d") == [1]


@pytest.mark.parametrize("key", ["gavn/none@1", "gavn/ces-d@9", "elsewhere/ces-d@1", "ces-d", ""])
def test_an_unknown_key_is_refused(key):
    for find in (instrument, programme):
        with pytest.raises(Refused):
            find(key)


def test_a_sound_folder_has_no_problems_and_tells_its_progress(folder):
    steps = []
    checked, problems = content_problems(folder, progress=lambda done, of, file: steps.append((done, of)))
    assert (checked, [str(problem) for problem in problems]) == (4, [])
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


BROKEN = [
    ("instruments/mood/v1.yaml", MOOD.replace("{mood: 3, load: 10}", "{mood: 1, load: 10}"), "mood computes to 3"),
    ("instruments/mood/v1.yaml", MOOD.replace("key: gavn/mood", "key: gavn/moods"), "its key ends in moods"),
    ("instruments/mood/v1.yaml", MOOD.replace("version: 1", "version: 2"), "its version is 2"),
    (
        "instruments/mood/v1.yaml",
        MOOD.replace("key: gavn/mood", "key: gavn/moods"),
        "There is no instrument gavn/mood@1",
    ),
    ("programmes/local/v1.yaml", "a: [", "not YAML"),
    ("textpacks/wordless.yaml", PACK.replace("  b:", "  c:"), "The question b is missing"),
]


@pytest.mark.parametrize(("place", "text", "why"), BROKEN)
def test_every_problem_names_its_file_and_line(folder, place, text, why):
    (folder / place).write_text(text)
    _checked, problems = content_problems(folder)
    (told,) = [problem for problem in problems if why in str(problem)]
    assert told.file.endswith(".yaml")
    assert told.line >= 1


def test_a_file_that_is_no_utf8_is_told_by_line(folder):
    (folder / "instruments/mood/v1.yaml").write_bytes(MOOD.encode("latin-1"))
    _checked, problems = content_problems(folder)
    assert problems[0].line == 4


def test_a_shipped_file_with_a_problem_is_not_used(folder, monkeypatch):
    monkeypatch.setattr("gavn.catalogue.gateways.content_folder", lambda: folder)
    (folder / "instruments/mood/v1.yaml").write_text("a: [")
    with pytest.raises(Refused, match="cannot be used"):
        instrument("gavn/mood@1")
