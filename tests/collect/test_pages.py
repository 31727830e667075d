"""The practitioner's pages."""

from __future__ import annotations

import pytest
from collect_cast import BASE, FOUR, LINES, as_sent, lines
from django.urls import reverse

from gavn.catalogue.selectors import instrument
from gavn.collect.models import Invitation, Occasion, Revision
from gavn.collect.services import submit_response
from gavn.kernel.dates import PartialDate
from gavn.people.services import end_stay
from gavn.works.models import Draft

FORM = "gavn.four-lines"


@pytest.fixture
def page(client, mara):
    """Mara's browser."""
    client.force_login(mara)
    return client


def typed(**more: str) -> dict:
    """What a browser sends for the four lines."""
    about = {"client_id": "form0001", "mode": "interview", "helper": "nobody", "go": "submit"}
    return {f"{item}.a": str(value) for item, value in FOUR.items()} | about | more


def address(entry, name: str = "answer", respondent: str = "individual", form: str = FORM) -> str:
    return reverse(name, args=[entry.public_id, form, respondent])


def revisions() -> list[Revision]:
    return list(Revision.objects.unscoped("a test").order_by("id"))


def test_what_is_due_names_the_person_and_leads_to_their_forms(page, stay):
    found = page.get(reverse("due"))
    assert found.status_code == 200
    assert "Ida Lund" in found.text
    assert reverse("forms", args=[stay.individual.public_id]) in found.text


@pytest.mark.parametrize(
    "asked", ["?page=99999999999", "?page=x", "?when=ever", "?sort=evil", "?mine=1", "?when=week", "?at=%00"]
)
def test_the_worklist_bears_any_address(page, stay, asked):
    assert page.get(reverse("due") + asked).status_code == 200


def test_the_forms_of_a_person_show_every_form_with_its_state(page, entry):
    submit_response(by=None, **as_sent(entry))
    found = page.get(reverse("forms", args=[entry.enrolment.individual.public_id]))
    assert found.status_code == 200
    assert "Answered" in found.text
    assert address(entry, respondent="practitioner") in found.text


def test_a_form_says_who_reads_it_what_for_and_how_long(page, entry):
    found = page.get(address(entry))
    assert found.status_code == 200
    for words in ("Who reads it:", "What it is used for:", "How long it takes:"):
        assert words in found.text


def test_submitting_leads_to_what_the_answers_show_and_ends_the_draft(page, entry):
    page.post(address(entry, "keep_answers"), typed())
    assert Draft.objects.count() == 1
    done = page.post(address(entry), typed(), follow=False)
    assert (done.status_code, done.url) == (302, reverse("feedback", args=[entry.public_id]))
    assert [one.answers for one in revisions()] == [{item: {"v": float(value)} for item, value in FOUR.items()}]
    assert Draft.objects.count() == 0


def test_pressing_twice_submits_once(page, entry):
    first, second = page.post(address(entry), typed()), page.post(address(entry), typed())
    assert (first.status_code, second.status_code) == (302, 302)
    assert len(revisions()) == 1


def test_other_answers_afterwards_show_both(page, entry):
    page.post(address(entry), typed())
    again = page.post(address(entry), typed(**{"line_life.a": "9"}))
    assert again.status_code == 409
    assert "differs" in again.text
    assert len(revisions()) == 1


def test_a_draft_survives_the_browser(page, client, mara, entry):
    page.post(address(entry, "keep_answers"), {"line_life.a": "7", "client_id": "form0001"})
    client.logout()
    client.force_login(mara)
    found = client.get(address(entry))
    assert 'value="7"' in found.text
    assert 'value="form0001"' in found.text


def test_a_draft_belongs_to_its_writer_and_is_sealed(page, client, pia, entry):
    page.post(address(entry, "keep_answers"), {"line_life.a": "7.3"})
    assert b"7.3" not in bytes(Draft.objects.get().sealed)
    client.force_login(pia)
    assert 'value="7.3"' not in client.get(address(entry)).text


def test_one_question_at_a_time_goes_on_back_and_over_all_and_submits_whole(page, entry):
    page.post(address(entry), {"go": "one"})
    at = "line_life"
    for item, value in FOUR.items():
        found = page.get(address(entry) + f"?at={item}")
        assert f'name="{item}.a"' in found.text
        onward = page.post(address(entry), {"go": "next", "at": item, f"{item}.a": str(value)})
        assert onward.status_code == 302
        at = onward.url
    over = page.get(at)
    assert "Look the answers over" in over.text
    hidden = dict(over.context["filled"].hidden)
    back = page.post(address(entry), {"go": "back", "at": "end"})
    assert "at=line_social" in back.url
    number = over.context["filled"].client_id
    sent = {**hidden, "client_id": number, "mode": "interview", "helper": "nobody", "go": "submit"}
    assert page.post(address(entry), sent).status_code == 302
    assert page.post(address(entry), sent).status_code == 302
    assert len(revisions()) == 1


def test_a_wrong_answer_is_told_beside_its_question_and_nothing_is_lost(page, entry):
    found = page.post(address(entry), typed(**{"line_life.a": "eleven"}))
    assert found.status_code == 422
    assert "is not a number" in found.text
    assert 'href="#id_line_life.a"' in found.text
    assert 'value="eleven"' in found.text
    assert revisions() == []


def test_a_decimal_comma_is_a_decimal_point(page, entry):
    page.post(address(entry), typed(**{"line_life.a": "7,5"}))
    assert revisions()[0].answers["line_life"] == {"v": 7.5}


def test_reasons_for_not_answering_are_kept_apart(page, entry):
    sent = typed(
        **{"line_life.a": "", "line_life.a__why": "declined", "line_close.a": "", "line_close.a__why": "unknown"}
    )
    page.post(address(entry), sent)
    answers = revisions()[0].answers
    assert (answers["line_life"], answers["line_close"]) == ({"why": "declined"}, {"why": "unknown"})


def test_somebody_who_helped_did_so_in_some_way(page, entry):
    found = page.post(address(entry), typed(helper="staff"))
    assert found.status_code == 422
    assert "Choose how they helped" in found.text
    assert page.post(address(entry), typed(helper="staff", helped_how="read")).status_code == 302
    assert (revisions()[0].helper, revisions()[0].helped_how) == ("staff", "read")


def test_base_data_leaves_out_what_is_known(page, entry):
    found = page.get(address(entry, respondent="practitioner", form="gavn.base-entry"))
    assert 'data-question="sex"' not in found.text
    assert 'data-question="reasons"' in found.text
    sent = {"reasons.a": ["alcohol", "drugs"], "client_id": "form0009", "go": "submit"}
    assert page.post(address(entry, respondent="practitioner", form="gavn.base-entry"), sent).status_code == 302
    assert revisions()[0].answers["reasons"] == {"v": ["alcohol", "drugs"]}


def test_which_questions_are_asked_follows_the_answers(page, entry):
    found = page.post(address(entry, "questions_asked"), typed())
    assert found.json() == {"asked": list(FOUR)}


def test_a_correction_keeps_what_stood_beside_it(page, entry):
    first = submit_response(by=None, **as_sent(entry)).revision
    where = reverse("correct_answer", args=[first.response.public_id])
    assert page.get(where).status_code == 200
    sent = {**typed(**{"line_life.a": "8"}), "reason": "Misread", "expected": "1", "client_id": "fix00001"}
    assert page.post(where, sent).status_code == 302
    assert [one.number for one in revisions()] == [1, 2]
    stale = page.post(where, {**sent, "line_life.a": "2", "client_id": "fix00002"})
    assert stale.status_code == 409
    assert "Misread" in stale.text


def test_leaving_out_an_occasion_takes_a_reason(page, entry):
    where = reverse("leave_out_occasion", args=[entry.public_id])
    assert page.get(where).status_code == 200
    assert page.post(where, {}).status_code == 200
    assert page.post(where, {"reason": "refused", "note": "Later perhaps"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.not_done, entry.not_done_note) == ("refused", "Later perhaps")


def test_discussed_is_one_tap_and_leads_back(page, entry):
    back = reverse("forms", args=[entry.enrolment.individual.public_id])
    where = reverse("mark_discussed", args=[entry.public_id])
    assert page.post(where, {"next": back}).url == back
    assert page.post(where, {"next": "https://elsewhere.example/"}).url == reverse("feedback", args=[entry.public_id])
    assert page.get(where).status_code == 405


def test_an_invitation_shows_its_code_once_and_can_be_withdrawn(page, entry):
    where = reverse("invite", args=[entry.public_id])
    assert page.get(where).status_code == 200
    letter = page.post(where, {"respondent": "individual", "language": "da", "variant": "plain", "days": "14"})
    code = letter.context["code"]
    assert f"/r/{code}/" in letter.text
    assert "<svg" in letter.text
    assert code not in page.get(where).text
    invitation = Invitation.objects.unscoped("a test").get()
    assert code not in invitation.code_hash
    assert page.post(reverse("withdraw_invitation", args=[invitation.public_id])).status_code == 302
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_every_form_can_be_printed_with_a_way_back_to_its_occasion(page, entry):
    found = page.get(address(entry, "paper_form_of"))
    assert found.status_code == 200
    assert "<svg" in found.text
    blank = page.get(reverse("paper_form", args=[LINES]) + "?language=sv")
    assert 'lang="sv"' in blank.text
    assert page.get(reverse("paper_form", args=[BASE])).status_code == 200
    assert page.get(reverse("paper_form", args=["gavn/none@1"])).status_code == 404
    assert page.get(reverse("paper_form", args=["gavn.four-lines"])).status_code == 200


def test_answers_from_paper_are_typed_in_as_such(page, entry):
    found = page.get(address(entry) + "?mode=paper")
    assert found.context["filled"].circumstances["mode"].value() == "paper"
    sent = typed(mode="paper", answered_on_day="2", answered_on_month="3", answered_on_year="2026")
    assert page.post(address(entry), sent).status_code == 302
    assert (revisions()[0].mode, revisions()[0].answered_on.isoformat()) == ("paper", "2026-03-02")


def test_a_manager_chooses_the_programme_and_its_measures(page, lindenhof):
    where = reverse("choose_programme", args=[lindenhof.public_id])
    assert page.get(where).status_code == 200
    form = reverse("choose_measures", args=[lindenhof.public_id, "gavn.substance-misuse-follow-up@1"])
    assert page.get(form).status_code == 200
    assert page.post(form, {"chosen": [f"{LINES}|individual"], "status_every": "3"}).status_code == 302
    assert "Chosen" in page.get(where).text
    stands = page.get(form).context["form"]
    assert (stands["chosen"].value(), stands["status_every"].value()) == ([f"{LINES}|individual"], 3)
    assert page.get(reverse("choose_measures", args=[lindenhof.public_id, "none"])).status_code == 404


def test_a_programme_without_measures_to_choose_does_not_ask_for_them(page, lindenhof):
    form = reverse("choose_measures", args=[lindenhof.public_id, "gavn.help-study@1"])
    assert "chosen" not in page.get(form).context["form"].fields


def addresses(entry, response) -> list[str]:
    person = entry.enrolment.individual.public_id
    places = [address(entry, name) for name in ("answer", "paper_form_of")]
    places += [reverse(name, args=[entry.public_id]) for name in ("leave_out_occasion", "invite")]
    return [*places, reverse("forms", args=[person]), reverse("correct_answer", args=[response.public_id])]


def test_what_belongs_to_another_service_is_not_there(client, sven, entry):
    response = submit_response(by=None, **as_sent(entry)).revision.response
    client.force_login(sven)
    assert {client.get(place).status_code for place in addresses(entry, response)} == {404}
    writes = [address(entry, "keep_answers"), reverse("mark_discussed", args=[entry.public_id])]
    assert {client.post(place).status_code for place in writes} == {404}


def test_somebody_without_a_role_opens_nothing(client, otto, entry):
    response = submit_response(by=None, **as_sent(entry)).revision.response
    client.force_login(otto)
    assert {client.get(place).status_code for place in [*addresses(entry, response), reverse("due")]} == {403}


STRANGE = [
    {"line_life.a": "x" * 100_000},
    {"line_life.a": "NaN"},
    {"line_life.a": "inf"},
    {"line_life.a": "1e400"},
    {"line_life.a": "\x00"},
    {"line_life.a": "\u202e7"},
    {"line_life.a": "٧"},
    {"line_life.a": "-1"},
    {"line_life.a__why": "because"},
    {"mode": "\x00"},
    {"client_id": "\x00" * 10},
    {"client_id": "x" * 1000},
    {"answered_on_day": "31", "answered_on_month": "2", "answered_on_year": "2026"},
    {"answered_on_day": "1", "answered_on_month": "1", "answered_on_year": "9999"},
    {"go": "nowhere"},
    {"go": "next", "at": "\x00"},
    {"at": "../../etc"},
]


@pytest.mark.parametrize("strange", STRANGE, ids=lambda one: ascii(one)[:40])
def test_wrong_input_is_refused_with_words_and_never_breaks(page, entry, strange):
    found = page.post(address(entry), typed(**strange))
    assert found.status_code in (302, 422)
    assert found.status_code == 302 or "gv-errors" in found.text
    kept = page.post(address(entry, "keep_answers"), typed(**strange))
    assert kept.status_code in (200, 409, 422)


def test_ten_megabytes_are_not_understood(page, entry):
    assert page.post(address(entry), typed(**{"line_life.a": "x" * 10_000_000})).status_code == 400


def test_addresses_of_nothing_are_not_there(page, entry):
    places = [reverse("answer", args=[entry.public_id, form, who]) for form, who in STRANGE_FORMS]
    assert {page.get(place).status_code for place in places} == {404}


def test_an_address_with_a_sign_that_is_no_letter_is_not_there(page, entry):
    places = ["/people/%00/forms/", "/answer/%00/gavn.four-lines/individual/", "/paper/%00/", "/responses/%00/correct/"]
    assert {page.get(place).status_code for place in places} == {404}


STRANGE_FORMS = [("gavn.none", "individual"), ("gavn.four-lines", "guardian"), ("x", "y"), ("gavn.phq-9", "individual")]


def test_the_pages_of_a_person_take_a_bounded_number_of_queries(page, entry, django_assert_max_num_queries):
    submit_response(by=None, **as_sent(entry, lines()))
    where = reverse("forms", args=[entry.enrolment.individual.public_id])
    with django_assert_max_num_queries(40):
        page.get(where)
    with django_assert_max_num_queries(30):
        page.get(reverse("due"))
    assert Occasion.objects.unscoped("a test").count() == 2


def test_questions_that_answers_make_pointless_are_neither_asked_nor_kept(page, mara, stay):
    ended = end_stay(by=mara, enrolment=stay, exited=PartialDate.parse("2026-03-09"), reason="died")
    leaving = ended.occasions.unscoped("a test").get(kind="exit")
    where = address(leaving, respondent="practitioner", form="gavn.base-exit")
    asked = page.get(where).context["sheet"].asked
    definition = instrument("gavn/base-exit@1")
    assert not [item.id for item in definition.items if item.relevant and item.id in asked]
    pointless = next(item for item in definition.items if item.relevant and item.options)
    page.post(where, {f"{pointless.id}.a": pointless.options[0].code, "client_id": "form0001", "go": "submit"})
    assert [one for one in revisions() if pointless.id in one.answers] == []


def test_minutes_at_a_form_are_kept_through_the_draft_and_handed_in_whole(page, entry):
    page.post(address(entry, "keep_answers"), typed(active="95"))
    assert 'name="active" value="95"' in page.get(address(entry)).text
    page.post(address(entry), typed(active="170"))
    assert revisions()[0].seconds == 180
