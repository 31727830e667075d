"""Collect: a file of another system comes in whole or not at all, and once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imports_cast import HEADER, MAPPING, ROWS, cell, written

from gavn.catalogue.selectors import instrument_or_none
from gavn.collect.models import Occasion, Revision
from gavn.imports.pure import read_contents, read_mapping
from gavn.imports.selectors import mapping_of, shipped_mappings
from gavn.imports.services import look_at, take_in
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Individual
from gavn.people.selectors import name_of

WHY = "a test"


def looked(mara, content: bytes, mapping: str = MAPPING):
    return look_at(content, mapping_of(mapping), by=mara)


def taken(mara, content: bytes, mapping: str = MAPPING):
    plan = looked(mara, content, mapping)
    take_in(by=mara, plan=plan)
    return plan


def told(plan) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in plan.preview.troubles]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_persons_stays_occasions_and_answers_come_in_from_every_encoding(mara, chosen, encoding):
    taken(mara, written(encoding=encoding))
    stays = Enrolment.objects.unscoped(WHY).order_by("entered_on")
    assert [(name_of(one.individual), one.entered, one.exited, one.exit_reason) for one in stays] == [
        ("Bo Lund", "2025-01-10", "2025-06-20", "planned"),
        ("Eli Holm", "2025-01-11", "", "died"),
        ("Åse Bøgh", "2025-03-01", "", ""),
    ]
    assert [(one.birth_year, one.birth_month, one.sex) for one in Individual.objects.unscoped(WHY).order_by("id")] == [
        (1980, 2, "woman"), (1975, 5, "man"), (None, None, "man"),
    ]  # fmt: skip
    found = Revision.objects.unscoped(WHY).order_by("answered_on")
    place = "response__occasion__"
    assert list(found.values_list("answered_on__month", f"{place}kind", f"{place}month", "mode")) == [
        (1, "entry", 0, "import"), (3, "entry", 0, "import"), (6, "exit", None, "import"), (9, "status", 6, "import"),
    ]  # fmt: skip
    assert found.last().answers["line_wellbeing"] == {"why": "unknown"}
    assert found.first().answers["line_close"] == {"v": 1}


def test_answers_go_to_the_occasions_that_the_programme_had_opened(mara, chosen):
    taken(mara, written())
    planned = Occasion.objects.unscoped(WHY).filter(kind="entry")
    assert planned.count() == 3
    assert planned.exclude(responses=None).count() == 2


def test_a_preview_counts_names_the_first_and_writes_nothing(mara, chosen):
    preview = looked(mara, written()).preview
    assert preview.fit
    assert (preview.rows, preview.counts, preview.unread) == (
        4, {"individuals": 3, "enrolments": 3, "occasions": 4, "responses": 4}, ["Bemærkning"],
    )  # fmt: skip
    assert preview.first[1] == ["4", "2", "man", "1975-05", "Lindenhof", "2025-01-10", "2025-06-20", "planned", "1"]
    assert not Individual.objects.unscoped(WHY).exists()


def test_the_same_again_adds_nothing_and_more_adds_only_what_is_new(mara, chosen):
    taken(mara, written(*ROWS[:1]))
    again = taken(mara, written(*ROWS[:1]))
    assert set(again.preview.counts.values()) == {0}
    more = taken(mara, written())
    assert more.preview.counts == {"individuals": 2, "enrolments": 2, "occasions": 3, "responses": 3}
    assert Individual.objects.unscoped(WHY).count() == 3


WRONG = [
    ("Køn", "X", "Køn"),
    ("Født", "31.02.1980", "Født"),
    ("Start", "soon", "Start"),
    ("Slut", "01.01.2020", "Slut"),
    ("Start", "01.01.2031", "Start"),
    ("Type", "Andet", "Type"),
    ("Type", "", "Type"),
    ("Dato", "09.2025", "Dato"),
    ("Dato", "01.01.2031", ""),
    ("L1", "11", "L1"),
    ("L1", "much", "L1"),
    ("Sag", "", "Sag"),
    ("Fornavn", "x" * 101, "Fornavn"),
]


@pytest.mark.parametrize(("column", "value", "place"), WRONG)
def test_what_is_wrong_is_told_with_row_and_column_and_nothing_is_written(mara, chosen, column, value, place):
    plan = looked(mara, written(ROWS[0], cell(ROWS[2], column, value)))
    assert told(plan)[0] == (3, place)
    with pytest.raises(Refused, match="Nothing was imported"):
        take_in(by=mara, plan=plan)
    assert not Individual.objects.unscoped(WHY).exists()


CONFLICTS = [(0, "Køn", "M"), (0, "Født", "03.03.1980"), (0, "Efternavn", "Bak"), (0, "Start", "02.03.2025"),
             (0, "Slut", "01.09.2025"), (0, "L1", "6"), (2, "Årsag", "død")]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "value"), CONFLICTS)
def test_a_row_that_came_before_with_another_value_is_a_conflict_with_its_row(mara, chosen, row, column, value):
    before = ROWS[row]
    taken(mara, written(before))
    plan = looked(mara, written(cell(before, column, value)))
    assert [one.row for one in plan.preview.troubles] == [2]


def test_rows_that_contradict_each_other_and_answers_given_twice_are_told(mara, chosen):
    assert told(looked(mara, written(ROWS[0], cell(ROWS[1], "Køn", "M")))) == [(3, "Køn")]
    assert told(looked(mara, written(ROWS[0], ROWS[0]))) == [(3, "")]
    near = cell(ROWS[1], "Dato", "06.09.2025")
    assert told(looked(mara, written(ROWS[1], near))) == [(3, "")]


def test_overlapping_stays_in_one_service_are_told(mara, chosen):
    other = cell(ROWS[0], "Forløb", "1b")
    assert told(looked(mara, written(ROWS[0], other)))[-1] == (3, "Start")


def test_only_the_first_200_problems_are_listed_and_the_others_counted(mara, chosen):
    bad = cell(ROWS[0], "Køn", "X")
    rows = [cell(cell(bad, "Sag", f"s{n}"), "Forløb", f"f{n}") for n in range(230)]
    preview = looked(mara, written(*rows)).preview
    assert (len(preview.troubles), preview.more) == (200, 30)


def test_somebody_of_the_same_name_who_is_here_is_pointed_out(mara, stay):
    plan = looked(mara, written(cell(cell(ROWS[0], "Fornavn", "Ida"), "Efternavn", "Lund")))
    assert plan.preview.fit
    assert [one.row for one in plan.preview.warnings] == [2]


def test_missing_columns_and_unknown_services_are_told(mara, chosen):
    assert told(looked(mara, written(header=HEADER.replace("Køn", "Koen")))) == [(1, "Køn")]
    assert told(looked(mara, written(), MAPPING.replace("Lindenhof", "Nowhere"))) == [(2, "")]


def test_a_service_without_a_programme_takes_no_answers(mara):
    assert "has chosen no programme yet" in str(looked(mara, written()).preview.troubles[0])


def test_who_may_not_import_into_the_service_does_not_find_it(pia, sven, chosen):
    for user in (pia, sven):
        assert told(looked(user, written())) == [(2, "")]


def test_a_plan_made_for_somebody_is_not_written_by_somebody_else(mara, pia, chosen):
    plan = looked(mara, written())
    with pytest.raises(PermissionDenied):
        take_in(by=pia, plan=plan)


LONG = """
format: gavn-mapping/1
source: case-system
individual: {id: person}
occasion: {always: {kind: status}, day: day}
answers:
  instrument: {constant: gavn/four-lines@1}
  item: {column: question, values: {life: line_life, well: line_wellbeing, close: line_close, social: line_social}}
  value: value
"""


def test_answers_in_rows_find_the_stay_they_belong_to(mara, chosen):
    taken(mara, written())
    rows = [f"1,2026-03-02,{name},{value}" for name, value in (("life", 4), ("well", 3), ("close", 5), ("social", 2))]
    plan = taken(mara, "\n".join(["person,day,question,value", *rows]).encode(), LONG)
    assert plan.preview.counts["responses"] == 1
    newest = Revision.objects.unscoped(WHY).get(answered_on="2026-03-02")
    assert newest.response.occasion.month == 12
    assert {item: answer["v"] for item, answer in newest.answers.items()} == {
        "line_life": 4, "line_wellbeing": 3, "line_close": 5, "line_social": 2,
    }  # fmt: skip


def test_answers_in_rows_of_somebody_not_known_or_outside_every_stay_are_told(mara, chosen):
    taken(mara, written())
    rows = ["9,2026-03-02,life,4", "2,2026-03-02,life,4", "1,2026-03-02,joy,4"]
    plan = looked(mara, "\n".join(["person,day,question,value", *rows]).encode(), LONG)
    assert told(plan) == [(4, "question")]
    plan = looked(mara, "\n".join(["person,day,question,value", *rows[:2]]).encode(), LONG)
    assert sorted({row for row, _column in told(plan)}) == [2, 3]


MAPPINGS = [
    ("source: case-system", "source: Case System", "source"),
    ("L1", "{column: L1, constant: x}", "line_life"),
    ("line_life: L1", "line_live: L1", "did you mean line_life"),
    ("gavn/four-lines@1", "gavn/five-lines@1", "no instrument"),
    ("DD.MM.YYYY}\nenrolment", "dd.mm}\nenrolment", "no form of a date"),
    ("K: woman", "K: lady", "choose woman"),
    ("aftalt: planned", "aftalt: agreed", "choose planned"),
    ("  day: {column: Dato, format: DD.MM.YYYY}\n", "", "on which day"),
    ("  column: Type\n", "", "Name the column"),
    ("format: gavn-mapping/1", "format: gavn-mapping/2", "gavn-mapping/1"),
    ("individual:", "individuals:", "individual"),
]


@pytest.mark.parametrize(("here", "there", "what"), MAPPINGS)
def test_a_mapping_that_leads_nowhere_is_refused_with_its_line(here, there, what):
    read = read_mapping(MAPPING.replace(here, there, 1), instrument_or_none, file="m.yaml")
    assert any(what in str(problem) for problem in read.problems)
    assert all(str(problem).startswith("m.yaml:") for problem in read.problems)


def test_the_mappings_that_ship_can_be_used():
    assert {name: read.problems for name, read in shipped_mappings().items()} == {"help-study": ()}


def test_the_mapping_of_the_how_to_can_be_used():
    how_to = (Path(__file__).parents[2] / "docs/how-to/import-from-a-case-system.md").read_text()
    blocks = re.findall(r"```yaml\n(.*?)```", how_to, re.DOTALL)
    assert [read_mapping(block, instrument_or_none).problems for block in blocks] == [()]


ODD = ["", "NA", "0", "-1", "1,5", "1.5", "31.12.2025", "\u202eabc", "=1+1", "x" * 300, "9" * 50, "9", "'", "K"]
CELLS = st.sampled_from(ODD) | st.text(st.characters(exclude_characters=';\n\r"', codec="utf-8"), max_size=12)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(HEADER.split(";")), CELLS), min_size=1, max_size=8))
def test_whatever_stands_in_the_cells_the_file_is_read_or_its_rows_are_told(changes):
    row = ROWS[0]
    for column, value in changes:
        row = cell(row, column, value)
    contents = read_contents(written(row, ROWS[2]), mapping_of(MAPPING), instrument_or_none)
    assert contents.persons or contents.troubles


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300) | st.integers(0, len(MAPPING)).map(lambda end: MAPPING[:end]))
def test_whatever_mapping_comes_it_is_read_or_refused_with_lines(text):
    read = read_mapping(text, instrument_or_none)
    assert read.problems or read.definition
