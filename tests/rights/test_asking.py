"""Rights: what the person said no to is not asked; when they change their mind it is asked again."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import LINES, as_sent
from django.urls import reverse

from gavn.collect import selectors
from gavn.collect.models import Occasion
from gavn.collect.selectors.due import due_counts
from gavn.collect.services import invite, leave_out_occasion, roll_statuses, submit_response
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.services import end_stay, enrol_person
from gavn.rights import services
from gavn.rights.selectors import may_ask

FORM = LINES.partition("@")[0]


def state_of(occasion, respondent="individual", form=LINES) -> str:
    """How far a form has come."""
    asks = selectors.asks_at(occasion)
    return next(one.state for one in asks if (one.ask.instrument, one.respondent) == (form, respondent))


def fresh(occasion) -> Occasion:
    """The occasion as the database has it."""
    found = Occasion.objects.unscoped("a test").select_related("enrolment__individual", "enrolment__unit")
    return found.get(pk=occasion.pk)


@pytest.fixture
def no(mara, ida):
    """A maker of what Ida says no to."""
    return lambda kind="refusal", **more: services.say_no(by=mara, individual=ida, kind=kind, **more)


@pytest.mark.parametrize("kind", ["refusal", "withdrawal"])
def test_a_form_that_is_not_wanted_is_not_asked(no, mara, entry, kind):
    assert state_of(entry) == "open"
    no(kind, instrument=FORM)
    assert state_of(entry) == "refused"
    assert not may_ask(entry.enrolment, FORM, "individual")
    with pytest.raises(Refused, match="Nothing is asked"):
        invite(by=mara, occasion=entry, respondent="individual", language="en")
    with pytest.raises(Refused, match="said no to this form"):
        submit_response(by=mara, **as_sent(entry))
    assert selectors.answers_at(entry) == []


def test_other_forms_and_other_respondents_are_still_asked(no, entry):
    no(instrument=FORM, respondent="relative")
    assert may_ask(entry.enrolment, FORM, "individual")
    assert may_ask(entry.enrolment, "gavn/base-entry", "relative")
    assert fresh(entry).not_done == ""


def test_an_objection_stops_no_question(no, mara, entry):
    no("objection")
    assert state_of(entry) == "open"
    assert not submit_response(by=mara, **as_sent(entry)).repeated


def test_answers_from_a_day_before_the_refusal_are_taken(no, mara, entry):
    no(first=date(2026, 3, 9))
    assert submit_response(by=mara, **as_sent(entry, answered_on=date(2026, 3, 8)))


def test_a_refusal_of_everything_takes_what_is_due_off_the_list_and_counts_as_refused(no, mara, stay, entry):
    before = due_counts(mara)
    assert before["week"] + before["overdue"] >= 1
    no()
    assert sum(due_counts(mara).values()) == 0
    closed = fresh(entry)
    assert (closed.not_done, closed.refused_on, closed.done_on) == ("refused", date(2026, 3, 10), None)


def test_changing_ones_mind_on_the_same_day_puts_everything_back(no, mara, stay, entry):
    before = list(stay.occasions.unscoped("a test").order_by("pk").values())
    listed = due_counts(mara)
    services.take_back_no(by=mara, decision=no())
    assert list(stay.occasions.unscoped("a test").order_by("pk").values()) == before
    assert due_counts(mara) == listed
    assert state_of(fresh(entry)) == "open"


def test_what_was_due_while_it_was_refused_stays_refused(no, mara, entry, monkeypatch):
    said = no()
    monkeypatch.setenv("GAVN_NOW", "2027-03-10T09:00:00+00:00")
    services.take_back_no(by=mara, decision=said)
    assert fresh(entry).not_done == "refused"
    assert state_of(fresh(entry)) == "open"


def test_what_staff_answer_goes_on_when_the_person_refuses_their_own_part(no, mara, entry):
    no(respondent="individual")
    assert state_of(entry) == "refused"
    assert fresh(entry).not_done == ""
    base = next(one for one in selectors.asks_at(entry) if one.respondent == "practitioner")
    assert base.state == "open"


def test_an_occasion_is_done_when_all_that_may_be_asked_was_answered(no, mara, entry):
    for asked in selectors.asks_at(entry):
        if (asked.ask.instrument, asked.respondent) != (LINES, "individual"):
            no(instrument=asked.instrument.key, respondent=asked.respondent)
    submit_response(by=mara, **as_sent(entry))
    assert fresh(entry).done_on == date(2026, 3, 10)


def test_codes_that_open_nothing_any_more_are_closed(no, mara, entry):
    kept, _code = invite(by=mara, occasion=entry, respondent="individual", language="en")
    no()
    kept.refresh_from_db()
    assert kept.withdrawn_at is not None
    assert selectors.sittings_of(kept, language="en") == []


def test_a_status_that_comes_later_is_refused_too(no, mara, entry, stay, monkeypatch):
    no()
    monkeypatch.setenv("GAVN_NOW", "2026-10-10T09:00:00+00:00")
    roll_statuses()
    statuses = stay.occasions.unscoped("a test").filter(kind="status")
    assert set(statuses.values_list("not_done", flat=True)) == {"refused"}
    assert statuses.count() > 1


def test_after_the_end_only_what_was_due_before_counts_as_refused(no, mara, entry, stay):
    no()
    end_stay(by=mara, enrolment=stay, exited=PartialDate.parse("2026-03-10"), reason="planned")
    left = stay.occasions.unscoped("a test").filter(kind="status", not_done="refused")
    assert left.filter(due__gte=date(2026, 3, 10)).count() == 0


def test_a_no_holds_in_the_next_stay_too(no, mara, pia, skovly, sven, stay, ida):
    no()
    end_stay(by=mara, enrolment=stay, exited=PartialDate.parse("2026-03-05"), reason="planned")
    who = {"given": "Ida", "family": "Lund", "birth_year": 1980, "birth_month": 5, "sex": "woman"}
    came = PartialDate.parse("2026-03-08")
    again = enrol_person(by=mara, unit=stay.unit, individual=ida, entered=came, **who)
    kinds = again.occasions.unscoped("a test").filter(kind="entry").values_list("not_done", flat=True)
    assert list(kinds) == ["refused"]


def test_a_reason_written_by_hand_is_not_taken_back_by_the_person(no, mara, entry):
    said = no()
    leave_out_occasion(by=mara, occasion=fresh(entry), reason="absent")
    services.take_back_no(by=mara, decision=said)
    assert fresh(entry).not_done == "absent"


def test_no_relative_is_asked_where_the_person_said_no_to_one_and_yes_to_none(mara, ida, entry):
    foe = services.name_contact(by=mara, individual=ida, name="A", relation="sibling", agreed="no")
    assert not may_ask(entry.enrolment, FORM, "relative")
    friend = services.name_contact(by=mara, individual=ida, name="B", relation="parent", agreed="yes")
    assert may_ask(entry.enrolment, FORM, "relative")
    services.end_contact(by=mara, contact=friend)
    assert not may_ask(entry.enrolment, FORM, "relative")
    services.end_contact(by=mara, contact=foe)
    assert may_ask(entry.enrolment, FORM, "relative")


def test_the_pages_say_so(no, as_mara, entry, ida):
    no(instrument=FORM)
    forms = as_mara.get(reverse("forms", args=[ida.public_id])).content.decode()
    assert "The person said no" in forms
    answer = as_mara.get(reverse("answer", args=[entry.public_id, "gavn.four-lines", "individual"])).content.decode()
    assert "until the person changes their mind" in answer


def test_the_profile_proposes_the_words_of_an_invitation(as_mara, mara, ida, entry):
    address = reverse("invite", args=[entry.public_id])
    assert as_mara.get(address).context["form"].initial["variant"] == "plain"
    services.write_profile(by=mara, individual=ida, basis="Pictures", variant="easy", mode="self_screen")
    page = as_mara.get(address)
    assert page.context["form"].initial["variant"] == "easy"
    assert "Alone at a screen" in page.content.decode()
