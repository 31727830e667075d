"""What was typed into a form, as answers; and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.catalogue.pure.answers import cleaned
from gavn.catalogue.pure.formats import Instrument
from gavn.catalogue.pure.formats.instrument import Item
from gavn.catalogue.selectors import instruments
from gavn.collect.pure.fields import (
    active_seconds,
    asked_now,
    checked_answers,
    field_name,
    fields_of_answers,
    raw_answers,
)

OPTIONS = [{"code": "a", "value": 0}, {"code": "b", "value": 1}]
ITEMS = [
    {"id": "line", "type": "vas", "min": 0, "max": 10, "whole": False},
    {"id": "count", "type": "number", "min": 0, "max": 99},
    {"id": "one", "type": "choice", "options": OPTIONS},
    {"id": "some", "type": "multi", "options": OPTIONS},
    {"id": "said", "type": "yes_no"},
    {"id": "words", "type": "text"},
    {"id": "began", "type": "month"},
    {"id": "day", "type": "date"},
    {"id": "later", "type": "text", "relevant": "said"},
    {"id": "known", "type": "choice", "known": "individual.sex", "options": OPTIONS},
]
FORM = Instrument.model_construct(
    key="gavn/x", version=1, items=tuple(Item(**item) for item in ITEMS), origin="own", scores=(), critical=()
)

TYPED = [
    ("line", {"line.a": ["7,5"]}, {"v": 7.5}),
    ("line", {"line.a": [" 7 "]}, {"v": 7}),
    ("line", {"line.a": ["seven"]}, {"v": "seven"}),
    ("line", {"line.a": ["1e3"]}, {"v": "1e3"}),
    ("line", {"line.a": [""], "line.a__why": ["declined"]}, {"why": "declined"}),
    ("line", {"line.a": ["3"], "line.a__why": ["declined"]}, {"v": 3}),
    ("one", {"one.a": ["b"]}, {"v": "b"}),
    ("one", {"one.a": ["why:unknown"]}, {"why": "unknown"}),
    ("some", {"some.a": ["a", "b"]}, {"v": ["a", "b"]}),
    ("said", {"said.a": ["yes"]}, {"v": True}),
    ("said", {"said.a": ["perhaps"]}, {"v": "perhaps"}),
    ("words", {"words.a": ["why: because"]}, {"v": "why: because"}),
    ("began", {"began.a_month": ["2"], "began.a_year": ["2024"]}, {"v": "2024-02"}),
    ("day", {"day.a_day": ["29"], "day.a_month": ["2"], "day.a_year": ["2024"]}, {"v": "2024-02-29"}),
    ("day", {"day.a_day": [""], "day.a_month": [""], "day.a_year": [""]}, None),
    ("count", {}, None),
    ("known", {"known.a": ["a"]}, None),
]


@pytest.mark.parametrize(("item", "fields", "answer"), TYPED, ids=str)
def test_what_was_typed_becomes_an_answer(item, fields, answer):
    assert raw_answers(FORM, fields).get(item) == answer


def test_everything_wrong_is_told_at_once_and_the_rest_is_kept():
    fields = {"line.a": ["11"], "count.a": ["many"], "one.a": ["a"], "day.a_day": ["31"], "day.a_month": ["2"]}
    answers, wrong = checked_answers(FORM, fields, {})
    assert set(wrong) == {"line", "count", "day"}
    assert answers == {"one": {"v": "a"}}


def test_known_facts_stand_in_the_answers_and_are_not_asked():
    answers, wrong = checked_answers(FORM, {}, {"known": {"v": "a"}})
    assert (answers, wrong) == ({"known": {"v": "a"}}, {})
    assert "known" not in asked_now(FORM, answers)


def test_an_answer_to_a_question_that_is_not_asked_is_dropped():
    fields = {"said.a": ["no"], "later.a": ["Something"]}
    answers, _wrong = checked_answers(FORM, fields, {})
    assert "later" not in answers
    assert "later" not in asked_now(FORM, answers)
    answers, _wrong = checked_answers(FORM, fields | {"said.a": ["yes"]}, {})
    assert answers["later"] == {"v": "Something"}


def test_no_field_begins_another_items_name():
    names = [field_name(item.id) for item in FORM.items]
    assert not [(one, other) for one in names for other in names if one != other and other.startswith(f"{one}_")]


def answers_to(item: Item) -> st.SearchStrategy:
    codes = [option.code for option in item.options]
    values = {
        "vas": st.integers(int(item.min or 0), int(item.max or 10)),
        "number": st.integers(int(item.min or 0), int(item.max or 99)),
        "scale": st.sampled_from(codes or ["x"]),
        "choice": st.sampled_from(codes or ["x"]),
        "multi": st.lists(st.sampled_from(codes or ["x"]), min_size=1, unique=True),
        "yes_no": st.booleans(),
        "text": st.text("abc æøå", min_size=1).filter(str.strip),
        "month": st.dates().filter(lambda day: 1900 < day.year < 2100).map(lambda day: day.isoformat()[:7]),
        "date": st.dates().filter(lambda day: 1900 < day.year < 2100).map(lambda day: day.isoformat()),
    }[item.type]
    whys = st.sampled_from(["unknown", "declined", "not_understood", "skipped"])
    return st.one_of(values.map(lambda value: {"v": value}), whys.map(lambda why: {"why": why}))


@pytest.mark.parametrize("form", [FORM, *instruments()], ids=lambda form: form.key)
@given(drawn=st.data())
def test_answers_put_into_a_form_come_out_the_same(form, drawn):
    asked = [item for item in form.items if not item.known]
    answers = drawn.draw(st.fixed_dictionaries({}, optional={item.id: answers_to(item) for item in asked}))
    kept = cleaned(form, answers)
    assert checked_answers(form, fields_of_answers(form, kept), {}) == (kept, {})


ACTIVE = [("", None), ("0", None), ("20", 60), ("89", 60), ("91", 120), ("14400", 14400), ("14401", None),
          ("999999", None), ("-60", None), ("1e3", None), ("١٢", None), ("half an hour", None)]  # fmt: skip


@pytest.mark.parametrize(("told", "kept"), ACTIVE)
def test_time_at_a_form_is_kept_in_whole_minutes_and_only_where_it_can_be_believed(told, kept):
    assert active_seconds({"active": [told]}) == kept


def test_a_form_without_a_script_tells_no_time():
    assert active_seconds({}) is None
