"""Imports: a mapping that leads nowhere is refused with the line and the way to mend it."""

from __future__ import annotations

import pytest
from catalogue_examples import MOOD

from gavn.catalogue.pure.reading import read_instrument
from gavn.imports.pure import read_mapping

MAPPING = """
format: gavn-mapping/1
source: elsewhere
individual: {id: id, sex: {column: sex, values: {"1": man}}}
enrolment: {service: place, nominal_entry: "2024-01-01", exit_reason: {constant: moved}}
occasion: {column: time, values: {"0": {kind: entry}}, days_after_entry: days}
responses:
  - instrument: gavn/mood@1
    items: {glad: {column: glad, values: {A: "2"}}, met: {column: met, format: excel}}
not_answered: {reason: lost}
"""
LONG = "answers: {instrument: {constant: gavn/mood@1}, item: item, value: value}\n"
STAY = MAPPING[MAPPING.index("enrolment") : MAPPING.index("occasion")]
OCCASION = MAPPING[MAPPING.index("occasion") : MAPPING.index("responses")]
RESPONSES = MAPPING[MAPPING.index("responses") : MAPPING.index("not_answered")]


def find(key: str):
    whole = read_instrument(MOOD).whole
    return whole if key == whole.full_key else None


def problems(mapping: str) -> list[str]:
    return [str(one) for one in read_mapping(mapping, find, file="m.yaml").problems]


CAN_BE_USED = [
    MAPPING,
    MAPPING.replace(RESPONSES, LONG),
    MAPPING.replace(RESPONSES, ""),
    "format: gavn-mapping/1\nsource: elsewhere\nindividual: {id: id}\n",
    MAPPING.replace(", days_after_entry: days", ""),
]


@pytest.mark.parametrize("mapping", CAN_BE_USED)
def test_a_mapping_onto_what_exists_has_no_problems(mapping):
    assert problems(mapping) == []


LEADS_NOWHERE = [
    (RESPONSES, LONG.replace("mood", "none"), "There is no instrument gavn/none@1."),
    (RESPONSES, LONG.replace("{constant: gavn/mood@1}", "{column: f, values: {a: gavn/none@1}}"), "no instrument"),
    ("gavn/mood@1", "gavn/none@1", "There is no instrument gavn/none@1."),
    ("reason: lost", "reason: away", "away cannot stand here; choose not_due"),
    (OCCASION, "", "Answers need an occasion"),
    (RESPONSES, RESPONSES + LONG, "in columns (responses) or in rows (answers), not in both"),
    ("id: id", "id: {column: id, constant: x}", "Name a column or a constant"),
    ("format: excel", "format: days", "days is no form of a date"),
    ("2024-01-01", "2024-02-30", "2024-02-30 is not a date in the calendar."),
    ('nominal_entry: "2024-01-01"', "programme: gavn/local@1", "Say when people entered"),
    ("constant: moved", "constant: gone", "gone cannot stand here; choose planned"),
    ('"1": man', '"1": lad', "lad cannot stand here; choose woman"),
    ("days_after_entry: days", "days_after_entry: days, day: day", "day or days_after_entry, not both"),
    (STAY, "", "days_after_entry needs an enrolment to count from."),
    ("column: time, ", "", "Name the column that tells the occasion"),
    ('values: {"0": {kind: entry}}, ', "", "Say for each value of time which occasion it means."),
    ("kind: entry}}, days_after_entry: days", "kind: status}}", "Say on which day the answers were given"),
    ("    items", "    of: relative\n    items", "gavn/mood@1 is not answered by relative"),
    ("met: {", "sex: {", "This follows from the person or the stay; leave it out."),
    ('A: "2"', 'A: "3"', "3 cannot stand here; choose 0, 1, 2."),
    ("met: {", "meet: {", "There is no question meet; did you mean met?"),
    ("met: {", "zzz: {", "There is no question zzz in gavn/mood@1; leave it out."),
]


@pytest.mark.parametrize(("here", "there", "what"), LEADS_NOWHERE)
def test_what_leads_nowhere_is_told_with_its_line(here, there, what):
    assert here in MAPPING
    found = problems(MAPPING.replace(here, there, 1))
    assert any(what in one for one in found), found
    assert all(one.startswith("m.yaml:") for one in found)


def test_a_fact_is_told_by_the_column_of_the_stay_before_that_of_the_person():
    whole = read_mapping(MAPPING, find).whole
    assert [whole.column_of(fact) for fact in ("sex", "exit_reason", "exited", "family")] == ["sex", "", "", ""]
    assert whole.columns == ["id", "sex", "place", "time", "days", "glad", "met"]
