"""Three blocks: problems, resources, development."""

from __future__ import annotations

from series_cast import series, shipped

from gavn.catalogue.pure.wording import worded_in
from gavn.report.pure.person.blocks import blocks, facts_of, summary
from gavn.report.pure.person.standing import standing_of

EVERY = [
    series(3, 4, score="life"),
    series(15, 20),
    series(5, 7, score="close"),
    series(9, 4, scale="audit-c"),
]


def titles(block):
    return [line.title for line in block.lines]


def test_every_scale_stands_in_its_block_and_wholes_before_parts():
    problems, resources, development = blocks(EVERY, [], language="en")
    assert titles(problems) == ["Alcohol habits"]
    assert titles(resources) == ["Close relations"]
    assert titles(development) == ["Four lines together", "Life in general"]
    assert [str(block.title) for block in (problems, resources, development)] == [
        "Problems",
        "Resources",
        "Development",
    ]


def test_a_block_says_how_many_it_leaves_out():
    development = blocks(EVERY, [], language="en", most=1)[2]
    assert (titles(development), development.total) == (["Four lines together"], 2)
    assert len(blocks(EVERY, [], language="en", most=None)[2].lines) == 2


def test_an_empty_block_says_what_will_stand_there():
    assert [block.empty is not None for block in blocks([], [], language="en")] == [True, True, True]
    assert [block.empty is not None for block in blocks(EVERY, [], language="en")] == [False, False, False]


def test_answers_that_no_score_counts_are_told_in_words_and_known_facts_are_not_repeated():
    words = worded_in(shipped("base-entry"), "en")
    answers = {"sex": {"v": "woman"}, "housing": {"v": "temporary"}, "income": {"why": "unknown"}}
    told = [(fact.label, str(fact.answered.answer), fact.answered.missing) for fact in facts_of(words, answers)]
    assert told == [("Home", "Sublet or temporary home", False), ("Income", "I don't know", True)]


def test_a_question_outside_every_score_stands_in_its_own_block():
    fact = facts_of(worded_in(shipped("base-entry"), "en"), {"housing": {"v": "temporary"}})[0]
    assert fact.block == "background"
    assert blocks([], [fact], language="en")[0].facts == ()


def test_changes_are_counted_in_one_sentence_once_there_are_two():
    lines = [
        standing_of(one, "en", "maintain")
        for one in (series(15, 25, change=8), series(25, 15, change=8), series(15, 16, change=8), series(15, 16))
    ]
    assert str(summary(lines)) == "Of 3 scales with a norm, 1 clearly better, 1 clearly worse, 1 without clear change."
    assert summary(lines[:1]) is None
