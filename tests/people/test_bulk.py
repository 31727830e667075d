"""People: many stays come in at once, all or none, under the same rules."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Individual, VaultEntry
from gavn.people.selectors import name_of, people_list
from gavn.people.services import NewStay, enrol_many, enrolled


def stay(unit, entered: str, exited: str = "", **more) -> NewStay:
    days = {"entered": PartialDate.parse(entered), "exited": PartialDate.parse(exited), "closed": bool(exited)}
    return NewStay(unit=unit, **days | more)


def counts() -> tuple[int, int, int]:
    tables = (Individual, Enrolment, VaultEntry)
    return tuple(table.objects.unscoped("to count").count() for table in tables)


def test_rows_of_one_person_become_stays_of_one_individual(mara, lindenhof, skovly):
    rows = [
        stay(lindenhof, "2024-01-01", "2024-06-30", person="17", given="Ib", birth_year=1970, exit_reason="moved"),
        stay(lindenhof, "2025-01-01", person="17"),
        stay(lindenhof, "2025-02", person="18", given="Bo"),
    ]
    first, second, third = enrol_many(by=mara, rows=rows)
    assert first.individual == second.individual != third.individual
    assert (first.closed, first.exited_on, first.exit_reason) == (True, date(2024, 6, 30), "moved")
    assert (name_of(second.individual), third.entered_on) == ("Ib", date(2025, 2, 15))
    assert counts() == (2, 3, 2)


def test_many_stays_leave_one_line_of_history_that_names_everybody(mara, lindenhof):
    stays = enrol_many(by=mara, rows=[stay(lindenhof, "2024-01-01", given=f"N{n}") for n in range(30)])
    line = Event.objects.get(kind="people.stays_brought_in")
    assert (len(line.individuals), line.detail) == (30, {"stays": 30})
    assert people_list(mara, words="n7").rows[0].individual == stays[7].individual.public_id


def test_later_stages_are_told_of_each_stay_unless_the_caller_opens_the_occasions(mara, lindenhof, monkeypatch):
    heard = []
    monkeypatch.setattr(enrolled, "_listeners", [lambda enrolment, by: heard.append(enrolment)])
    told = enrol_many(by=mara, rows=[stay(lindenhof, "2024-01-01", given="Ib")])
    enrol_many(by=mara, rows=[stay(lindenhof, "2024-01-01", given="Bo")], tell=False)
    assert heard == told


def test_a_death_is_remembered_with_its_day_as_far_as_it_is_known(mara, lindenhof):
    row = stay(lindenhof, "2024-01-01", "2024", given="Ib", exit_reason="died")
    (one,) = enrol_many(by=mara, rows=[row])
    one.individual.refresh_from_db()
    assert (one.individual.dead, one.individual.died_on, one.exited_on) == (True, "2024", None)


WRONG = [
    ({"entered": PartialDate.parse("2026-12-01")}, "row 2: .*yet to come"),
    ({"sex": "x"}, "row 2: .*not one of the choices"),
    ({"birth_year": 1700}, "row 2: .*year of birth"),
    ({"exit_reason": "tired"}, "row 2: .*not one of the choices"),
    ({"number": "29025"}, "row 2: .*10 or 12 digits"),
    ({"person": "1"}, "row 2: .*already has a stay"),
]


@pytest.mark.parametrize(("wrong", "why"), WRONG)
def test_one_wrong_row_is_named_and_none_comes_in(mara, lindenhof, wrong, why):
    good = {"unit": lindenhof, "entered": PartialDate.parse("2024-01-01"), "given": "Ib", "birth_year": 1970}
    rows = [NewStay(person="1", place="row 1", **good), NewStay(**{"person": "2", "place": "row 2"} | good | wrong)]
    with pytest.raises(Refused, match=why):
        enrol_many(by=mara, rows=rows)
    assert counts() == (0, 0, 0)


def test_two_rows_with_one_number_are_refused(mara, lindenhof, monkeypatch):
    monkeypatch.setenv("GAVN_NOW", "2060-01-01T12:00:00+00:00")
    rows = [stay(lindenhof, "2059-01-01", person=key, given=key, number="290256-5003") for key in ("a", "b")]
    with pytest.raises(Refused, match="known already"):
        enrol_many(by=mara, rows=rows)


def test_a_known_person_gets_a_stay_beside_those_there_are(soren, mara, lindenhof):
    with pytest.raises(Refused, match="already has a stay"):
        enrol_many(by=mara, rows=[stay(lindenhof, "2025-01-01", individual=soren.individual)])
    (earlier,) = enrol_many(by=mara, rows=[stay(lindenhof, "2020-01-01", "2020-12-31", individual=soren.individual)])
    assert earlier.individual == soren.individual


def test_a_stay_without_a_usable_entry_is_measured_from_its_end_or_today(mara, lindenhof):
    ongoing, ended = enrol_many(by=mara, rows=[stay(lindenhof, "", given="Ib"), stay(lindenhof, "", "2025-05-05")])
    assert (ongoing.entered_on, ongoing.measured_from) == (None, date(2026, 11, 22))
    assert (ended.entered_on, ended.measured_from) == (None, date(2025, 5, 5))
