"""Answers entered for the wrong person or occasion: struck out, brought back, moved."""

from __future__ import annotations

import pytest
from collect_cast import BASE, as_sent, lines
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gavn.collect.models import Occasion, Response, Revision
from gavn.collect.selectors import answers_of, forms_of, places_for
from gavn.collect.selectors.answers import last_answers
from gavn.collect.selectors.due import not_discussed
from gavn.collect.services import (
    NewAnswers,
    bring_back_response,
    correct_response,
    mark_discussed,
    move_response,
    strike_response,
    submit_many,
    submit_response,
)
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.selectors import who_has_looked
from gavn.people.services import enrol_person


@pytest.fixture
def given(mara, entry) -> Response:
    """Ida's four lines."""
    return submit_response(by=mara, **as_sent(entry)).revision.response


@pytest.fixture
def bodil(mara, lindenhof, chosen):
    """Another stay at Lindenhof."""
    return enrol_person(
        by=mara, unit=lindenhof, given="Bodil", family="Ask", birth_year=1970, sex="woman",
        entered=PartialDate.parse("2026-03-02"),
    )  # fmt: skip


@pytest.fixture
def page(client, mara):
    """Mara's browser."""
    client.force_login(mara)
    return client


def entry_of(stay) -> Occasion:
    near = Occasion.objects.unscoped("a test").select_related("enrolment__individual", "enrolment__unit")
    return near.get(enrolment=stay, kind="entry")


def fresh(response: Response) -> Response:
    return Response.objects.unscoped("a test").select_related("occasion__enrolment__unit").get(pk=response.pk)


def test_what_is_struck_out_counts_nowhere_and_stays_visible(mara, stay, entry, given):
    strike_response(by=mara, response=given, why="trial")
    assert answers_of(stay) == []
    later = Occasion.objects.unscoped("a test").filter(enrolment=stay).exclude(pk=entry.pk).first()
    assert last_answers(later, "gavn/four-lines", "individual") == {}
    assert not_discussed(mara, since=entry.due, most=9) == []
    shown = next(one for one in forms_of(mara, stay.individual, language="en")[0].occasions if one.occasion == entry)
    assert [(one.response, one.response.struck_by, one.response.struck_why) for one in shown.struck] == [
        (given, mara, "trial")
    ]
    assert not any(asked.answered for asked in shown.asks)
    assert Revision.objects.unscoped("a test").get().answers == lines_as_kept()


def based(entry) -> dict:
    """The base questions of the entry."""
    reasons = {"reasons": {"v": ["drugs"]}}
    return as_sent(entry, reasons, "base0001", instrument=BASE, respondent="practitioner")


def lines_as_kept() -> dict:
    return {item: {"v": float(value["v"])} for item, value in lines().items()}


def test_its_place_can_be_answered_anew_and_then_it_cannot_come_back(mara, entry, given):
    strike_response(by=mara, response=given, why="wrong_person")
    again = submit_response(by=mara, **as_sent(entry, lines(line_life=9), client_id="form0002"))
    assert not again.repeated
    with pytest.raises(Refused, match="Other answers stand"):
        bring_back_response(by=mara, response=given)


def test_the_same_form_sent_again_brings_nothing_back(mara, entry, given):
    strike_response(by=mara, response=given, why="wrong_person")
    assert submit_response(by=mara, **as_sent(entry)).repeated
    assert submit_many(by=None, rows=[NewAnswers(**as_sent(entry))])[0].repeated
    assert fresh(given).struck_at is not None


def test_brought_back_it_counts_as_it_stood(mara, stay, given):
    correct_response(
        by=mara, response=given, answers=lines(line_life=7), reason="Misread", expected=1, client_id="fix00001"
    )
    strike_response(by=mara, response=given, why="other")
    bring_back_response(by=mara, response=given)
    assert [(one.number, one.answers["line_life"]) for one in answers_of(stay)] == [(2, {"v": 7.0})]
    assert fresh(given).struck_by is None
    with pytest.raises(Refused, match="not struck out"):
        bring_back_response(by=mara, response=given)


def test_an_occasion_is_open_again_when_its_answers_are_struck_out(mara, entry, given):
    submit_many(by=None, rows=[NewAnswers(**based(entry))])
    Occasion.objects.unscoped("a test").filter(pk=entry.pk).update(done_on=entry.due)
    mark_discussed(by=mara, occasion=entry_of(entry.enrolment))
    strike_response(by=mara, response=given, why="twice")
    assert entry_of(entry.enrolment).done_on is None
    assert entry_of(entry.enrolment).discussed_on is not None
    strike_response(by=mara, response=Response.objects.unscoped("a test").get(struck_at=None), why="twice")
    assert entry_of(entry.enrolment).discussed_on is None


def test_moved_answers_stand_with_the_other_person_and_both_histories_say_so(mara, stay, given, bodil):
    copy = move_response(by=mara, response=given, to=entry_of(bodil))
    assert answers_of(stay) == []
    [there] = answers_of(bodil)
    assert (there.response, there.answers, there.by, there.mode) == (copy, lines_as_kept(), mara, "interview")
    assert (fresh(given).moved_to, fresh(given).struck_why) == (copy, "wrong_person")
    line = Event.objects.get(kind="collect.response_moved")
    assert set(line.individuals) == {stay.individual.public_id, bodil.individual.public_id}
    for person in (stay.individual, bodil.individual):
        assert "Moved answers" in str(who_has_looked(mara, person).lines[0].what)


def test_moved_answers_come_back_only_when_they_no_longer_stand_there(mara, stay, given, bodil):
    copy = move_response(by=mara, response=given, to=entry_of(bodil))
    with pytest.raises(Refused, match="stand in another place"):
        bring_back_response(by=mara, response=given)
    strike_response(by=mara, response=copy, why="wrong_person")
    bring_back_response(by=mara, response=given)
    assert (len(answers_of(stay)), answers_of(bodil)) == (1, [])
    assert fresh(given).moved_to is None


def test_answers_move_only_where_they_are_asked_and_nothing_stands(mara, stay, entry, given, bodil):
    follow_up = Occasion.objects.unscoped("a test").filter(enrolment=bodil).exclude(kind="entry").first()
    base = as_sent(
        entry, {"reasons": {"v": ["drugs"]}}, instrument=BASE, respondent="practitioner", client_id="b0000001"
    )
    asked_at_entry = submit_response(by=mara, **base).revision.response
    assert follow_up is not None
    with pytest.raises(Refused, match="not asked of this respondent"):
        move_response(by=mara, response=asked_at_entry, to=follow_up)
    submit_response(by=mara, **as_sent(entry_of(bodil), client_id="form0002"))
    with pytest.raises(Refused, match="answered on that occasion already"):
        move_response(by=mara, response=given, to=entry_of(bodil))
    with pytest.raises(Refused, match="on this occasion already"):
        move_response(by=mara, response=given, to=entry)
    assert fresh(given).struck_at is None
    assert entry_of(bodil) not in places_for(mara, given, bodil.individual)


def test_what_is_known_of_a_person_follows_the_person_not_the_answers(mara, entry, bodil):
    given = submit_response(by=mara, **based(entry)).revision.response
    moved = move_response(by=mara, response=given, to=entry_of(bodil))
    answers = moved.revisions.unscoped("a test").get().answers
    assert (answers["reasons"], answers["birth_month"]) == ({"v": ["drugs"]}, {"why": "unknown"})


def test_a_struck_form_is_not_corrected_and_struck_out_once(mara, given):
    strike_response(by=mara, response=given, why="twice")
    with pytest.raises(Refused, match="struck out"):
        strike_response(by=mara, response=given, why="twice")
    with pytest.raises(Refused, match="Bring them back"):
        correct_response(
            by=mara, response=given, answers=lines(line_life=1), reason="x", expected=1, client_id="fix00001"
        )
    with pytest.raises(Refused, match="Choose a reason"):
        strike_response(by=mara, response=given, why="magic")


def test_only_who_may_correct_at_both_places_may_move(sven, otto, mara, given, skovly, bodil):
    for stranger in (sven, otto):
        for write in (strike_response, bring_back_response):
            with pytest.raises(PermissionDenied):
                write(by=stranger, response=given, **({"why": "twice"} if write is strike_response else {}))
    elsewhere = enrol_person(
        by=sven, unit=skovly, given="Ann", family="Bo", sex="woman", entered=PartialDate.parse("2026-03-02")
    )
    there = Occasion.objects.unscoped("a test").create(
        enrolment=elsewhere, programme="x", version=1, kind="entry", number=0, due="2026-03-02", closes="2026-03-09"
    )
    with pytest.raises(PermissionDenied):
        move_response(by=mara, response=given, to=there)


def test_the_pages_strike_out_and_bring_back(page, stay, entry, given):
    assert "Wrong person, or wrong occasion?" in page.get(reverse("correct_answer", args=[given.public_id])).text
    strike = reverse("strike_answer", args=[given.public_id])
    assert page.get(strike).status_code == 200
    assert page.post(strike, {"why": ""}).status_code == 200
    assert page.post(strike, {"why": "trial"}).status_code == 302
    forms = page.get(reverse("forms", args=[stay.individual.public_id]))
    assert "It was only a try" in forms.text
    assert page.get(reverse("correct_answer", args=[given.public_id])).url == strike
    assert "Bring the answers back" in page.get(strike).text
    assert page.get(reverse("feedback", args=[entry.public_id])).status_code == 200
    page.post(reverse("bring_back_answer", args=[given.public_id]))
    assert fresh(given).struck_at is None


def test_the_page_finds_the_other_person_and_moves(page, stay, given, bodil):
    move = reverse("move_answer", args=[given.public_id])
    assert "Bodil Ask" in page.get(f"{move}?q=bod").text
    there = f"{move}?person={bodil.individual.public_id}"
    assert "Occasions of Bodil Ask" in page.get(there).text
    assert page.post(there, {"occasion": "nosuch"}).status_code == 200
    done = page.post(there, {"occasion": entry_of(bodil).public_id})
    assert done.url == reverse("forms", args=[bodil.individual.public_id])
    assert fresh(given).moved_to is not None
    assert page.get(f"{move}?person={'0' * 32}").status_code == 404
