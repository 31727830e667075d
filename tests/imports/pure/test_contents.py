"""Imports: every kind of question is read from its cell, on the day the mapping says, or its row is told."""

from __future__ import annotations

from datetime import date

import pytest
from catalogue_examples import MOOD

from gavn.catalogue.pure.reading import read_instrument
from gavn.imports.pure import read_contents, read_mapping
from gavn.works.pure.tables.troubles import MOST

WHOLE = read_instrument(MOOD).whole
WIDE = """
format: gavn-mapping/1
source: elsewhere
individual: {id: id, sex: sex, birth: born, birth_year: year}
enrolment: {service: place, id: stay, entered: entered}
occasion: {always: {kind: status}, days_after_entry: days}
responses:
  - instrument: gavn/mood@1
    values: {N: "0", S: "1", A: "2"}
    missing: {"99": declined}
    items: {glad: glad, sad: {column: sad, missing: {X: unknown}}}
  - instrument: gavn/mood@1
    of: practitioner
    items:
      alone: alone
      nights: nights
      why: {column: why, split: /, values: {w: work, h: home}}
      note: {constant: a note}
      since: since
      met: met
"""
ROW = {
    "id": "1", "sex": "woman", "born": "1980", "year": "", "place": "Lindenhof", "stay": "1a",
    "entered": "2024-01-01", "days": "31", "glad": "A", "sad": "S", "alone": "yes", "nights": "3",
    "why": "w / h", "since": "2023-05", "met": "2023-05-06",
}  # fmt: skip


def find(key: str):
    return WHOLE if key == WHOLE.full_key else None


def contents(*rows: dict[str, str], mapping: str = WIDE, known=find):
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return read_contents("\n".join(lines).encode(), read_mapping(mapping, find).whole, known)


def told(*rows: dict[str, str], mapping: str = WIDE) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, str(one.what)) for one in contents(*rows, mapping=mapping).troubles.found]


def test_each_kind_of_question_becomes_the_answer_that_its_cell_means():
    found = contents(ROW)
    own, others = found.answers
    assert not found.troubles
    assert (own.day, own.kind, own.answers) == (
        date(2024, 2, 1), "status", {"glad": {"v": "2"}, "sad": {"v": "1"}},
    )  # fmt: skip
    assert others.answers == {
        "alone": {"v": True}, "nights": {"v": 3}, "why": {"v": ["work", "home"]},
        "note": {"v": "a note"}, "since": {"v": "2023-05"}, "met": {"v": "2023-05-06"},
    }  # fmt: skip


@pytest.mark.parametrize(("cell", "why"), [("99", "declined"), ("99.0", "declined"), ("X", "unknown")])
def test_a_code_for_no_answer_says_why_there_is_none(cell, why):
    assert contents(ROW | {"sad": cell}).answers[0].answers["sad"] == {"why": why}


def test_a_year_of_birth_alone_leaves_the_month_open():
    assert contents(ROW).persons["1"].facts == {"sex": "woman", "birth_year": 1980}
    assert contents(ROW | {"born": "1980-02"}).persons["1"].facts["birth_month"] == 2


WRONG = [
    ({"year": "1980.5"}, "year", "1980.5 is not a whole number."),
    ({"days": "-1"}, "days", "how many days after the entry"),
    ({"days": "40001"}, "days", "how many days after the entry"),
    ({"days": ""}, "days", "how many days after the entry"),
    ({"entered": "2024-01"}, "days", "its day is not known"),
    ({"sad": "7"}, "sad", "none of the values that the mapping knows: N, S, A"),
    ({"alone": "maybe"}, "alone", "neither yes nor no"),
    ({"nights": "31"}, "nights", "30"),
    ({"nights": "2.5"}, "nights", "not a whole number"),
    ({"sex": "w" * 101}, "sex", "longer than 100 signs"),
    ({"id": "1" * 121}, "id", "longer than 120 signs"),
    ({"place": ""}, "place", "needs a value"),
]


@pytest.mark.parametrize(("cells", "column", "what"), WRONG)
def test_what_cannot_be_is_told_with_its_row_and_column(cells, column, what):
    row, place, sentence = told(ROW | cells)[0]
    assert (row, place) == (2, column)
    assert what in sentence


def test_a_stay_keeps_its_person_and_service_in_every_row():
    again = ROW | {"id": "2", "days": "62"}
    assert told(ROW, again) == [(3, "", "This stay has another person, service or entry than in row 2.")]


def test_a_fact_that_another_row_told_otherwise_and_answers_given_twice_are_told_with_the_first_row():
    again = ROW | {"sex": "man", "glad": "", "sad": ""}
    assert told(ROW, again) == [
        (3, "sex", "man stands here, and woman in row 2 about the same."),
        (3, "", "Row 2 answers the same on the same occasion."),
    ]


def test_a_column_that_the_mapping_names_and_the_file_does_not_have_is_told_on_the_first_row():
    without = {name: cell for name, cell in ROW.items() if name != "met"}
    assert told(without) == [(1, "met", "The file has no column met.")]


def test_of_more_problems_than_can_be_listed_the_others_are_counted():
    troubles = contents(*[ROW | {"id": str(number), "sad": "7"} for number in range(MOST + 20)]).troubles
    assert (len(troubles.found), troubles.more) == (MOST, troubles.count - MOST)
    assert troubles.more >= 20


def test_an_instrument_that_was_taken_away_after_the_mapping_was_checked_is_told():
    found = contents(ROW, known=lambda _key: None)
    assert [str(one) for one in found.troubles.found] == ["There is no instrument gavn/mood@1."]


def test_at_entry_no_column_of_days_is_needed():
    found = contents(ROW | {"days": ""}, mapping=WIDE.replace("kind: status", "kind: entry"))
    assert [(one.kind, one.day) for one in found.answers] == [("entry", date(2024, 1, 1))] * 2


STAYS = """
format: gavn-mapping/1
source: elsewhere
individual: {id: id, age_at_entry: age}
enrolment: {service: place, nominal_entry: "2020-01-01", died: dead}
occasion: {column: time, values: {"0": {kind: entry}, "6": {kind: follow_up, month: 6}}, days_after_entry: days}
responses: [{instrument: gavn/mood@1, items: {glad: glad}}]
"""


def test_one_nominal_entry_an_age_and_a_death_make_a_stay_without_a_name_of_its_own():
    row = {"id": "1", "age": "37", "place": "Lindenhof", "dead": "1", "time": "0", "days": "", "glad": "2"}
    long = "L" * 120
    found = contents(
        row, row | {"time": "6", "days": "180"}, row | {"id": "2", "dead": "", "age": "", "place": long}, mapping=STAYS
    )
    first, second = found.stays.values()
    assert (first.external, str(first.entered), first.reason, first.closed) == (
        "1|Lindenhof|2020-01-01", "2020-01-01", "died", True,
    )  # fmt: skip
    assert (len(second.external), second.reason, second.closed) == (64, "", False)
    assert [one.facts for one in found.persons.values()] == [{"birth_year": 1983}, {}]
    assert [(one.kind, one.month, str(one.day)) for one in found.answers] == [
        ("entry", None, "2020-01-01"), ("follow_up", 6, "2020-06-29"), ("entry", None, "2020-01-01"),
    ]  # fmt: skip


def test_a_set_of_answers_has_one_number_in_each_source_and_another_on_each_occasion():
    one, other = contents(ROW, ROW | {"days": "62", "alone": "", "nights": ""}).answers[::2]
    assert one.client_id("elsewhere") == contents(ROW).answers[0].client_id("elsewhere")
    assert len({one.client_id("elsewhere"), other.client_id("elsewhere"), one.client_id("here")}) == 3


PERSONS = "format: gavn-mapping/1\nsource: elsewhere\nindividual: {id: id, given: name}\n"


def test_a_file_of_persons_alone_brings_no_stays_and_no_answers():
    found = contents({"id": "1", "name": "Ida"}, mapping=PERSONS)
    assert (found.persons["1"].facts, found.stays, found.answers) == ({"given": "Ida"}, {}, [])


LONG = """
format: gavn-mapping/1
source: elsewhere
individual: {id: id}
occasion: {always: {kind: status}, day: day}
answers: {instrument: form, item: question, value: value}
"""
CELL = {"id": "1", "day": "2024-02-01", "form": "gavn/mood@1", "question": "glad", "value": "2"}


def test_answers_in_rows_gather_into_one_set():
    found = contents(CELL, CELL | {"question": "sad", "value": "0"}, mapping=LONG)
    assert [one.answers for one in found.answers] == [{"glad": {"v": "2"}, "sad": {"v": "0"}}]


LONG_WRONG = [
    ({"form": "gavn/none@1"}, "form", "There is no instrument gavn/none@1."),
    ({"question": "mad"}, "question", "There is no question mad in gavn/mood@1; leave it out."),
    ({"day": "2024-02"}, "day", "The day of the answers must be known to the day."),
    ({"day": "2024-02-01", "value": "1"}, "", "Row 2 answers the same on the same occasion."),
]


@pytest.mark.parametrize(("cells", "column", "what"), LONG_WRONG)
def test_a_row_that_answers_nothing_that_is_asked_or_the_same_again_is_told(cells, column, what):
    assert told(CELL, CELL | cells, mapping=LONG) == [(3, column, what)]
