"""Catalogue: a file that is well formed is still held to its meaning, each problem at its line."""

from __future__ import annotations

import pytest
from catalogue_examples import MOOD, PACK, PROGRAMME, WORDLESS, line_of

from gavn.catalogue.pure.reading import read_instrument, read_pack, read_programme
from gavn.catalogue.pure.schema import schemas

INSTRUMENTS = {one.full_key: one for one in (read_instrument(MOOD).whole, read_instrument(WORDLESS).whole)}
SCORE = "    items: [glad, sad]\n"

MEANING = [
    ("- id: sad", "- id: glad", "items[glad].id", "twice"),
    ("- key: load", "- key: mood", "scores[mood].key", "twice"),
    ("- id: sad", "- id: end", "items[end].id", "a word of expressions"),
    ('code: "1", value: 1', 'code: "0", value: 1', "items[glad].options[0].code", "twice"),
    ('code: "1", value: 1', 'code: "1"', "items[glad].options[1]", "or none of them"),
    ("options: [{code: woman}, {code: man}]", "options: [{code: woman}]", "items[sex].options", "at least two"),
    ("known: individual.sex", "known: individual.birth_month", "items[sex].known", "answered as month"),
    ("    relevant: alone\n", "    relevant: later\n", "items[nights].relevant", "nothing is called later"),
    ("    relevant: alone\n", "    relevant: glad\n", "items[nights].relevant", "gives a number"),
    ("    relevant: alone\n", "    relevant: alone AND\n", "items[nights].relevant", "In this expression"),
    ("    relevant: alone\n", "    relevant: life > 2\n", "items[nights].relevant", "nothing is called life"),
    ("    max: 30\n", "    max: 0\n", "items[nights].max", "more than the min"),
    ("    min: 0\n    max: 10\n", "    min: 0\n", "items[life].type", "a min and a max"),
    ("  - id: note\n", "  - id: note\n    min: 1\n", "items[note].min", "Only numbers"),
    ("    text: {en: Tell more., da: Fortæl mere., sv: Berätta mer.}\n", "", "items[note]", "must stand here"),
    ("    low: {en: Bad, da: Dårligt, sv: Dåligt}\n", "", "items[life]", "both ends"),
    (", text: {en: Work, da: Arbejde, sv: Arbete}", "", "items[why].options[work]", "needs its text"),
    ("ships_text: true", "ships_text: false", "items[glad].text", "no wording may stand here"),
    (
        "  - id: sad\n",
        "  - id: sad\n    easy: {text: {en: Sad?, da: Trist?, sv: Ledsen?}}\n",
        "items[glad]",
        "easy-read",
    ),
    (
        "  - id: met\n    type: date\n",
        "  - id: met\n    type: date\n    options: [{code: a}, {code: b}]\n",
        "items[met].options",
        "has no options",
    ),
    ("    low: 0\n    high: 4\n", "    low: 4\n    high: 4\n", "scores[mood].high", "more than the lowest"),
    (
        "    low: 0\n    high: 4\n",
        "    low: 0\n    high: 3\n",
        "scores[mood].high",
        "0 to 4.0, which does not lie inside",
    ),
    (SCORE, "    items: [glad, grim]\n", "scores[mood].items[2]", "no question grim"),
    (SCORE, "    items: [glad, glad]\n", "scores[mood].items", "counts twice"),
    (SCORE, "    items: [glad, sex]\n", "scores[mood].items[2]", "no numbers to add"),
    (SCORE, "    items: []\n", "scores[mood]", "needs items"),
    (SCORE, SCORE + "    formula: glad\n", "scores[mood].formula", "Only the method formula"),
    ("reverse: [sad]", "reverse: [nights]", "scores[mood].reverse[1]", "not among the items"),
    ("rule: prorate, up_to: 1", "rule: prorate, up_to: 2", "scores[mood].missing", "less than the number"),
    ("rule: prorate, up_to: 1", "rule: prorate", "scores[mood].missing", "at least 1"),
    ("rule: prorate, up_to: 1", "rule: complete, up_to: 1", "scores[mood].missing", "leave up_to out"),
    ("missing: {rule: complete}", "missing: {rule: prorate, up_to: 1}", "scores[load].missing", "cannot be prorated"),
    ('    formula: "nights / 3 + COALESCE(mood, 0)"\n', "", "scores[load]", "needs a formula"),
    (
        "    method: formula\n",
        "    method: formula\n    reverse: [sad]\n",
        "scores[load].reverse",
        "turns its questions",
    ),
    ("    method: formula\n", "    method: formula\n    items: [glad]\n", "scores[load].items", "names nights"),
    ('"nights / 3 + COALESCE(mood, 0)"', '"nigths / 3"', "scores[load].formula", "did you mean nights"),
    ('"nights / 3 + COALESCE(mood, 0)"', '"alone"', "scores[load].formula", "gives a bool"),
    ("{key: high, low: 2", "{key: low, low: 2", "scores[mood].bands", "same key"),
    ("{key: high, low: 2, high: 4", "{key: high, low: 2, high: 5", "scores[mood].bands[high]", "inside 0.0 to 4.0"),
    ("{key: high, low: 2", "{key: high, low: 1", "scores[mood].bands[high]", "before the one above it ends"),
    ("{key: high, low: 2", "{key: high, low: 3", "scores[mood].bands[high]", "lies a gap"),
    ("        mean: 2\n", "        mean: 20\n", "scores[mood].norms[test].mean", "outside the score's range"),
    ("        sd: 1\n", "        sd: 9\n", "scores[mood].norms[test].sd", "more than the score's range"),
    ("        sd: 1\n", "        sd: 0\n", "scores[mood].norms[test].sd", "not more than 0"),
    ("        mean: 2\n        sd: 1\n", "        sd: 1\n", "scores[mood].norms[test]", "stand together"),
    ("        mean: 2\n        sd: 1\n", "", "scores[mood].norms[test].reliability", "beside mean and sd"),
    ("        mean: 2\n        sd: 1\n", "", "scores[mood].norms[test].functional_mean", "needs mean and sd"),
    ("        mean: 2\n        sd: 1\n", "", "scores[mood].norms[test]", "has no figures"),
    ("        n: 50\n", "        n: 1\n", "scores[mood].norms[test].n", "at least two people"),
    ("        n: 50\n", "        n: 50\n        year: 19\n", "scores[mood].norms[test].year", "not a year"),
    (
        "        n: 50\n",
        "        n: 50\n      - {key: test, population: {en: a, da: a, sv: a}, source: b, change: 1}\n"
        "      - key: three\n        population: {en: a, da: a, sv: a}\n        source: x\n",
        "scores[mood].norms",
        "same key",
    ),
    ("when: nights >= 20 OR load > 10", "when: nigths >= 20", "critical[many_nights].when", "did you mean nights"),
    ("when: nights >= 20 OR load > 10", "when: nights", "critical[many_nights].when", "must give a bool"),
    ("when: nights >= 20 OR load > 10", "when: ''", "critical[many_nights].when", "In this expression"),
    ("glad: 2, sad", "glad: 9, sad", "examples[all answered].answers.glad", "choose one of"),
    ("alone: true, nights", "alone: false, nights", "examples[all answered].answers.nights", "not asked"),
    ("{mood: 3, load: 10}", "{mod: 3, load: 10}", "examples[all answered].scores.mod", "no score mod"),
    ("critical: [many_nights]", "critical: [few]", "examples[all answered].critical[1]", "no critical rule few"),
    ("{mood: 3, load: 10}", "{mood: 3}", "scores[load].key", "No worked example shows the score load"),
]


@pytest.mark.parametrize(("piece", "instead", "where", "why"), MEANING)
def test_an_instrument_that_cannot_mean_what_it_says_is_told_where(piece, instead, where, why):
    assert piece in MOOD
    problems = read_instrument(MOOD.replace(piece, instead, 1), file="f.yaml").problems
    told = [problem for problem in problems if problem.where == where and why in str(problem)]
    assert told, [str(problem) for problem in problems]
    assert told[0].line > 1


def test_the_problem_stands_at_the_line_of_what_is_wrong():
    broken = MOOD.replace("relevant: alone\n", "relevant: later\n", 1)
    (problem,) = [one for one in read_instrument(broken).problems if one.where == "items[nights].relevant"]
    assert problem.line == line_of(broken, "relevant: later")


def test_a_score_of_questions_without_ends_has_no_reach_to_hold_it_to_and_cannot_be_reversed():
    open_ended = MOOD.replace("    max: 30\n", "", 1).replace("items: [glad, sad]", "items: [glad, sad, nights]")
    assert [p for p in read_instrument(open_ended).problems if "does not lie inside" in str(p)] == []
    (problem,) = [p for p in read_instrument(open_ended.replace("[sad]", "[nights]")).problems if "reverse" in p.where]
    assert "no lowest and highest answer" in str(problem)


def test_a_formula_may_list_the_questions_it_rests_on():
    listed = MOOD.replace("    method: formula\n", "    method: formula\n    items: [nights]\n")
    assert read_instrument(listed).problems == ()
    broken = read_instrument(listed.replace("nights / 3 +", "nights / +")).problems
    assert [problem.where for problem in broken] == ["scores[load].formula"]


def test_a_pack_needs_no_words_for_what_is_known_and_not_asked():
    known = WORDLESS.replace("  - {id: b", "  - {id: c, type: month, known: individual.birth_month}\n  - {id: b")
    assert read_pack(PACK, {"gavn/wordless@1": read_instrument(known).whole}.get).problems == ()


def test_advice_of_ours_may_stand_in_a_form_whose_words_are_not():
    helped = WORDLESS.replace(
        "max: 10}", "max: 10, help: {en: Think of today., da: Tænk på i dag., sv: Tänk på i dag.}}"
    )
    assert read_instrument(helped).problems == ()


PROGRAMMES = [
    (
        "instrument: gavn/mood@1, of: individual",
        "instrument: gavn/mod@1, of: individual",
        "There is no instrument gavn/mod@1",
    ),
    ("of: individual", "of: relative", "not answered by relative"),
    ("always: true}", "always: true, order: [glad, mad]}", "There is no item mad in gavn/mood@1"),
    ("at: [entry, status]", "at: [exit]", "no occasion of the kind exit"),
    ("{kind: entry}", "{kind: status, every_months: 3}", "status stands here twice"),
    ("{kind: entry}", "{kind: entry, every_months: 3}", "every_months stands with the kind status"),
    (", every_months: 6", "", "every_months stands with the kind status"),
    ("months: [6, 12], ", "", "months stand with the kind follow_up"),
    ("[6, 12]", "[12, 6]", "the earliest first"),
    ("[6, 12]", "[0, 6]", "counted from 1"),
    ("score: mood", "score: mud", "no score mud"),
    ("instrument: gavn/mood@1, score", "instrument: gavn/wordless@1, score", "does not ask gavn/wordless@1"),
    ("no_change_by: 2", "no_change_by: 1", "2 is the least"),
    ("instrument: gavn/mood@1, of", "instrument: gavn/mood, of", "as in gavn/who-5@1"),
    ("track:", "  - {instrument: gavn/mood@1, of: individual, at: [entry]}\ntrack:", "twice"),
]


@pytest.mark.parametrize(("piece", "instead", "why"), PROGRAMMES)
def test_a_programme_asks_what_exists_of_those_who_can_answer_on_occasions_that_come(piece, instead, why):
    assert piece in PROGRAMME
    problems = read_programme(PROGRAMME.replace(piece, instead, 1), INSTRUMENTS.get, file="f.yaml").problems
    assert [problem for problem in problems if why in str(problem) and problem.line > 1], [str(p) for p in problems]


def test_a_sound_programme_is_read():
    assert read_programme(PROGRAMME, INSTRUMENTS.get).whole.full_key == "gavn/local@1"


PACKS = [
    ("gavn/wordless@1", "gavn/wordless@2", "There is no instrument gavn/wordless@2"),
    ("gavn/wordless@1", "gavn/mood@1", "has its text already"),
    ("languages: [da, en]", "languages: [da, en, da]", "twice"),
    ("languages: [da, en]", "languages: [da, en, sv]", "The words in sv are missing"),
    ("languages: [da, en]", "languages: [da]", "en is not among the languages"),
    ("languages: [da, en]", "languages: [da, no]", "choose"),
    ("{da: Er det slemt?, en: Is it bad?}", "{da: Er det slemt?}", "The words in en are missing"),
    ("  a: {text", "  c: {text", "no question c"),
    ("  a: {text", "  c: {text", "The question a is missing"),
    ('options: {"1"', 'options: {"7"', "a has no option 7"),
    ('  "0": {da: Nej, en: "No"}\n', "", "The option 0 of a has no words"),
    ('  "0": {da: Nej', '  "9": {da: Nej', "No question has the option 9"),
    ("    low: {da: Lidt, en: A bit}\n", "", "The words in da are missing"),
    ("help: {da: Sæt et mærke., en: Make a mark.}", "help: {da: Sæt et mærke.}", "The words in en are missing"),
    ("text_version: 1", "text_version: 0", "1 is the least"),
]


@pytest.mark.parametrize(("piece", "instead", "why"), PACKS)
def test_a_text_pack_words_the_whole_instrument_in_every_language_it_names(piece, instead, why):
    assert piece in PACK
    problems = read_pack(PACK.replace(piece, instead, 1), INSTRUMENTS.get, file="f.yaml").problems
    assert [problem for problem in problems if why in str(problem) and problem.line > 1], [str(p) for p in problems]


def test_a_sound_pack_is_read():
    assert read_pack(PACK, INSTRUMENTS.get).whole.text_version == 1


def test_the_schema_of_each_format_accepts_the_sound_file_and_not_a_broken_one():
    from jsonschema import Draft202012Validator

    from gavn.catalogue.pure.reading.located import located

    for name, text in {"instrument": MOOD, "programme": PROGRAMME, "textpack": PACK}.items():
        schema = schemas()[name]
        Draft202012Validator.check_schema(schema)
        validator, sound = Draft202012Validator(schema), located(text).plain
        assert list(validator.iter_errors(sound)) == []
        assert list(validator.iter_errors(sound | {"surplus": 1}))
