"""Catalogue: a content file is read whole, or every problem names its line, its place and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_examples import MOOD, line_of
from hypothesis import given
from hypothesis import strategies as st

from gavn.catalogue.pure.reading import read_instrument
from gavn.catalogue.pure.reading.located import LONGEST, NotYaml, located


def test_a_sound_file_is_a_definition_with_its_parts():
    mood = read_instrument(MOOD, file="mood.yaml").whole
    assert mood.full_key == "gavn/mood@1"
    assert [option.value for option in mood.by_id["sad"].options] == [0, 1, 2]
    assert mood.score_by_key["mood"].higher_is_better
    assert mood.has_text


PLAIN = [
    ("a: 1\nb: [1, 2.5, -3e2, .5, 2.]\n", {"a": 1, "b": [1, 2.5, -300.0, 0.5, 2.0]}),
    ("yes: no\non: off\n0: 1", {"yes": "no", "on": "off", "0": 1}),
    ("day: 2024-02-29\ntime: 12:30", {"day": "2024-02-29", "time": "12:30"}),
    ("a: true\nb: 'true'\nc:\nd: ~", {"a": True, "b": "true", "c": None, "d": None}),
    ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
    ("a: |\n  x\n  y\nb: >-\n  z", {"a": "x\ny\n", "b": "z"}),
    ("\ufeffa: 1234567890123456", {"a": "1234567890123456"}),
    ("%YAML 1.1\n---\na: yes", {"a": "yes"}),
]


@pytest.mark.parametrize(("text", "plain"), PLAIN)
def test_words_are_read_as_yaml_1_2_and_days_stay_texts(text, plain):
    assert located(text).plain == plain


def test_a_value_is_found_with_its_line_and_what_is_not_there_with_that_of_its_surroundings():
    root = located("a:\n  b:\n    - 1\n    - c: 2\n")
    assert [root.at(path).line for path in [("a", "b", 1, "c"), ("a", "b", 1, "x"), ("a", "b", 9), ("z",)]] == [
        4,
        4,
        3,
        1,
    ]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{here}: &{here} [{','.join(['*' + before] * 10)}]\n" for before, here in zip("abcdefgh", "bcdefghi", strict=True)
)
NOT_YAML = [
    ("", 1, "empty"),
    ("a: 1\nb: c: d", 2, "in quotes"),
    ("a:\n\tb: 1", 2, "spaces, not with tabs"),
    ("a: [1,\nb: 2", 2, ""),
    ("a: 'x", 1, "never closed"),
    ("a: 1\n---\nb: 1", 2, "second document"),
    ("a: 1\na: 2", 2, "twice"),
    ("a: 1\nb: *x", 2, "Nothing before this line is called &x"),
    ("a: &a [*a]", 1, "Nothing before"),
    ("a: 1\nb: !!python/object:os.system x", 2, "Tags such as"),
    ("a: !!binary aGk=", 1, "Tags such as"),
    ("a: !x [1]", 1, "Tags such as"),
    ("? [1]\n: 2", 1, "single word"),
    ("a: 1\nb: \x00", 2, "not allowed in a text file"),
    ("a: \ud800", 1, "not allowed in a text file"),
    ("a: \udce6ble", 1, "not allowed in a text file"),
    ("[" * 5000, 1, "nested deeper"),
    ("a: " + "{b: " * 40 + "1" + "}" * 40, 1, "nested deeper"),
    (BOMB, 5, "more values"),
    ("a: " + "x" * LONGEST, 1, "is the most"),
    ("- " * 20 + "1\n x", 2, ""),
    ("@a: 1", 1, "not YAML"),
    ('a: "\\U00110000"', 1, "not YAML"),
]


@pytest.mark.parametrize(("text", "line", "why"), NOT_YAML)
def test_what_cannot_be_taken_apart_names_the_line(text, line, why):
    with pytest.raises(NotYaml) as refusal:
        located(text)
    assert refusal.value.line == line
    assert why in str(refusal.value)
    (problem,) = read_instrument(text, file="f.yaml").problems
    assert str(problem).startswith(f"f.yaml:{line}: ")


FORM = [
    ("version: 1", "version: one", "version", "not a whole number"),
    ("version: 1", "version: 0", "version", "1 is the least"),
    ("version: 1", "version: 1.5", "version", "not a whole number"),
    ("minutes: 2", "minutes: 1000", "minutes", "180 is the most"),
    ("key: gavn/mood", "key: Mood", "key", "owner/name"),
    ("format: gavn-instrument/1", "format: gavn-instrument/2", "format", "choose 'gavn-instrument/1'"),
    ("origin: own", "origin: mine", "origin", "'established', 'modified', 'own'"),
    ("origin: own", "origin: own\norigen: own", "origen", "did you mean origin"),
    ("origin: own", "origin: own\nzzzzzz: own", "zzzzzz", "leave it out"),
    ("  holder: gavn\n", "", "licence.holder", "holder is missing"),
    ("  ships_text: true", "  ships_text: maybe", "licence.ships_text", "neither true nor false"),
    ("respondents: [individual, practitioner]", "respondents: []", "respondents", "needs at least 1"),
    ("respondents: [individual, practitioner]", "respondents: individual", "respondents", "A list must stand here"),
    ("- id: glad", "- id: Glad", "items[Glad].id", "small letters"),
    ("type: yes_no", "type: yesno", "items[alone].type", "'yes_no'"),
    ('code: "1"', "code: 1", "items[glad].options[1].code", "in quotes"),
    ("da: Humør, sv: Humör}\npurpose", "da: Humør}\npurpose", "title.sv", "sv is missing"),
    ("title: {en: Mood, da: Humør, sv: Humör}\npurpose", "title: Mood\npurpose", "title", "Names with values"),
    ("reliability: 0.8", "reliability: 1", "scores[mood].norms[test].reliability", "less than 1"),
    ("sd: 1\n        reliability", "sd: .nan\n        reliability", "scores[mood].norms[test].sd", "not a number"),
    ("sd: 1\n        reliability", "sd: nan\n        reliability", "scores[mood].norms[test].sd", "not a number"),
    ("sd: 1\n        reliability", "sd: 0,5\n        reliability", "scores[mood].norms[test].sd", "with a point"),
    ("source: nobody", "source: ''", "scores[mood].norms[test].source", "at least 1"),
    ("source: nobody", "source: 12", "scores[mood].norms[test].source", "in quotes"),
    ("source: nobody", 'source: "\\ud800"', "scores[mood].norms[test].source", "cannot be kept"),
    ("answers: {glad: 2,", "answers: {gLad: 2,", "examples[all answered].answers.gLad", "small letters"),
    ("scores: {mood: 3, load: 10}", "scores: [3]", "examples[all answered].scores", "Names with values"),
]


@pytest.mark.parametrize(("piece", "instead", "where", "why"), FORM)
def test_a_wrong_form_is_said_in_plain_words_at_its_line_and_place(piece, instead, where, why):
    assert MOOD.count(piece) >= 1
    broken = MOOD.replace(piece, instead, 1)
    problems = read_instrument(broken, file="f.yaml").problems
    assert where in [problem.where for problem in problems], [str(problem) for problem in problems]
    problem = next(problem for problem in problems if problem.where == where)
    assert why in str(problem)
    first = line_of(MOOD, piece)
    assert problem.line in range(first - 2, first + 3)


def test_a_file_with_problems_has_no_definition_to_use():
    with pytest.raises(LookupError, match="empty"):
        _ = read_instrument("", file="f.yaml").whole


LINES = MOOD.splitlines()
SCRAPS = [
    "",
    "]",
    "}",
    "- ",
    "'",
    '"',
    "&x",
    "*x",
    "!!set",
    "\t",
    "null",
    "[[",
    ": :",
    "NaN",
    "-1e99",
    "😀",
    "\u202e",
    "\x00",
]


@given(
    cuts=st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, 60), st.sampled_from(SCRAPS) | st.text(max_size=6)),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_an_author_breaks_is_read_or_told_with_a_line_of_the_file(cuts):
    lines = list(LINES)
    for number, column, scrap in cuts:
        lines[number] = lines[number][:column] + scrap + lines[number][column + 1 :]
    text = "\n".join(lines)
    reading = read_instrument(text, file="f.yaml")
    assert reading.problems or reading.definition
    for problem in reading.problems:
        assert 1 <= problem.line <= len(text.splitlines()) + 1
        assert str(problem)


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_told_with_a_line(text):
    assert all(problem.line >= 1 and str(problem) for problem in read_instrument(text, file="f").problems)


def test_no_reader_looks_at_the_outside():
    folder = Path(read_instrument.__code__.co_filename).parent
    assert [path.name for path in folder.glob("*.py") if "open(" in path.read_text()] == []
