"""Catalogue: an indicator is read whole, or every problem names its line, its place and how to mend it."""

from __future__ import annotations

import pytest
from catalogue_examples import MOOD, PROGRAMME, WORDLESS, line_of

from gavn.catalogue.pure.formats.indicator import Read
from gavn.catalogue.pure.indicator_words import COLUMNS, read_said
from gavn.catalogue.pure.reading import read_indicator, read_instrument, read_programme
from gavn.catalogue.pure.stay_columns import KINDS_OF_INTERVENTION, STAY_CODES, STAY_COLUMNS
from gavn.catalogue.pure.vocabulary import RESPONDENTS
from gavn.people.pure.vocabulary import EXIT_REASONS, INTERVENTION_KINDS, SEX

INSTRUMENTS = {one.full_key: one for one in (read_instrument(MOOD).whole, read_instrument(WORDLESS).whole)}
GLAD = """\
format: gavn-indicator/1
key: gavn/glad
version: 1
title: {en: Glad, da: Glad, sv: Glad}
class: result
quality: user_experienced
measure: share
of: {en: Stays, da: Ophold, sv: Insatser}
counted: {en: Glad ones, da: Glade, sv: Glada}
left_out:
  - {en: The young, da: De unge, sv: De unga}
direction: more
population: entered
reads:
  mood: {score: gavn/mood@1#mood, of: individual}
  alone: {answer: gavn/mood@1#alone, of: individual, take: first}
  why: {answer: gavn/mood@1#why, of: practitioner}
  met: {answer: gavn/mood@1#met, of: practitioner}
  sex_said: {answer: gavn/mood@1#sex, of: individual}
base: "age_at_entry >= 18 AND met > DATE '2020-01-01'"
value: "mood > 2 AND NOT SELECTED(why, 'work') AND sex_said IN ('woman', 'man')"
adjust: [age_at_entry, alone]
evidence: limited
source: {doi: 10.1080/01621459.1927.10502953, title: Wilson (1927)}
rationale: {en: It matters., da: Det betyder noget., sv: Det spelar roll.}
examples:
  - name: glad
    given: {mood: 3, why: [home], sex_said: man, age_at_entry: 20, met: 2021-02-03}
    value: true
  - name: young
    given: {age_at_entry: 12}
    base: false
"""


DOI = "doi: 10.1080/01621459.1927.10502953"
WILSON = f"{{{DOI}, title: Wilson (1927)}}"
MET = "{answer: gavn/mood@1#met, of: practitioner}"


def read(*changes):
    text = GLAD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_indicator(text, INSTRUMENTS.get, file="glad.yaml"), text


def test_a_sound_file_is_an_indicator():
    found, _text = read()
    assert [str(problem) for problem in found.problems] == []
    assert found.whole.full_key == "gavn/glad@1"
    assert found.whole.forms == {"gavn/mood@1"}
    assert found.whole.examples[0].value is True


OWN = [
    ("class: result\nquality: user_experienced\n", "class: goal\n", "class", "leaves quality out"),
    ("direction: more", "direction: keep", "direction", "write direction_why"),
    ("left_out:\n  - {en: The young, da: De unge, sv: De unga}\n", "", "base", "say in left_out which"),
    ("measure: share", "measure: rate", "measure", "A rate needs per"),
    ("adjust:", "per: goals\nadjust:", "per", "Only a rate"),
    (DOI, "doi: 11.1/x", "source.doi", "not a doi"),
    (DOI, 'isbn: "9780306406158"', "source.isbn", "not a isbn"),
    (DOI, 'isbn: "03064061"', "source.isbn", "not a isbn"),
    (DOI, 'isbn: "030640615X"', "source.isbn", "not a isbn"),
    (
        DOI,
        "address: somewhere, opened: 2026-11-01",
        "source.address",
        "not a address",
    ),
    (DOI, "address: https://example.org/x", "source", "opened beside it"),
    (WILSON, "{doi: 10.1080/1}", "source", "title is missing"),
    (f"{{{DOI}, ", "{consensus: true, ", "evidence", "professional_consensus"),
    (f"{{{DOI}, ", "{consensus: true, doi: 10.1080/1, ", "source", "Name one source"),
    (
        "mood: {score: gavn/mood@1#mood,",
        "mood: {score: gavn/mod@1#mood,",
        "reads.mood.score",
        "no instrument gavn/mod@1",
    ),
    ("@1#mood, of", "@1#mod, of", "reads.mood.score", "no score mod in gavn/mood@1; it has mood"),
    ("@1#alone, of", "@1#alon, of", "reads.alone.answer", "no item alon in gavn/mood@1; it has alone"),
    ("@1#alone, of", "@1#note, of", "reads.alone.answer", "own words"),
    ("take: first", "take: reliable", "reads.alone.take", "Only a score"),
    ("take: first", "take: change", "reads.alone.take", "has no change"),
    ("@1#why, of: practitioner", "@1#why, of: guardian", "reads.why.of", "not answered by guardian"),
    ("@1#why, of: practitioner", "@1#why", "reads.why", "Say in of: who answers"),
    ("@1#met, of", "@1#met, instrument: gavn/mood@1, of", "reads.met.instrument", "already"),
    ("@1#met, of: practitioner", "@1#met, of: practitioner, take: nth", "reads.met", "number stands with"),
    ("@1#met, of: practitioner", "@1#met, of: practitioner, number: 2", "reads.met", "number stands with"),
    ("@1#met, of", "@1#met, kinds: [network], of", "reads.met.kinds", "Only interventions"),
    (MET, "{of: individual}", "reads.met", "Read one thing"),
    (MET, "{days_to: exit, take: first}", "reads.met.take", "there once"),
    (
        MET,
        "{count: goals, of: individual}",
        "reads.met",
        "stand with a score",
    ),
    (MET, "{count: answered}", "reads.met", "whose answered forms"),
    (
        MET,
        "{count: answered, instrument: gavn/x@1}",
        "reads.met.instrument",
        "There is no instrument gavn/x@1",
    ),
    (
        MET,
        "{count: answered, of: relative, instrument: gavn/mood@1}",
        "reads.met.of",
        "not answered by relative",
    ),
    (
        MET,
        "{count: interventions, kinds: [talking]}",
        "reads.met.kinds[1]",
        "choose compensating, developing",
    ),
    ("  why: ", "  dead: ", "reads.dead", "Every stay has dead already"),
    ("  why: ", "  month: ", "reads.month", "another meaning"),
    ("  why: ", "  case: ", "reads.case", "a word of expressions"),
    ('base: "age', 'base: "ages', "base", "nothing is called ages_at_entry; did you mean age_at_entry"),
    ("'2020-01-01'\"", "'2020-13-01'\"", "base", "In this expression"),
    ("\"age_at_entry >= 18 AND met > DATE '2020-01-01'\"", "age_at_entry + (met - met)", "base", "gives a number"),
    ("SELECTED(why, 'work')", "SELECTED(why, 'worc')", "value", "why never is 'worc'; did you mean 'work'"),
    ("'woman', 'man')", "'woman', 'zz')", "value", "sex_said never is 'zz'; did you mean 'man'"),
    ("sex_said IN ('woman', 'man')", "(sex_said <> 'men') IS NULL", "value", "did you mean 'man'"),
    ("mood > 2", "CASE WHEN sex = 'men' THEN mood > 2 END", "value", "sex never is 'men'"),
    ("mood > 2", "exit_reason = 'planed'", "value", "exit_reason never is 'planed'; did you mean 'planned'"),
    ("base: \"age_at_entry >= 18 AND met > DATE '2020-01-01'\"\n", "", "reads.met", "Nothing uses met"),
    ("adjust: [age", "adjust: [aged", "adjust[1]", "Nothing is called aged_at_entry"),
    ("adjust: [age_at_entry", "adjust: [days_stayed", "adjust[1]", "not known at entry"),
    ("adjust: [age_at_entry, alone]", "adjust: [mood]", "adjust[1]", "not known at entry"),
    ("given: {age_at_entry: 12}", "given: {age: 12}", "examples[young].given.age", "Nothing is called age"),
    ("{mood: 3, why", "{mood: high, why", "examples[glad].given.mood", "high is not a number"),
    ("{mood: 3, why", "{mood: true, why", "examples[glad].given.mood", "True is not a number"),
    ("why: [home]", "why: home", "examples[glad].given.why", "home is not a multi"),
    ("sex_said: man", "sex_said: 3", "examples[glad].given.sex_said", "3 is not a text"),
    ("sex_said: man", "alone: 3", "examples[glad].given.alone", "3 is not a bool"),
    ("met: 2021-02-03", "met: 2021-02-30", "examples[glad].given.met", "not a date"),
    ("met: 2021-02-03", "met: 2021", "examples[glad].given.met", "not a date"),
    ("    value: true", "    value: 1", "examples[glad].value", "must be true or false"),
    ("    base: false", "    base: false\n    value: true", "examples[young].value", "outside the base"),
    ("    base: false", "    base: false\n    exposure: 2", "examples[young].exposure", "Only a rate"),
    ("class: result", "clas: result", "clas", "did you mean class"),
    ("@1#why, of", "#why, of", "reads.why.answer", "owner/name@version#part"),
]


@pytest.mark.parametrize(("old", "new", "where", "why"), OWN)
def test_what_does_not_hold_is_told_with_its_place(old, new, where, why):
    found, text = read((old, new))
    (problem, *_others) = [one for one in found.problems if one.where == where and why in str(one)]
    assert 1 < problem.line <= len(text.splitlines()) or where == "clas"


LINES = [
    ("@1#mood, of", "@1#mod, of", "  mood:"),
    ('base: "age', 'base: "ages', "base:"),
    ("SELECTED(why, 'work')", "SELECTED(why, 'worc')", "value:"),
    ("given: {age_at_entry: 12}", "given: {age: 12}", "    given: {age:"),
    ("direction: more", "direction: keep", "direction:"),
]


@pytest.mark.parametrize(("old", "new", "line"), LINES)
def test_the_line_is_the_one_that_is_wrong(old, new, line):
    found, text = read((old, new))
    assert found.problems[0].line == line_of(text, line)


def test_a_problem_of_a_read_is_not_told_twice():
    found, _text = read(("@1#mood, of", "@1#mod, of"))
    assert len(found.problems) == 1


SOUND = [
    (DOI, 'isbn: "978-0-306-40615-7"'),
    (DOI, 'isbn: "0-8044-2957-X"'),
    (DOI, "address: https://example.org/x, opened: 2026-11-01"),
    (f"{MET}\n  sex", "{answer: gavn/mood@1#since, of: practitioner}\n  sex"),
    ("take: first", "take: first, number: null"),
    ("sex_said IN ('woman', 'man')", "LEAST(mood, 3) >= -2 AND NOT met IS NULL"),
]


@pytest.mark.parametrize(("old", "new"), SOUND)
def test_what_holds_is_let_be(old, new):
    found, _text = read((old, new))
    assert [str(problem) for problem in found.problems if "Nothing uses" not in str(problem)] == []


def test_a_rate_counts_events_and_a_mean_numbers():
    rate = [
        ("measure: share", "measure: rate"),
        ("adjust:", "per: days_stayed\nper_words: {en: x, da: x, sv: x}\nadjust:"),
    ]
    value = "value: \"mood > 2 AND NOT SELECTED(why, 'work') AND sex_said IN ('woman', 'man')\""
    found, _text = read(*rate, (value, "value: mood"), ("    value: true", "    value: 2\n    exposure: 1"))
    assert {str(one.what) for one in found.problems} == {
        "Nothing uses why; leave it out.",
        "Nothing uses sex_said; leave it out.",
    }
    found, _text = read(*rate)
    assert any("gives a bool" in str(one) for one in found.problems)
    assert any("must be a number" in str(one) for one in found.problems)


def test_an_unreadable_expression_names_nothing():
    found, _text = read(("mood > 2", "mood >"))
    assert any(one.where == "value" and "In this expression" in str(one) for one in found.problems)


def programme(*keys, find=None):
    text = PROGRAMME + f"indicators: [{', '.join(keys)}]\n"
    known = {"gavn/glad@1": read()[0].whole}
    return read_programme(text, INSTRUMENTS.get, find_indicator=known.get if find is None else find)


def test_a_programme_names_indicators_that_are_there_and_asks_what_they_read():
    assert [one for one in programme("gavn/none@1").problems if "There is no indicator gavn/none@1" in str(one)]
    assert [one for one in programme("gavn/glad@1", "gavn/glad@1").problems if "twice" in str(one)]
    (problem,) = programme("gavn/glad@1").problems
    assert "gavn/glad@1 reads gavn/mood@1 of" in str(problem)
    assert problem.where == "indicators[1]"
    text = PROGRAMME + "indicators: [gavn/none@1]\n"
    assert read_programme(text, INSTRUMENTS.get).problems == ()


def test_the_codes_of_stays_are_those_of_the_people_stage():
    assert (STAY_CODES["sex"], STAY_CODES["exit_reason"]) == (set(SEX), set(EXIT_REASONS))
    assert set(INTERVENTION_KINDS) == KINDS_OF_INTERVENTION
    assert set(COLUMNS) == set(STAY_COLUMNS)


SAID = [
    ({"days_to": "first_goal"}, "Days from entry to the first goal"),
    ({"count": "goals_kept"}, "How many goals of keeping things as they are were kept"),
    ({"count": "interventions", "kinds": ["network"]}, "How many interventions were begun: network"),
    ({"count": "answered", "of": "individual"}, "The person: how many forms were answered"),
    (
        {"count": "answered", "of": "individual", "instrument": "gavn/x@1"},
        "The person: how many forms were answered: Mood",
    ),
    ({"score": "gavn/x@1#a", "take": "nth", "number": 2, "of": "individual"},
     "The person: “Mood”, number 2 of those that are known"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "words"), SAID)
def test_a_read_is_said_in_words(told, words):
    read = Read.model_validate(told)
    assert str(read_said(read, "Mood", RESPONDENTS.get(read.of or ""))) == words


def test_forms_that_were_answered_may_be_counted_whatever_they_are():
    for form in ("", ", instrument: gavn/mood@1"):
        counted = (MET, f"{{count: answered, of: individual{form}}}")
        found, _text = read(counted, ("met > DATE '2020-01-01'", "met > 1"), ("met: 2021-02-03", "met: 2"))
        assert [str(problem) for problem in found.problems] == []
