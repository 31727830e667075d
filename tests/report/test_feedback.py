"""Feedback: what the answers show, on the page that submit leads to."""

from __future__ import annotations

import re

import pytest
from report_cast import BASE, answer, lines

from gavn.catalogue.selectors import instrument
from gavn.collect.selectors import occasions_of
from gavn.measure.services import set_critical_route
from gavn.report.selectors.feedback import feedback_of


@pytest.fixture
def page(client, pia):
    """What Pia reads about one occasion of a stay."""
    client.force_login(pia)

    def read(stay, place: int) -> str:
        return client.get(f"/feedback/{occasions_of(stay)[place].public_id}/").content.decode()

    return read


def result(pia, stay, place, form, of="individual"):
    forms = feedback_of(pia, occasions_of(stay)[place].public_id).forms
    return next(one for one in forms if (one.words.definition.key, one.revision.response.respondent) == (form, of))


def test_it_tells_the_change_since_the_start_and_since_last_time_and_whose_norm_it_uses(nora, page):
    text = page(nora, 2)
    assert "What do Nora Lund’s answers show?" in text
    assert "From 15 at the start to 25.5 on 12 July 2026: better, by more than error of measurement (8.2)." in text
    assert "Since last time from 18.5 to 25.5: not more than error of measurement (8.2)." in text
    assert "Norm: own sample, n 214." in text
    assert "A change of more than 8.2 counts" in text


def test_what_came_later_is_not_told_on_an_earlier_occasion(pia, nora):
    early = result(pia, nora, 1, "gavn/four-lines")
    assert (early.main.then, early.main.now) == (15, 18.5)
    assert (early.figure["n"], early.figure["due"]) == (2, 2)


def test_where_no_norm_is_known_it_says_so(pia, nora, page):
    alcohol = result(pia, nora, 2, "gavn/audit-c")
    assert alcohol.main.verdict == "unknown"
    assert "No norm is known" in page(nora, 2)


def test_every_form_of_the_occasion_has_its_own_section_and_base_data_stands_last(pia, nora, page):
    forms = feedback_of(pia, occasions_of(nora)[0].public_id).forms
    assert [one.words.definition.key for one in forms][-1] == "gavn/base-entry"
    text = page(nora, 0)
    assert "Thank you, it is written down." in text
    assert "4 answers, 1 missing" in text
    assert "Sublet or temporary home" in text


def test_the_first_answers_have_nothing_to_compare_with_and_no_empty_picture(nora, page):
    text = page(nora, 0)
    assert "15 on 12 January 2026. There is nothing yet to compare with." in text
    assert "data-chart-place" not in text


def test_too_few_answers_are_told_instead_of_a_score(pia, newcomer, page):
    answer(pia, occasions_of(newcomer)[0], "gavn/four-lines@1", lines(5, None, None, None))
    assert "The answers of 16 November 2026 give no score: 1 of 4 questions" in page(newcomer, 0)


def test_one_tap_notes_that_it_was_talked_about(client, pia, nora, page):
    occasion = occasions_of(nora)[2]
    assert "Discussed with the person" in page(nora, 2)
    client.post(f"/occasions/{occasion.public_id}/discussed/")
    text = page(nora, 2)
    assert "Discussed with the person" not in text
    assert "on 22 November 2026, by Pia" in re.sub(r"\s+", " ", text)


def test_what_is_still_to_be_asked_is_one_tap_away(nora, page):
    occasion = occasions_of(nora)[2].public_id
    assert f'href="/answer/{occasion}/gavn.quality-of-life/individual/"' in page(nora, 2)
    assert "Ask next: Quality of life, short" in page(nora, 2)


def test_a_critical_answer_stands_first_with_who_was_told(pia, mara, lindenhof, newcomer, page):
    set_critical_route(by=mara, unit=lindenhof, recipient=pia, deputy=mara, hours=4, local_help={})
    items = instrument("gavn/quality-of-life@1").by_id
    answer(pia, occasions_of(newcomer)[0], "gavn/quality-of-life@1", {key: {"v": "1"} for key in items})
    text = page(newcomer, 0)
    assert text.index("A critical answer needs somebody today") < text.index("Quality of life")
    assert "Pia has been told." in text
    assert "Write what was done" in text


def test_before_the_first_answer_it_says_what_will_stand_here(newcomer, page):
    assert "What the answers show will stand here" in page(newcomer, 0)


@pytest.mark.parametrize(("who", "status"), [("mara", 200), ("sven", 404), ("ada", 403), ("otto", 403)])
def test_only_those_who_may_see_the_person_read_it(request, client, nora, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/feedback/{occasions_of(nora)[0].public_id}/").status_code == status


def test_it_asks_the_database_as_often_on_the_third_occasion_as_on_the_first(
    client, pia, newcomer, django_assert_max_num_queries
):
    client.force_login(pia)
    occasion = occasions_of(newcomer)[0]
    answer(pia, occasion, "gavn/four-lines@1", lines(5, 5, 5, 5))
    answer(pia, occasion, "gavn/base-entry@1", BASE, of="practitioner")
    with django_assert_max_num_queries(39):
        client.get(f"/feedback/{occasion.public_id}/")


def test_more_occasions_take_no_more_queries(client, pia, nora, django_assert_max_num_queries):
    client.force_login(pia)
    _first, second, third, *_ = occasions_of(nora)
    with django_assert_max_num_queries(39) as early:
        client.get(f"/feedback/{second.public_id}/")
    with django_assert_max_num_queries(len(early)):
        client.get(f"/feedback/{third.public_id}/")
