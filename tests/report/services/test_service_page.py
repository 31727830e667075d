"""Report: one service's page answers five questions as far as it can, for those who may see its figures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gavn.measure.services import fresh_store

QUESTIONS = (
    "Do we have the resources?",
    "Do we reach the people we are for?",
    "Do our methods work, and for whom?",
    "How do we improve?",
    "Are our goals reasonable?",
)


def page_of(unit):
    return reverse("service", args=[unit.public_id])


def test_the_five_questions_stand_as_headings_and_say_what_is_open(opened, mara, lindenhof, nora, bo):
    text = opened(mara, page_of(lindenhof)).content.decode()
    assert [question for question in QUESTIONS if f">{question}</h2>" not in text] == []
    assert text.count("What nobody can answer here yet") == len(QUESTIONS)


def test_it_says_who_is_there_and_how_they_do(opened, mara, lindenhof, nora, bo, newcomer):
    text = opened(mara, page_of(lindenhof)).content.decode()
    assert "3 stays of 3 persons lay in the period: 3 began in it, 0 ended, 3 go on." in text
    assert "Reliably improved: 1 of 2 with both measurements" in text
    assert "The first measurement is due now" in text
    assert "own sample of 214 people" in text


def test_each_figure_has_its_table_without_scripts_and_its_files(opened, mara, lindenhof, nora, bo):
    text = opened(mara, page_of(lindenhof)).content.decode()
    assert text.count("<table") >= 10
    assert text.count(">CSV</a>") == text.count(">XLSX</a>") == text.count("<table")


@pytest.mark.parametrize("who", ["otto", "sven"])
def test_nobody_else_finds_it(request, opened, lindenhof, who):
    assert opened(request.getfixturevalue(who), page_of(lindenhof)).status_code in {403, 404}
    other = opened(request.getfixturevalue("sven"), page_of(lindenhof))
    assert other.status_code == 404


PERIODS = [
    ({"period": "this-year"}, "1 January 2026 to"),
    ({"period": "last-year"}, "1 January 2025 to 31 December 2025"),
    ({"period": "all"}, "Everything recorded up to"),
    ({"from": "2026-02-01", "until": "2026-02-28"}, "1 February 2026 to 28 February 2026"),
]


@pytest.mark.parametrize(("query", "words"), PERIODS)
def test_the_period_is_chosen_and_said(opened, mara, lindenhof, nora, query, words):
    text = opened(mara, page_of(lindenhof), **query).content.decode()
    assert words in text.replace("\xa0", " ")


WRONG = [
    {"period": "yesterday"},
    {"period": "2026-02-30..2026-03-01"},
    {"from": "2026-03-01", "until": "2026-02-01"},
    {"from": "2030-01-01"},
    {"from": "\x00' OR 1=1"},
]


@pytest.mark.parametrize("query", WRONG)
def test_a_period_that_cannot_be_is_told_and_the_usual_one_shown(opened, mara, lindenhof, nora, query):
    answer = opened(mara, page_of(lindenhof), **query)
    assert answer.status_code == 200
    assert "This period cannot be shown" in answer.content.decode()


def test_a_score_that_is_not_offered_is_not_obeyed(opened, mara, lindenhof, nora, bo):
    wrong = opened(mara, page_of(lindenhof), score="gavn/other@1|x|individual", to="status-999").context["found"]
    assert str(wrong.outcome.line) == "gavn/four-lines@1|total|individual"
    asked = {"score": "gavn/four-lines@1|life|individual", "to": "status-3"}
    found = opened(mara, page_of(lindenhof), **asked).context["found"]
    assert {key: found.query[key] for key in asked} == asked


def test_an_empty_service_says_what_will_stand_here(opened, mara, lindenhof):
    assert "Nobody was enrolled in this period" in opened(mara, page_of(lindenhof)).content.decode()


def test_figures_are_counted_again_when_asked(mara, lindenhof, nora, bo, pia, opened):
    before = opened(mara, page_of(lindenhof)).context["found"].frozen
    client = Client()
    client.force_login(mara)
    answer = client.post(reverse("count_again", args=[lindenhof.public_id]) + "?period=this-year")
    assert answer.headers["Location"] == page_of(lindenhof) + "?period=this-year"
    assert client.get(reverse("count_again", args=[lindenhof.public_id])).status_code == 405
    assert fresh_store(timedelta(0)).made_at >= before


def test_a_page_takes_few_queries_however_many_stays_there_are(opened, mara, lindenhof, nora, many):
    counts = []
    for more in (0, 60):
        if more:
            many(lindenhof, more)
        fresh_store(timedelta(0))
        opened(mara, page_of(lindenhof))
        with CaptureQueriesContext(connection) as queries:
            opened(mara, page_of(lindenhof))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 40
