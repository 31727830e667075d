"""Rights: what a person does not let count is left out of the analysis store, with the reason, and comes back."""

from __future__ import annotations

import pytest
from collect_cast import LINES, as_sent
from django.conf import settings

from gavn.collect.services import submit_response
from gavn.measure.selectors import store_state
from gavn.measure.services import fresh_store, refresh_store
from gavn.rights import services

FORM = LINES.partition("@")[0]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """A store of the test's own."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)


@pytest.fixture
def answered(mara, entry):
    """Ida's own answers and the practitioner's."""
    submit_response(by=mara, **as_sent(entry))
    submit_response(by=mara, **as_sent(entry, client_id="form0002", respondent="practitioner"))
    return entry


def rows(store, table) -> list[dict]:
    return store.table(table).to_pyarrow().to_pylist()


def counted(store) -> tuple[set[str], set[str]]:
    """Whose answers and scores the store holds."""
    return (
        {row["_respondent"] for row in rows(store, LINES)},
        {row["respondent"] for row in rows(store, "scores")},
    )


BOTH = {"individual", "practitioner"}


@pytest.mark.parametrize("kind", ["objection", "withdrawal"])
def test_the_persons_own_answers_are_left_out_with_the_reason(answered, mara, ida, kind):
    assert counted(refresh_store()) == (BOTH, BOTH)
    services.say_no(by=mara, individual=ida, kind=kind, instrument=FORM, respondent="individual")
    store = refresh_store()
    assert counted(store) == ({"practitioner"}, {"practitioner"})
    [left] = rows(store, "left_out")
    assert (left["instrument"], left["respondent"], left["reason"], left["kind"]) == (FORM, "individual", kind, "entry")
    assert rows(store, "enrolments")


def test_everything_is_left_out_when_the_person_says_so(answered, mara, ida):
    services.say_no(by=mara, individual=ida, kind="objection")
    assert counted(refresh_store()) == (set(), set())


def test_a_refusal_leaves_what_was_given_before(answered, mara, ida):
    services.say_no(by=mara, individual=ida, kind="refusal")
    assert counted(refresh_store()) == (BOTH, BOTH)


def test_the_stronger_reason_is_told(answered, mara, ida):
    services.say_no(by=mara, individual=ida, kind="objection")
    services.say_no(by=mara, individual=ida, kind="withdrawal")
    assert {row["reason"] for row in rows(refresh_store(), "left_out")} == {"withdrawal"}


def test_changing_ones_mind_brings_everything_back(answered, mara, ida):
    before = refresh_store()
    no = services.say_no(by=mara, individual=ida, kind="withdrawal")
    assert counted(refresh_store()) == (set(), set())
    services.take_back_no(by=mara, decision=no)
    after = refresh_store()
    for table in (LINES, "scores", "left_out", "occasions"):
        assert rows(after, table) == rows(before, table)


def test_a_store_is_behind_as_soon_as_somebody_says_something(answered, mara, ida):
    fresh_store()
    assert not store_state().behind
    services.say_no(by=mara, individual=ida, kind="objection")
    assert store_state().behind


def test_other_persons_and_other_forms_count_as_before(answered, mara, ida):
    services.say_no(by=mara, individual=ida, kind="withdrawal", instrument="gavn/base-entry")
    assert counted(refresh_store()) == (BOTH, BOTH)
