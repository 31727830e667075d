"""The overview: one person on one page, for those who may see them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from report_cast import answer, lines

from gavn.collect.selectors import occasions_of
from gavn.collect.services import mark_discussed
from gavn.history.models import Event
from gavn.people.services import rate_goal, set_goal, start_intervention
from gavn.report.selectors.persons import overview_of, person_page


def address(stay, page="") -> str:
    return f"/people/{stay.individual.public_id}/{page}"


@pytest.fixture
def page(client, pia):
    """What Pia reads at an address."""
    client.force_login(pia)
    return lambda path: client.get(path).content.decode()


def read(pia, stay):
    return overview_of(pia, person_page(pia, stay.individual.public_id))


def test_it_says_who_and_how_it_goes_in_words_before_the_picture(nora, page):
    text = page(address(nora))
    assert "How is it going for Nora Lund?" in text
    assert "39 years" in text
    finding = text.index(
        "From 15 at the start to 25.5 on 12 July 2026: better, by more than error of measurement (8.2)."
    )
    assert finding < text.index("data-chart-place")
    assert "Norm: own sample, n 214." in text


def test_every_scale_stands_in_one_of_three_blocks(pia, nora):
    found = {block.key: [line.title for line in block.lines] for block in read(pia, nora).blocks}
    assert found == {
        "problem": ["Alcohol habits"],
        "resource": ["Close relations", "Social life"],
        "wellbeing": ["Four lines together", "Life in general", "Personal well-being"],
    }


def test_goals_stand_in_their_life_area_in_the_persons_words(nora, page):
    text = page(address(nora))
    assert "<q>I want a key of my own</q>" in text
    assert "6 of 10 (was 2)" in text
    assert f"/stays/{nora.public_id}/goals/?area=mind" in text


def test_the_area_of_a_new_goal_is_filled_in(nora, page):
    assert '<option value="mind" selected>' in re.sub(r"\s+", " ", page(f"/stays/{nora.public_id}/goals/?area=mind"))


def test_the_two_views_are_never_one_series_and_differences_are_marked(pia, nora, page):
    found = read(pia, nora)
    assert [row.item for row in found.pair.apart] == ["line_close"]
    assert [row["score"] for row in found.figure["rows"]] == [15, 18.5, 25.5]
    assert page(address(nora, "side-by-side/")).count("To talk about") == 2


def test_somebody_who_is_worse_is_not_on_track_and_it_says_what_to_look_at(bo, page):
    text = page(address(bo))
    assert "Not on track" in text
    assert "Worse than at the start by 12." in text
    assert "Working together" in text
    assert f"{address(bo, 'plan/')}?stay={bo.public_id}" in text


def test_where_keeping_was_agreed_no_change_is_a_success(pia, lindenhof, bo):
    second = occasions_of(bo)[2]
    set_goal(by=pia, enrolment=bo, words="Keep it as it is", area="mind", direction="maintain", set_on=date(2026, 3, 9))
    answer(pia, second, "gavn/four-lines@1", lines(6, 5, 7, 6))
    development = read(pia, bo).blocks[2]
    assert [line.verdict for line in development.lines if line.title == "Four lines together"] == ["kept"]


def test_a_newcomer_is_told_what_will_stand_here(newcomer, page):
    text = page(address(newcomer))
    assert "The course over time will stand here" in text
    assert "Ask now: Four lines" in text
    assert "Write the first goal" in text


def test_every_figure_says_how_many_answers_and_how_many_are_missing(nora, page):
    assert "n = 3 of 4" in page(address(nora))
    assert "1 missing" in page(address(nora))


def test_it_says_when_it_was_last_talked_about(pia, nora, page):
    mark_discussed(by=pia, occasion=occasions_of(nora)[2])
    assert "Last talked about with the person on 22 November 2026, by Pia." in page(address(nora))


def test_base_data_is_there_in_words(nora, page):
    assert "Sublet or temporary home" in page(address(nora))


def test_the_persons_page_shows_their_own_words_and_no_norm(nora, page):
    text = page(address(nora, "plain/"))
    body = text[text.index('id="plain"') : text.index("</main>")]
    assert "This is better than the first time." in body
    assert "I want a key of my own" in body
    assert "Who has looked at your pages" in body
    assert not re.search(r"norm|border|error of measurement|as the practitioner", body, re.IGNORECASE)


@pytest.mark.parametrize("name", ["", "plain/", "side-by-side/"])
@pytest.mark.parametrize(("who", "status"), [("pia", 200), ("mara", 200), ("sven", 404), ("ada", 403), ("otto", 403)])
def test_only_those_who_may_see_the_person_open_their_pages(request, client, nora, name, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address(nora, name)).status_code == status


def test_another_persons_stay_is_not_found(client, pia, nora, bo):
    client.force_login(pia)
    assert client.get(f"{address(nora)}?stay={bo.public_id}").status_code == 404
    assert client.get(f"{address(nora)}?stay={nora.public_id}&all").status_code == 200


def test_opening_it_leaves_one_line_of_history(client, pia, nora):
    client.force_login(pia)
    client.get(address(nora))
    shown = Event.objects.filter(kind="people.shown")
    assert [(event.individuals, event.detail["page"]) for event in shown] == [([nora.individual.public_id], "overview")]


def much_more(pia, stay):
    """Twice the goals, ratings, interventions and answers."""
    for day in range(1, 9):
        goal = set_goal(by=pia, enrolment=stay, words=f"Goal {day}", area="mind", set_on=date(2026, 3, day), rating=1)
        rate_goal(by=pia, goal=goal, value=5, day=date(2026, 5, day))
        start_intervention(by=pia, enrolment=stay, kind="network", name=f"Talk {day}", first=date(2026, 3, day))
    third = occasions_of(stay)[3]
    answer(pia, third, "gavn/four-lines@1", lines(7, 7, 7, 7))
    answer(pia, third, "gavn/four-lines@1", lines(1, 7, 1, 7), of="practitioner")


@pytest.mark.parametrize("name", ["", "plain/", "side-by-side/"])
def test_a_page_asks_the_database_as_often_for_much_as_for_little(
    client, pia, nora, name, django_assert_max_num_queries
):
    client.force_login(pia)
    with django_assert_max_num_queries(39) as little:
        client.get(address(nora, name))
    much_more(pia, nora)
    with django_assert_max_num_queries(len(little)):
        text = client.get(address(nora, name)).content.decode()
    assert name or "6 shown of 10, because" in text
    assert name or "5 shown of 10, because" in text
