"""Answers are accepted exactly once; corrections stand beside what they correct."""

from __future__ import annotations

from datetime import timedelta

import pytest
from collect_cast import BASE, FOUR, LINES, TODAY, as_sent, lines
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gavn.collect.models import Response, Revision
from gavn.collect.selectors import current_revision
from gavn.collect.services import NewAnswers, correct_response, submit_many, submit_response, submitted
from gavn.history.models import Event
from gavn.kernel.errors import Conflict, Refused


def all_revisions() -> list[Revision]:
    return list(Revision.objects.unscoped("a test").order_by("id"))


def test_the_same_answers_under_the_same_number_are_accepted_once(mara, entry):
    first = submit_response(by=mara, **as_sent(entry))
    again = submit_response(by=mara, **as_sent(entry))
    assert (first.repeated, again.repeated) == (False, True)
    assert again.revision == first.revision
    assert len(all_revisions()) == 1
    assert Event.objects.filter(kind="collect.response_submitted").count() == 1


def test_other_answers_under_the_same_number_are_a_conflict_that_shows_both(mara, entry):
    submit_response(by=mara, **as_sent(entry))
    with pytest.raises(Conflict) as conflict:
        submit_response(by=mara, **as_sent(entry, lines(line_life=9)))
    assert conflict.value.mine["line_life"] == {"v": 9.0}
    assert conflict.value.theirs["line_life"] == {"v": 5.0}
    assert len(all_revisions()) == 1


def test_a_second_form_for_the_same_questions_is_a_repeat_or_a_conflict(mara, pia, entry):
    submit_response(by=mara, **as_sent(entry))
    assert submit_response(by=pia, **as_sent(entry, client_id="form0002")).repeated
    with pytest.raises(Conflict):
        submit_response(by=pia, **as_sent(entry, lines(line_life=9), client_id="form0003"))


def test_the_individual_and_the_practitioner_answer_apart(mara, entry):
    submit_response(by=mara, **as_sent(entry))
    submit_response(by=mara, **as_sent(entry, lines(line_life=9), respondent="practitioner", client_id="form0002"))
    assert len(all_revisions()) == 2


def test_what_is_known_is_not_asked_but_stands_in_the_answers(mara, entry):
    sent = as_sent(entry, {"reasons": {"v": ["drugs"]}}, instrument=BASE, respondent="practitioner")
    answers = submit_response(by=mara, **sent).revision.answers
    assert (answers["sex"], answers["birth_month"]) == ({"v": "woman"}, {"v": "1980-05"})


def test_a_correction_is_a_revision_with_its_reason(mara, entry):
    first = submit_response(by=mara, **as_sent(entry)).revision
    fixed = correct_response(
        by=mara, response=first.response, answers=lines(line_life=7), reason="Misread", expected=1, client_id="fix00001"
    ).revision
    assert (fixed.number, fixed.reason, fixed.current) == (2, "Misread", True)
    assert [one.current for one in all_revisions()] == [False, True]
    assert Event.objects.filter(kind="collect.response_corrected").count() == 1


def test_a_correction_upon_an_old_revision_is_a_conflict(mara, entry):
    response = submit_response(by=mara, **as_sent(entry)).revision.response
    change = {"by": mara, "response": response, "reason": "Misread", "expected": 1}
    correct_response(**change, answers=lines(line_life=7), client_id="fix00001")
    assert correct_response(**change, answers=lines(line_life=7), client_id="fix00001").repeated
    with pytest.raises(Conflict) as conflict:
        correct_response(**change, answers=lines(line_life=8), client_id="fix00002")
    assert conflict.value.theirs["line_life"] == {"v": 7.0}


def test_a_correction_needs_a_reason_and_a_difference(mara, entry):
    response = submit_response(by=mara, **as_sent(entry)).revision.response
    change = {"by": mara, "response": response, "expected": 1, "client_id": "fix00001"}
    with pytest.raises(Refused, match="Say in a few words"):
        correct_response(**change, answers=lines(line_life=7), reason=" ")
    with pytest.raises(Refused, match="are the same"):
        correct_response(**change, answers=lines(), reason="None")


def test_somebody_without_a_role_there_may_neither_submit_nor_correct(otto, sven, mara, entry):
    for stranger in (otto, sven):
        with pytest.raises(PermissionDenied):
            submit_response(by=stranger, **as_sent(entry))
    response = submit_response(by=mara, **as_sent(entry)).revision.response
    with pytest.raises(PermissionDenied):
        correct_response(
            by=sven, response=response, answers=lines(line_life=1), reason="x", expected=1, client_id="fix00001"
        )


STRANGE = [
    {"client_id": "short"},
    {"client_id": "x" * 41},
    {"client_id": "no spaces here"},
    {"mode": "telepathy"},
    {"helper": "a dog"},
    {"helped_how": "barked"},
    {"respondent": "relative"},
    {"instrument": "gavn/none@1"},
    {"instrument": "nonsense"},
    {"answers": {}},
    {"answers": {"line_life": {"v": 11}}},
    {"answers": {"line_life": {"v": float("nan")}}},
    {"answers": {"line_life": {"v": True}}},
    {"answers": {"unheard_of": {"v": 1}}},
    {"answers": {"line_life": {"v": 1, "why": "declined"}}},
    {"answers": {"line_life": {"v": {"v": {"v": 1}}}}},
    {"answers": [1]},
    {"answered_on": TODAY + timedelta(days=1)},
    {"answered_on": TODAY.replace(year=1899)},
]


@pytest.mark.parametrize("strange", STRANGE, ids=str)
def test_what_cannot_be_is_refused_with_a_sentence(mara, entry, strange):
    with pytest.raises(Refused) as refusal:
        submit_response(by=mara, **{**as_sent(entry), **strange})
    assert len(str(refusal.value)) > 10
    assert all_revisions() == []


def test_a_submission_takes_fewer_than_twenty_queries(mara, entry):
    with CaptureQueriesContext(connection) as queries:
        submit_response(by=mara, **as_sent(entry))
    assert len(queries) < 20


def test_later_stages_are_told_of_what_is_new_only(mara, entry, monkeypatch):
    told = []
    monkeypatch.setattr(submitted, "_listeners", [lambda revisions, by: told.append([one.number for one in revisions])])
    first = submit_response(by=mara, **as_sent(entry))
    submit_response(by=mara, **as_sent(entry))
    correct_response(
        by=mara,
        response=first.revision.response,
        answers=lines(line_life=1),
        reason="x",
        expected=1,
        client_id="fix00001",
    )
    assert told == [[1], [2]]


def many(entry, *, respondents=("individual", "practitioner"), start=1) -> list[NewAnswers]:
    return [
        NewAnswers(**as_sent(entry, respondent=one, client_id=f"form000{number}", mode="import"))
        for number, one in enumerate(respondents, start)
    ]


def test_many_answers_come_in_one_line_of_history_and_a_repeat_adds_nothing(mara, entry):
    first = submit_many(by=mara, rows=many(entry))
    again = submit_many(by=mara, rows=many(entry))
    assert [one.repeated for one in [*first, *again]] == [False, False, True, True]
    assert len(all_revisions()) == 2
    assert Event.objects.filter(kind="collect.responses_submitted").count() == 1


def test_many_answers_are_taken_whole_or_not_at_all(mara, entry):
    with pytest.raises(Conflict):
        submit_many(by=mara, rows=many(entry, respondents=("individual", "individual")))
    submit_response(by=mara, **as_sent(entry, client_id="form0009"))
    with pytest.raises(Conflict):
        submit_many(by=mara, rows=many(entry))
    assert len(all_revisions()) == 1


values = st.dictionaries(st.sampled_from(sorted(FOUR)), st.integers(0, 10).map(lambda n: {"v": n}), min_size=1)
steps = st.lists(
    st.tuples(st.sampled_from(["submit", "correct"]), st.sampled_from(["form0001", "form0002", "form0003"]), values),
    min_size=1,
    max_size=8,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_whatever_is_sent_in_whatever_order_one_revision_counts_and_numbers_are_whole(mara, entry, steps):
    with transaction.atomic():
        follow(mara, entry, steps)
        transaction.set_rollback(True)


def follow(mara, entry, steps) -> None:
    accepted: dict[str, dict] = {}
    for what, client_id, answers in steps:
        response = Response.objects.unscoped("a test").first()
        try:
            if what == "submit" or response is None:
                done = submit_response(by=mara, **as_sent(entry, answers, client_id))
            else:
                expected = current_revision(response).number
                change = {"response": response, "answers": answers, "reason": "x", "expected": expected}
                done = correct_response(by=mara, **change, client_id=client_id)
        except Refused:
            continue
        kept = {item: {"v": float(answer["v"])} for item, answer in answers.items()}
        assert done.revision.answers == kept
        if not done.repeated:
            assert client_id not in accepted
            accepted[client_id] = kept
    revisions = all_revisions()
    assert [one.number for one in revisions] == list(range(1, len(revisions) + 1))
    assert [one.current for one in revisions].count(True) == 1
    assert revisions[-1].current
    assert len({one.response_id for one in revisions}) == 1
    assert LINES.startswith(revisions[0].response.instrument)
