"""The person's own page: short sentences, their own answers, no norms and no bands."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from series_cast import Goal, Rating, series

from gavn.report.pure.person import plain
from gavn.report.pure.person.areas import goal_line
from gavn.report.pure.person.plain import LONGEST, plain_goals, plain_lines

TEMPLATE = Path(plain.__file__).parents[2] / "templates/report/plain.html"


def sentences() -> list[str]:
    """Every sentence of the page, from its template and from its code."""
    code = ast.walk(ast.parse(Path(plain.__file__).read_text()))
    calls = [node for node in code if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"said", "Said"}]
    text = TEMPLATE.read_text()
    told = re.findall(r'{% translate "([^"]+)"', text)
    told += re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", text)
    told += [call.args[0].value for call in calls]
    return [one for whole in told for one in re.split(r"(?<=[.!?]) ", whole)]


def test_no_sentence_is_longer_than_fifteen_words():
    assert len(sentences()) > 20
    assert [one for one in sentences() if len(one.split()) > LONGEST] == []


def test_the_page_says_nothing_of_norms_bands_or_scores():
    forbidden = re.compile(r"norm|band|score|error|reliab|diagnos", re.IGNORECASE)
    assert [one for one in sentences() if forbidden.search(one)] == []


def says(*values, **more):
    return [str(line.sentence) for line in plain_lines([series(*values, **more)], "en")]


def test_a_clear_change_is_told_as_such_and_else_where_the_mark_went():
    assert says(15, 25, change=8) == ["This is better than the first time."]
    assert says(25, 15, change=8) == ["This is harder than the first time."]
    assert says(15, 16, change=8) == ["This is about the same as the first time."]
    assert says(15, 16) == ["Your mark has moved towards the good end."]
    assert says(16, 15) == ["Your mark has moved away from the good end."]
    assert says(15, 15) == ["Your mark is at the same place as the first time."]
    assert says(15) == ["You answered on 2026-01-12."]


def test_only_the_persons_own_answers_stand_there_and_only_where_the_form_lets_them_see():
    assert says(15, 25, of="practitioner") == []
    assert says(30, 20, scale="ces-d") == []
    assert says(None) == []


def test_a_form_that_shows_words_shows_no_picture():
    line = plain_lines([series(4, 6, scale="four-lines-easy")], "en")[0]
    assert line.strip is None


def test_the_good_end_is_always_to_the_right():
    up, down = series(4, 8, score="life"), series(9, 3, scale="audit-c")
    pictured = replace(down, instrument=down.instrument.model_copy(update={"individual_sees": "picture"}))
    assert [(line.strip.then, line.strip.now) for line in plain_lines([up, pictured], "en")] == [(40, 80), (25, 75)]
    once = replace(pictured, points=pictured.points[:1])
    assert plain_lines([once], "en")[0].strip.then is None


def test_goals_are_told_in_the_persons_words_and_numbers(key):
    ended = goal_line(Goal("Done", "mind", ended_on=date(2026, 1, 1)), [Rating(9)])
    once, never = goal_line(Goal("Sleep", "mind"), [Rating(4)]), goal_line(Goal("Work", "occupation"), [])
    told = [(goal.words, [str(one) for one in goal.sentences]) for goal in plain_goals([key, ended, once, never])]
    assert told == [
        ("A key of my own", ["The first time you said 2 of 10.", "Now you say 6 of 10."]),
        ("Sleep", ["Now you say 4 of 10."]),
        ("Work", ["You have not said yet how near it is."]),
    ]
