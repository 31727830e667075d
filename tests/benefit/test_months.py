"""Benefit: a service's month from answers to page, and who acknowledges it."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import as_sent, lines
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gavn.access.pure.today import Pile
from gavn.benefit.models import Acknowledgement
from gavn.benefit.selectors.months import service_month, several_months
from gavn.benefit.selectors.waiting import months_wait
from gavn.benefit.services import acknowledge
from gavn.collect.services import mark_discussed, submit_response
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.services import enrol_person

FEBRUARY, MARCH = date(2026, 2, 1), date(2026, 3, 1)


@pytest.fixture
def six(mara, pia, lindenhof, chosen):
    """Six people answered the four lines in March: 2, 2, 3, 3, 5 minutes and unknown; two of them on paper."""
    for number, seconds in enumerate((120, 120, 180, 180, 300, None)):
        stay = enrol_person(
            by=mara, unit=lindenhof, given=f"Ida{number}", family="Lund", birth_year=1980, birth_month=5, sex="woman",
            entered=PartialDate.parse("2026-03-01"),
        )  # fmt: skip
        [entry] = (
            stay.occasions.unscoped("a test")
            .select_related("enrolment__individual", "enrolment__unit")
            .filter(kind="entry")
        )
        answers = lines() if number else {**lines(), "line_life": {"why": "declined"}}
        late = {"mode": "paper", "answered_on": date(2026, 3, 8)} if number < 2 else {}
        submit_response(by=mara, **as_sent(entry, answers, f"number{number:04}", seconds=seconds, **late))
        if number < 4:
            mark_discussed(by=mara, occasion=entry)


def test_a_month_of_six_forms_counted_by_hand(six, mara, lindenhof):
    found = service_month(mara, lindenhof.public_id, "2026-03")
    now = {one.key: (one.now.number, one.now.n) for one in found.figures}
    assert now == {
        "minutes": (3, 5),
        "fed_back": (1, 4),
        "complete": (23 / 24, 24),
        "hours": (0, 6),
        "talked": (4 / 6, 6),
    }
    assert (found.now.why["declined"], found.now.days, found.now.forms) == (1, {0: 4, 2: 2}, 6)
    assert [(one.given, one.promised, one.took.number) for one in found.forms] == [
        (6, one.promised, 3) for one in found.forms
    ]
    assert (found.silent, found.twice) == ([], [])
    assert [point.number for point in found.figures[0].points[:-1]] == [None] * 12


def test_another_services_forms_are_not_counted(six, sven, skovly):
    assert service_month(sven, skovly.public_id, "2026-03").now.forms == 0


def test_where_one_person_fills_in_all_forms_no_minutes_are_told(six, mara, pia, lindenhof):
    pia.roles.update(last=date(2026, 1, 1))
    found = service_month(mara, lindenhof.public_id, "2026-03")
    assert found.figures[0].now.number is None
    assert [one.took.number for one in found.forms] == [None]


def test_the_page_names_nobody_who_filled_in_a_form(six, client, mara, pia, lindenhof):
    client.force_login(pia)
    text = client.get(reverse("service_month", args=[lindenhof.public_id]) + "?month=2026-03").text
    assert "Half of 5 forms took 3 minutes or less." in text
    assert "Mara" not in text
    assert "Ida" not in text


@pytest.mark.parametrize("month", ["2026-13", "2027-01", "x", "%00", "9999-99"])
def test_a_month_that_cannot_be_shown_is_told(client, mara, lindenhof, month):
    client.force_login(mara)
    found = client.get(reverse("service_month", args=[lindenhof.public_id]) + f"?month={month}")
    assert (found.status_code, "This month cannot be shown" in found.text) == (200, True)


def test_the_file_holds_thirteen_months_with_plain_numbers(six, client, mara, lindenhof):
    client.force_login(mara)
    found = client.get(reverse("service_month_file", args=[lindenhof.public_id]) + "?month=2026-03")
    rows = found.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 14
    assert rows[-1].startswith("Lindenhof,2026-03,3.0,5,1.0,4,0.958")


def test_a_manager_acknowledges_a_month_once_and_it_stands_in_the_history(mara, lindenhof):
    row = acknowledge(by=mara, unit=lindenhof, month=FEBRUARY, answer="  Thank you,\nall of you. ")
    assert (row.answer, row.month) == ("Thank you, all of you.", FEBRUARY)
    line = Event.objects.get(kind="benefit.acknowledged")
    assert (line.by, line.unit, line.detail) == (mara.public_id, lindenhof.public_id, {"month": "2026-02"})
    with pytest.raises(Refused, match="acknowledged this month already"):
        acknowledge(by=mara, unit=lindenhof, month=FEBRUARY, answer="Once more")


@pytest.mark.parametrize(("month", "answer"), [(MARCH, "Too early"), (FEBRUARY, " "), (FEBRUARY, "x" * 301)])
def test_a_month_that_goes_on_or_an_answer_that_says_nothing_is_refused(mara, lindenhof, month, answer):
    with pytest.raises(Refused):
        acknowledge(by=mara, unit=lindenhof, month=month, answer=answer)
    assert not Acknowledgement.objects.exists()


def test_neither_practitioner_nor_another_services_manager_acknowledges(pia, mara, lindenhof, skovly):
    for by, unit in ((pia, lindenhof), (mara, skovly)):
        with pytest.raises(PermissionDenied):
            acknowledge(by=by, unit=unit, month=FEBRUARY, answer="Thank you")


def test_the_team_reads_what_the_leader_answered(client, mara, pia, lindenhof):
    client.force_login(mara)
    client.post(reverse("acknowledge", args=[lindenhof.public_id]) + "?month=2026-02", {"answer": "Well done"})
    client.force_login(pia)
    text = client.get(reverse("service_month", args=[lindenhof.public_id]) + "?month=2026-02").text
    assert "Well done" in text
    assert "Mara has read" in text


def test_the_secretariat_sees_every_service_of_its_region_by_name(six, karen, mara, lindenhof, skovly):
    acknowledge(by=mara, unit=lindenhof, month=FEBRUARY, answer="Thank you")
    found = several_months(karen, "2026-02")
    assert [(unit.name, read is not None) for unit, _line, read in found.rows if unit] == [
        ("Lindenhof", True),
        ("Skovly", False),
    ]
    assert (found.acknowledged, found.hides) == (1, True)


def test_the_lines_leave_as_a_file(six, client, karen, skovly):
    client.force_login(karen)
    rows = client.get(reverse("months_file") + "?month=2026-03").content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["Service", "Lindenhof", "Skovly", "All of them"]
    assert client.get(reverse("months") + "?month=2026-03").status_code == 200


def test_the_front_page_asks_a_manager_to_answer_on_the_last_month_until_it_is_done(mara, pia, lindenhof):
    def piles(user) -> list[Pile]:
        found: list[Pile] = []
        months_wait(user=user, into=found)
        return found

    [pile] = piles(mara)
    assert [line.name for line in pile.lines] == ["Lindenhof"]
    assert pile.lines[0].url.endswith("/benefit/?month=2026-02")
    acknowledge(by=mara, unit=lindenhof, month=FEBRUARY, answer="Thank you")
    assert piles(mara) == piles(pia) == []
