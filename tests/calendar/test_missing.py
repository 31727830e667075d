"""Calendar: every reason leads to its persons for those who may open them, and to counts for others."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from collect_cast import as_sent
from django.urls import reverse
from report_cast import BASE

from gavn.calendar.pure.reasons import OUTCOMES, REASONS, is_flat
from gavn.calendar.selectors.missing import ALL, form_of, missing_at, missing_persons, year_asked
from gavn.catalogue.selectors import instrument
from gavn.collect.pure.outcome import NOT_DONE
from gavn.collect.services import leave_out_occasion, submit_response
from gavn.collect.services.striking import strike_response
from gavn.kernel.dates import PartialDate
from gavn.people.services import enrol_person

FAMILIES = ("Lund", "Holm", "Berg", "Dahl", "Ek", "Friis", "Gade", "Hald", "Iversen", "Juhl", "Krag", "Lind", "Munk")


@pytest.fixture
def stays(on, mara, lindenhof, chosen):
    """Thirteen persons who came on the first of March 2026."""
    on("2026-03-10")
    return [
        enrol_person(
            by=mara, unit=lindenhof, given="Ida", family=family, birth_year=1980, birth_month=5, sex="woman",
            entered=PartialDate.parse("2026-03-01"),
        )
        for family in FAMILIES
    ]  # fmt: skip


def entry_of(stay):
    """The entry of a stay."""
    found = stay.occasions.unscoped("a test").select_related("enrolment__individual", "enrolment__unit")
    return found.get(kind="entry")


@pytest.fixture
def explained(stays, mara):
    """Each reason once, in the order of the list of what can be said."""
    for stay, reason in zip(stays, NOT_DONE, strict=False):
        leave_out_occasion(by=mara, occasion=entry_of(stay), reason=reason, note="")
    return stays


def test_every_reason_leads_to_exactly_the_person_it_was_said_of(explained, mara, lindenhof, on):
    on("2026-04-10")
    for stay, reason in zip(explained, NOT_DONE, strict=False):
        _unit, _year, rows, _total = missing_persons(mara, lindenhof.public_id, reason, "2026")
        entries = [one.name for one in rows if one.occasion.kind == "entry"]
        assert entries == [f"Ida {FAMILIES[explained.index(stay)]}"]
    waiting = missing_persons(mara, lindenhof.public_id, "waiting", "2026")[2]
    assert [one.name for one in waiting if one.occasion.kind == "entry"] == ["Ida Lind", "Ida Munk"]


def test_the_counts_are_those_of_the_persons_behind_them(explained, mara, lindenhof, on):
    on("2026-08-10")
    found = missing_at(mara, lindenhof.public_id, "2026")
    behind = {key: missing_persons(mara, lindenhof.public_id, key, "2026")[3] for key in OUTCOMES}
    assert {key: found.outcomes.shown[key] for key in OUTCOMES} == behind
    assert found.outcomes.shown[ALL] == sum(behind.values())
    assert found.outcomes.shown["not_asked"] >= 3


def test_others_see_counts_in_which_small_numbers_are_hidden(explained, cora, lindenhof, on, visit):
    on("2026-04-10")
    found = missing_at(cora, lindenhof.public_id, "2026")
    assert "refused" in found.outcomes.hidden
    client = visit(cora)
    shown = client.get(reverse("missing_at", args=[lindenhof.public_id]) + "?year=2026").content.decode()
    assert "hidden" in shown
    assert reverse("missing_persons", args=[lindenhof.public_id, "refused"]) not in shown
    assert client.get(reverse("missing_persons", args=[lindenhof.public_id, "refused"])).status_code == 403


def answers(by, stay, number: str, **more):
    """The four lines at the entry of a stay."""
    return submit_response(by=by, **as_sent(entry_of(stay), client_id=number, **more)).revision.response


def test_answers_in_less_than_a_second_each_are_doubtful(stays, mara, lindenhof):
    found = missing_at(mara, lindenhof.public_id, "2026")
    assert (found.doubts.shown["forms"], found.doubts.shown["implausible"]) == (0, 0)
    base = {**BASE, "income": {"v": "wage"}}
    form = {"instrument": "gavn/base-entry@1", "respondent": "practitioner", "answers": base, "seconds": 4}
    submit_response(by=mara, **as_sent(entry_of(stays[0]), **form))
    rows = missing_persons(mara, lindenhof.public_id, "implausible", "2026")[2]
    assert [(one.name, one.why) for one in rows] == [("Ida Lund", ("form",))]
    shown = missing_at(mara, lindenhof.public_id, "2026").doubts.shown
    assert (shown["forms"], shown["implausible"]) == (1, 1)


@pytest.mark.parametrize(("value", "flat"), [("2", True), ("0", True), (None, False)])
def test_the_same_answer_everywhere_is_doubtful_where_questions_are_turned_around(value, flat):
    items = [item.id for item in instrument("gavn/ces-d@1").items]
    given = {item: {"v": value or str(place % 4)} for place, item in enumerate(items)}
    occasion = SimpleNamespace(closes=date(2026, 3, 31))
    response = SimpleNamespace(instrument="gavn/ces-d", version=1, occasion=occasion)
    revision = SimpleNamespace(response=response, answers=given, answered_on=date(2026, 3, 1), seconds=None)
    assert is_flat(form_of(revision)) is flat


def test_late_answers_lead_to_their_person(stays, mara, lindenhof, on):
    on("2026-05-20")
    answers(mara, stays[3], "form000001", answered_on=date(2026, 5, 20))
    rows = missing_persons(mara, lindenhof.public_id, "late", "2026")[2]
    assert [one.name for one in rows] == ["Ida Dahl"]
    assert missing_at(mara, lindenhof.public_id, "2026").doubts.shown["late"] == 1


def test_what_was_struck_out_as_entered_twice_leads_to_its_person(stays, mara, lindenhof):
    strike_response(by=mara, response=answers(mara, stays[0], "form000001"), why="twice")
    assert missing_at(mara, lindenhof.public_id, "2026").doubts.shown["struck"] == 1
    rows = missing_persons(mara, lindenhof.public_id, "duplicate", "2026")[2]
    assert [(one.name, one.why) for one in rows] == [("Ida Lund", ("struck",))]


def test_the_same_answers_twice_on_one_day_are_a_duplicate(stays, mara, lindenhof, on):
    on("2026-09-05")
    status = stays[0].occasions.unscoped("a test").select_related("enrolment__individual", "enrolment__unit")
    day = date(2026, 9, 5)
    answers(mara, stays[0], "form000001", answered_on=day)
    submit_response(by=mara, **as_sent(status.filter(kind="status").first(), client_id="form000002", answered_on=day))
    assert missing_at(mara, lindenhof.public_id, "2026").doubts.shown["duplicate"] == 2
    assert len(missing_persons(mara, lindenhof.public_id, "duplicate", "2026")[2]) == 2


@pytest.mark.parametrize(
    ("text", "year"), [("2026", 2026), ("2027", 2027), ("2022", 2027), ("2028", 2027), ("x", 2027)]
)
def test_only_the_last_five_years_are_offered(text, year):
    assert year_asked(text) == year


def test_the_pages_and_the_file_lead_to_each_other(explained, mara, lindenhof, visit, on):
    on("2026-04-10")
    client = visit(mara)
    shown = client.get(reverse("missing_at", args=[lindenhof.public_id])).content.decode()
    link = reverse("missing_persons", args=[lindenhof.public_id, "refused"]) + "?year=2026"
    assert link in shown
    assert "Who stands behind “Refused”?" in client.get(link).content.decode()
    nobody = reverse("missing_persons", args=[lindenhof.public_id, "answered"])
    assert "No occasion of this year" in client.get(nobody).content.decode()
    rows = client.get(reverse("missing_file", args=[lindenhof.public_id])).content.decode("utf-8-sig").splitlines()
    assert "Lindenhof,2026,Refused,1" in rows
    assert client.get(reverse("missing_persons", args=[lindenhof.public_id, "nosuch"])).status_code == 404


def test_the_list_is_published_to_everybody_who_signs_in(sven, visit):
    shown = visit(sven).get(reverse("missing_reasons")).content.decode()
    assert all(str(one.title) in shown for one in REASONS)


def test_another_services_year_is_not_there(sven, lindenhof, visit):
    for name in ("missing_at", "missing_file"):
        assert visit(sven).get(reverse(name, args=[lindenhof.public_id])).status_code == 404
    assert visit(sven).get(reverse("missing_persons", args=[lindenhof.public_id, "lost"])).status_code == 404
