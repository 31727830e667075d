"""What follows from what somebody said, day by day and form by form."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.rights.pure.says import Say, Says, strongest

BEFORE, FIRST, BETWEEN, ENDED = date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("day", "holds"), [(BEFORE, False), (FIRST, True), (BETWEEN, True), (ENDED, False), (date(2027, 1, 1), False)]
)
def test_it_holds_from_the_first_day_until_the_day_it_is_taken_back(day, holds):
    assert Say("refusal", "", "", FIRST, ENDED).holds(day) is holds
    assert Say("refusal", "", "", FIRST).holds(day) is (day >= FIRST)


@pytest.mark.parametrize(
    ("form", "respondent", "asked"),
    [("gavn/who-5", "individual", False), ("gavn/who-5", "practitioner", True), ("gavn/phq-9", "individual", True)],
)
def test_a_refusal_of_one_form_by_one_respondent_stops_that_alone(form, respondent, asked):
    says = Says((Say("refusal", "gavn/who-5", "individual", FIRST),))
    assert says.may_ask(form, respondent, BETWEEN) is asked
    assert says.left_out(form, respondent, BETWEEN) == ""


@pytest.mark.parametrize(
    ("kind", "asked", "left_out"),
    [("refusal", False, ""), ("objection", True, "objection"), ("withdrawal", False, "withdrawal")],
)
def test_each_kind_stops_what_it_says(kind, asked, left_out):
    says = Says((Say(kind, "", "", FIRST),))
    assert says.may_ask("gavn/who-5", "individual", BETWEEN) is asked
    assert says.left_out("gavn/who-5", "individual", BETWEEN) == left_out


@pytest.mark.parametrize(("said", "asked"), [(set(), True), ({"yes"}, True), ({"no"}, False), ({"no", "yes"}, True)])
def test_relatives_are_not_asked_where_the_person_said_no_to_one_and_yes_to_none(said, asked):
    says = Says(relatives=frozenset(said))
    assert says.may_ask("gavn/relatives", "relative", BETWEEN) is asked
    assert says.may_ask("gavn/who-5", "individual", BETWEEN)


def test_of_several_the_withdrawal_stops_most():
    assert strongest(["objection", "withdrawal", "refusal"]) == "withdrawal"
    assert strongest(["refusal"]) == ""
