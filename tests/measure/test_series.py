"""Measure: one person's scores over time, what changed, and whether it is as agreed."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import as_sent, lines

from gavn.catalogue.selectors import instrument, programme
from gavn.collect.models import Occasion
from gavn.collect.services import correct_response, submit_response
from gavn.measure.models import ScoreRow
from gavn.measure.pure.series import change_sentence, crossing_sentence, gap_sentence, last_step_sentence
from gavn.measure.selectors import pairs_of, series_of, series_of_many, track_of, tracks_of
from gavn.measure.services import keep_own_norm
from gavn.people.services import set_goal

FOLLOW_UP = "gavn/substance-misuse-follow-up@1"
LINES = [(5, 4, 6, 3), (6, 5, 6, 3), (2, 1, 1, 1)]


def occasion(stay, kind: str, number: int, due: date) -> Occasion:
    """An occasion of the stay, whether the schedule has opened it yet or not."""
    found, _made = Occasion.objects.unscoped("a test").get_or_create(
        enrolment=stay,
        kind=kind,
        number=number,
        defaults={"programme": "gavn/substance-misuse-follow-up", "version": 1, "due": due, "closes": due},
    )
    found.enrolment = stay
    return found


def answer(by, at, values, number: int, respondent: str = "individual", monkeypatch=None) -> None:
    day = at.due
    names = ("line_life", "line_wellbeing", "line_close", "line_social")
    submit_response(
        by=by,
        **as_sent(
            at, lines(**dict(zip(names, values, strict=True))), f"lines{number:04d}", answered_on=day,
            respondent=respondent,
        ),
    )  # fmt: skip


@pytest.fixture
def later(monkeypatch):
    """The clock of the next year, so that the statuses have come."""
    monkeypatch.setenv("GAVN_NOW", "2027-04-01T09:00:00+00:00")


@pytest.fixture
def norm(db):
    """An own-sample norm by which 5.2 points are reliable: 1.96 × √2 × 4.2 × √(1 − 0.8) = 5.206."""
    lines_ = instrument("gavn/four-lines@1")
    score = lines_.score_by_key["total"]
    return keep_own_norm(by=None, instrument=lines_, score=score, mean=20.0, sd=4.2, reliability=0.8, n=64)


def total(stay, respondent: str = "individual"):
    return next(one for one in series_of(stay) if (one.score.key, one.respondent) == ("total", respondent))


def three(by, stay) -> None:
    dues = [("entry", 1, date(2026, 3, 1)), ("status", 1, date(2026, 9, 1)), ("status", 2, date(2027, 3, 1))]
    for number, ((kind, count, due), values) in enumerate(zip(dues, LINES, strict=True)):
        answer(by, occasion(stay, kind, count, due), values, number)


def test_scores_are_written_with_the_answers(mara, entry, django_assert_max_num_queries):
    with django_assert_max_num_queries(19):
        submit_response(by=mara, **as_sent(entry))
    rows = ScoreRow.objects.unscoped("a test").values_list("score", "value", "answered", "items")
    assert ("total", 18.0, 4, 4) in list(rows)


def test_a_correction_counts_instead_of_what_it_corrects(mara, stay, entry):
    response = submit_response(by=mara, **as_sent(entry)).revision.response
    correct_response(
        by=mara, response=response, answers=lines(line_life=9), reason="misread", expected=1, client_id="form0002"
    )
    [point] = total(stay).points
    assert (point.value, point.revision) == (22.0, 2)
    assert ScoreRow.objects.unscoped("a test").filter(score="total").count() == 2


def test_a_series_is_sorted_and_says_what_changed(mara, stay, norm, later):
    three(mara, stay)
    series = total(stay)
    assert [point.value for point in series.points] == [18.0, 20.0, 5.0]
    assert str(change_sentence(series)) == (
        "From 18 at the start to 5 on 2027-03-01: worse, by more than error of measurement (5.2)."
    )
    assert str(last_step_sentence(series)) == (
        "Since last time from 20 to 5: worse, by more than error of measurement (5.2)."
    )
    assert str(series.norm_said("en")) == "Norm: own sample, n 64."
    assert gap_sentence(series) is None


def test_without_a_norm_nobody_calls_a_change_reliable(mara, stay, later):
    three(mara, stay)
    assert str(change_sentence(total(stay))).endswith("Whether that is more than error of measurement is not known.")
    assert "No norm is known" in str(total(stay).norm_said("en"))


def test_one_measurement_is_compared_with_nothing(mara, stay, entry):
    submit_response(by=mara, **as_sent(entry))
    assert str(change_sentence(total(stay))) == "18 on 2026-03-10. There is nothing yet to compare with."


def test_too_few_answers_are_a_gap_and_no_number(mara, stay, norm, later):
    answer(mara, occasion(stay, "entry", 1, date(2026, 3, 1)), LINES[0], 1)
    status = occasion(stay, "status", 1, date(2026, 9, 1))
    some = lines() | {"line_close": {"why": "declined"}}
    submit_response(by=mara, **as_sent(status, some, "lines0002", answered_on=status.due))
    series = total(stay)
    assert [point.value for point in series.points] == [18.0, None]
    assert str(gap_sentence(series)) == "The answers of 2026-09-01 give no score: 3 of 4 questions were answered."
    assert str(change_sentence(series)).startswith("18 on 2026-03-01.")


def test_crossing_the_border_is_said_only_where_the_norm_knows_one(mara, stay, entry, later):
    high = {key: {"v": "3"} for key in "abcdefghijklmnopqrst"} | {key: {"v": "0"} for key in "dhlp"}
    low = {key: {"v": "0"} for key in high} | {key: {"v": "3"} for key in "dhlp"}
    submit_response(by=mara, **as_sent(entry, high, "cesd0001", instrument="gavn/ces-d@1", answered_on=entry.due))
    status = occasion(stay, "status", 1, date(2026, 9, 1))
    submit_response(by=mara, **as_sent(status, low, "cesd0002", instrument="gavn/ces-d@1", answered_on=status.due))
    series = next(one for one in series_of(stay) if one.score.key == "total")
    assert [point.value for point in series.points] == [60.0, 0.0]
    assert str(crossing_sentence(series)).endswith("now lies where most people do.")


def test_respondents_are_never_mixed_in_one_series(mara, stay, entry):
    answer(mara, entry, LINES[0], 1)
    answer(mara, entry, LINES[2], 2, respondent="practitioner")
    assert [point.value for point in total(stay).points] == [18.0]
    assert [point.value for point in total(stay, "practitioner").points] == [5.0]
    assert {one.respondent for one in series_of(stay, respondents={"practitioner"})} == {"practitioner"}


def test_differences_between_the_two_are_marked_to_be_talked_about(mara, stay, entry):
    answer(mara, entry, (5, 4, 6, 3), 1)
    answer(mara, entry, (5, 6, 9, 3), 2, respondent="practitioner")
    [pair] = pairs_of(stay)
    assert [(row.item, row.differs) for row in pair.rows] == [
        ("line_life", False), ("line_wellbeing", False), ("line_close", True), ("line_social", False),
    ]  # fmt: skip
    assert [row.item for row in pair.apart] == ["line_close"]


def test_where_only_one_answered_there_is_no_pair(mara, stay, entry):
    answer(mara, entry, LINES[0], 1)
    assert pairs_of(stay) == []


def test_a_reliable_worsening_is_not_on_track(mara, stay, norm, later):
    three(mara, stay)
    [sentence] = track_of(stay, programme(FOLLOW_UP))
    assert "Worse than at the start by 13" in str(sentence)
    assert list(map(str, tracks_of([stay])[stay.pk])) == [str(sentence)]


DIRECTIONS = [("improve", 1), ("maintain", 0), ("slow_decline", 0)]


@pytest.mark.parametrize(("direction", "sentences"), DIRECTIONS)
def test_no_change_by_the_third_measurement_counts_only_where_a_goal_wants_improvement(
    mara, stay, norm, later, direction, sentences
):
    set_goal(by=mara, enrolment=stay, words="See my daughter every week", area="relations", direction=direction)
    answer(mara, occasion(stay, "entry", 1, date(2026, 3, 1)), LINES[0], 1)
    assert track_of(stay, programme(FOLLOW_UP)) == []
    # the first status was not done; the second is the third measurement that was planned
    answer(mara, occasion(stay, "status", 2, date(2027, 3, 1)), LINES[1], 2)
    assert len(track_of(stay, programme(FOLLOW_UP))) == sentences


def test_without_a_threshold_nobody_is_off_track(mara, stay, later):
    assert tracks_of([stay]) == {stay.pk: []}
    three(mara, stay)
    assert track_of(stay, programme(FOLLOW_UP)) == []


def test_a_list_of_stays_takes_the_same_number_of_queries(mara, stay, norm, later, django_assert_num_queries):
    three(mara, stay)
    with django_assert_num_queries(2):
        assert len(series_of_many([stay])[stay.pk]) == 5
    with django_assert_num_queries(3):
        tracks_of([stay])
