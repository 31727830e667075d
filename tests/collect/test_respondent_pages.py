"""Somebody answers with a code, without an account."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import FOUR, as_sent, lines
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gavn.collect.models import Invitation, Response, Revision, WrongCode
from gavn.collect.services import invite, submit_response, withdraw_invitation
from gavn.works.models import Draft


def r(name: str, *args: object) -> str:
    return reverse(name, args=args, urlconf=settings.RESPONDENT_URLCONF)


@pytest.fixture
def code(mara, entry) -> str:
    """The code Ida got in a letter."""
    return invite(by=mara, occasion=entry, respondent="individual", language="en")[1]


@pytest.fixture
def ida(client, code):
    """Ida's phone, opened by the link."""
    assert client.get(f"/r/{code}/").url == r("welcome")
    return client


def revisions() -> list[Revision]:
    return list(Revision.objects.unscoped("a test").order_by("id"))


def answer_all(phone, **other: str) -> None:
    """One question a page, from the first to the last."""
    for item, value in FOUR.items():
        sent = {"go": "next", "at": item, f"{item}.a": str(value)} | other
        assert phone.post(r("questions", 1), sent).status_code == 302


def test_the_code_opens_with_capitals_and_spaces(client, code):
    done = client.post(r("enter_code"), {"code": f" {code[:4].upper()} {code[4:7]}-{code[7:]} "})
    assert done.url == r("welcome")
    assert Invitation.objects.unscoped("a test").get().opened_at is not None


def test_from_the_link_to_the_own_picture(ida):
    welcome = ida.get(r("welcome"))
    assert "Who reads it:" in welcome.text
    assert ida.post(r("welcome"), {"how": "one"}).url == r("practice")
    assert "This answer is not kept" in ida.get(r("practice")).text
    assert ida.post(r("practice"), {"weather": "7"}).url == r("questions", 1)
    first = ida.get(r("questions", 1))
    assert "Question 1 of 4" in first.text
    answer_all(ida)
    over = ida.get(r("look_over"))
    assert "Is this what you want to say?" in over.text
    sent = ida.post(r("look_over"), {"helper": "relative", "helped_how": "read"})
    assert sent.url == r("own_picture")
    (revision,) = revisions()
    assert revision.answers == {item: {"v": float(value)} for item, value in FOUR.items()}
    assert (revision.mode, revision.helper, revision.helped_how, revision.by) == ("self_link", "relative", "read", None)
    picture = ida.get(r("own_picture"))
    assert "Thank you" in picture.text
    assert Invitation.objects.unscoped("a test").get().finished_at is not None


def test_sending_twice_is_sending_once(ida):
    answer_all(ida)
    for _time in range(3):
        assert ida.post(r("look_over"), {"helper": "nobody"}).url == r("own_picture")
    assert len(revisions()) == 1
    assert Draft.objects.count() == 0


def test_stopping_keeps_everything_until_one_comes_back_with_the_code(ida, client, code):
    ida.post(r("questions", 1), {"go": "next", "at": "line_life", "line_life.a": "7"})
    stopped = ida.post(r("questions", 1), {"go": "stop", "at": "line_wellbeing"})
    assert "Thank you" in ida.get(stopped.url).text
    ida.post(r("leave"))
    assert ida.get(r("welcome")).url == r("enter_code")
    ida.post(r("enter_code"), {"code": code})
    assert "Good that you are back" in ida.get(r("welcome")).text
    assert 'value="7"' in ida.get(r("questions", 1) + "?at=line_life").text


def test_who_comes_back_goes_on_at_the_first_question_without_an_answer(ida):
    assert ida.post(r("welcome"), {"how": "one"}).url == r("practice")
    ida.post(r("questions", 1), {"go": "next", "at": "line_life", "line_life.a": "7"})
    assert ida.post(r("welcome"), {"how": "one"}).url == r("questions", 1) + "?at=line_wellbeing"


def test_leaving_takes_everything_out_of_the_browser(ida):
    gone = ida.post(r("leave"))
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert ida.cookies["gavn_respondent"].value == ""
    assert ida.get(r("left")).status_code == 200


def test_what_was_typed_lies_sealed(ida):
    ida.post(r("keep_own", 1), {"line_life.a": "7.25"})
    assert b"7.25" not in bytes(Draft.objects.get().sealed)
    assert Draft.objects.get().owner.startswith("r")


def test_all_questions_on_one_page(ida):
    ida.post(r("welcome"), {"how": "all"})
    page = ida.get(r("questions", 1))
    assert all(f'name="{item}.a"' in page.text for item in FOUR)
    sent = {f"{item}.a": str(value) for item, value in FOUR.items()}
    assert ida.post(r("questions", 1), {**sent, "go": "next"}).url == r("look_over")
    wrong = ida.post(r("questions", 1), {**sent, "line_life.a": "lots", "go": "next"})
    assert wrong.status_code == 422
    assert "is not a number" in wrong.text


def test_a_skipped_question_stays_skipped_and_says_why(ida):
    answer_all(ida)
    ida.post(r("questions", 1), {"go": "next", "at": "line_close", "line_close.a": "", "line_close.a__why": "declined"})
    ida.post(r("look_over"), {"helper": "nobody"})
    assert revisions()[0].answers["line_close"] == {"why": "declined"}


def test_sending_nothing_sends_nothing(ida):
    assert "Nothing is answered yet" in ida.get(r("look_over")).text
    assert ida.post(r("look_over"), {"helper": "nobody"}).status_code == 422
    assert Response.objects.unscoped("a test").count() == 0


def test_the_picture_sets_today_beside_last_time_in_words_and_shows_no_score(mara, client, stay, entry, code):
    submit_response(by=mara, **as_sent(entry, lines(line_life=3)))
    status = stay.occasions.unscoped("a test").get(kind="status")
    later = invite(by=mara, occasion=status, respondent="individual", language="en")[1]
    client.get(f"/r/{later}/")
    answer_all(client)
    client.post(r("look_over"), {"helper": "nobody"})
    page = client.get(r("own_picture"))
    assert "Today: 5. Last time: 3." in page.text
    assert "<svg" in page.text
    for word in ("score", "band", "cut-off", "total"):
        assert word not in page.context["pictures"].__repr__().lower()


def test_the_pages_speak_the_language_of_the_invitation_and_switch(mara, client, entry):
    code = invite(by=mara, occasion=entry, respondent="individual", language="da")[1]
    client.get(f"/r/{code}/")
    assert '<html lang="da"' in client.get(r("welcome")).text
    client.post(r("set_language"), {"language": "sv", "next": r("welcome")})
    assert '<html lang="sv"' in client.get(r("welcome")).text


def test_a_code_that_is_withdrawn_or_over_opens_nothing(mara, client, entry, code, monkeypatch):
    invitation = Invitation.objects.unscoped("a test").select_related("occasion__enrolment__unit").get()
    monkeypatch.setenv("GAVN_NOW", "2026-05-01T09:00:00+00:00")
    assert client.get(f"/r/{code}/").status_code == 404
    monkeypatch.setenv("GAVN_NOW", "2026-03-11T09:00:00+00:00")
    assert client.get(f"/r/{code}/").status_code == 302
    withdraw_invitation(by=mara, invitation=invitation)
    assert client.get(r("welcome")).url == r("enter_code")
    assert client.get(f"/r/{code}/").status_code == 404


def test_too_many_wrong_codes_mean_waiting_an_hour(client, code, monkeypatch):
    for number in range(10):
        assert client.post(r("enter_code"), {"code": f"wrong{number}"}).status_code == 404
    assert client.post(r("enter_code"), {"code": code}).status_code == 429
    assert "127.0.0.1" not in "".join(WrongCode.objects.values_list("place", flat=True))
    monkeypatch.setenv("GAVN_NOW", "2026-03-10T10:01:00+00:00")
    assert client.post(r("enter_code"), {"code": code}).status_code == 302


STRANGE = ["\x00", "x" * 5000, "../../due", "\u202e", "'; drop table", "٧٧٧"]


@pytest.mark.parametrize("strange", STRANGE, ids=ascii)
def test_strange_codes_open_nothing_and_break_nothing(db, client, strange):
    assert client.post(r("enter_code"), {"code": strange}).status_code in (200, 404)


WRONG = [{"line_life.a": "\x00"}, {"line_life.a": "NaN"}, {"line_life.a": "x" * 300_000}, {"at": "\x00"}, {"go": "?"}]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: ascii(one)[:30])
def test_wrong_answers_are_told_and_break_nothing(ida, wrong):
    sent = {"go": "next", "at": "line_life", **wrong}
    assert ida.post(r("questions", 1), sent).status_code in (302, 422)
    assert ida.post(r("keep_own", 1), sent).status_code in (200, 422)
    assert ida.post(r("asked_own", 1), sent).status_code == 200
    assert ida.get(r("questions", 1)).status_code == 200
    assert ida.get(r("look_over")).status_code == 200


def test_there_is_no_other_form_than_ones_own(ida, entry):
    assert ida.get(r("questions", 2)).status_code == 404
    assert ida.get(r("questions", 0)).status_code == 404
    assert ida.get(f"/answer/{entry.public_id}/gavn.four-lines/individual/").status_code == 302
    assert ida.get(f"/r/answer/{entry.public_id}/").status_code == 404


def test_a_cookie_that_was_changed_opens_nothing(ida):
    kept = ida.cookies["gavn_respondent"].value
    ida.cookies["gavn_respondent"] = kept.replace(":one:", ":all:", 1)
    assert ida.get(r("welcome")).url == r("enter_code")


def test_a_staff_member_in_the_same_browser_gives_the_respondent_nothing(ida, mara):
    ida.force_login(mara, backend="gavn.access.gateways.passwords.PasswordBackend")
    page = ida.get(r("welcome"))
    for word in ("Ida", "Lund", 'href="/due', 'href="/people', "Mara"):
        assert word not in page.text


def routes(patterns: list) -> list[URLPattern]:
    found: list[URLPattern] = []
    for one in patterns:
        found += routes(one.url_patterns) if isinstance(one, URLResolver) else [one]
    return found


def test_no_route_of_the_respondents_leads_to_staff_pages():
    patterns = routes(get_resolver(settings.RESPONDENT_URLCONF).url_patterns)
    assert len(patterns) >= 12
    for pattern in patterns:
        gate = pattern.callback.gate
        assert gate.respondent or gate.everybody, pattern.name
        assert not gate.permission, pattern.name


def test_an_invitation_ends_when_the_days_are_over(mara, entry):
    invitation, _code = invite(by=mara, occasion=entry, respondent="individual", language="sv", days=7)
    assert invitation.ends_on == date(2026, 3, 17)
