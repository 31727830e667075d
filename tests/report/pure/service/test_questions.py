"""Report: the five questions of a service, each with what is known of it and what nobody can tell yet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_years import LINE, changes, empty, large, outcome, small

from gavn.compare.pure.counts import Enrolled
from gavn.compare.pure.methods.paired_change import PairedSums
from gavn.kernel.say import Said
from gavn.report.pure.blocks import outcomes
from gavn.report.pure.document import Figure, Paragraph
from gavn.report.pure.service.questions import NO_GOALS, five_questions

KEYS = ["resources", "reach", "methods", "improving", "goals"]
LOST = {"later:lost": 20, "first:no_form": 5}
DAILY = "On an average day"


def questions(year, **more):
    return {one.key: one for one in five_questions(year, str, **more)}


def figures(question) -> dict[str, Figure]:
    return {part.key: part for part in question.parts if isinstance(part, Figure)}


def told(question) -> str:
    return "\n".join(str(part.text) for part in question.parts if isinstance(part, Paragraph))


@pytest.mark.parametrize("year", [large(), large(inside=False), small(), small(inside=False), empty()])
def test_every_service_is_asked_the_same_five_and_told_what_is_open(year):
    found = five_questions(year, str)
    assert [one.key for one in found] == KEYS
    assert all(one.open for one in found)


def test_where_nobody_came_that_is_said():
    found = questions(empty())
    assert str(NO_GOALS) in told(found["goals"])
    assert str(outcomes.NOTHING_DUE) in told(found["improving"])
    assert str(outcomes.NOTHING_DUE) not in told(found["methods"])


def test_whom_the_programme_is_for_stands_above_who_came():
    assert told(questions(large(), target_group="adults")["reach"]).startswith("The service is for: adults.")
    assert "The service is for" not in told(questions(large())["reach"])


AVERAGES = [(40.0, True, True), (3.0, True, True), (40.0, False, True), (3.0, False, False), (None, True, False)]


@pytest.mark.parametrize(("mean", "inside", "said"), AVERAGES)
def test_how_many_are_there_at_a_time_is_said_where_it_tells_nobody(mean, inside, said):
    year = large(inside=inside)
    enrolled = Enrolled(year.now.enrolled.by_sex, at_a_time=mean)
    found = questions(replace(year, now=replace(year.now, enrolled=enrolled)))
    assert (DAILY in told(found["resources"])) is said


def test_figures_of_a_large_service_are_drawn_and_those_with_hidden_numbers_are_not():
    drawn = questions(large())
    assert {key for key, one in figures(drawn["reach"]).items() if one.spec} >= {"flow"}
    assert figures(drawn["improving"])["followed"].spec is not None
    assert figures(drawn["methods"])["four-lines-total-individual-means"].spec is not None
    hidden = questions(small(inside=False))
    assert figures(hidden["improving"])["followed"].spec is None
    assert figures(hidden["reach"])["flow"].spec is None


def test_means_are_drawn_by_sex_and_first_band_for_those_who_may_open_the_persons():
    def groups(year) -> list[str]:
        spec = figures(questions(year)["methods"])["four-lines-total-individual-means"].spec
        return [row["group"] for row in spec["data"]["values"]]

    assert groups(large()) == ["All", "Woman", "Man", "up to 20", "above 20"]
    assert groups(large(inside=False)) == ["All"]


def test_without_sexes_or_missing_answers_there_is_nothing_to_draw():
    year = large()
    nobody = replace(year, now=replace(year.now, enrolled=Enrolled({})))
    assert figures(questions(nobody)["reach"])["flow"].spec is None
    whole = replace(year, outcomes=(outcome(changes(40, 30, 15, {})),))
    shown = [one for key, one in figures(questions(whole)["methods"]).items() if key.startswith("missing-")]
    assert all(one.spec is None for one in shown)


def test_each_score_says_by_which_norm_a_change_is_reliable():
    words = told(questions(large())["methods"])
    assert "A change of more than 5.0 is called reliable. Norm computed from the own sample of 120 people." in words
    assert "norm" in words.splitlines()[-1].lower()


def test_a_scale_on_which_less_is_better_says_so():
    found = outcome(changes(40, 30, 15, LOST))
    lower = replace(found, score=found.score.model_copy(update={"direction": "lower_is_better"}))
    assert "lower is better" in str(outcomes.means_said(large(), lower))
    assert "higher is better" in str(outcomes.means_said(large(), found))


def test_without_two_measurements_of_anybody_no_mean_is_said():
    nobody = outcome(changes(0, 0, 0, LOST))
    assert str(outcomes.means_said(large(), nobody)) == "No mean change can be given."
    assert str(outcomes.outcome_said(large(), nobody, nobody.changes.total)) == "Nobody of 25 has both measurements."


def test_who_answered_is_said_also_where_it_is_nobody_of_the_four():
    assert str(outcomes.answered_by(outcome(changes(1, 1, 1, {})))) == "answered by the person"
    neighbour = outcome(changes(1, 1, 1, {}), line=replace(LINE, respondent="neighbour"))
    assert str(outcomes.answered_by(replace(neighbour, respondent=Said("a neighbour")))) == "a neighbour"


def test_one_pair_alone_is_counted_and_has_no_mean():
    found = outcome(changes(1, 0, 0, LOST, threshold=None))
    alone = tuple(replace(cell, sums=PairedSums(1, 15, 23, 225, 529, 345)) if cell.sums else cell
                  for cell in found.changes.cells)  # fmt: skip
    found = replace(found, changes=replace(found.changes, cells=alone))
    said = str(outcomes.outcome_said(large(), found, found.changes.total))
    assert said == "With both measurements: 1 of 26; 25 missing."


def test_beside_bands_stands_regression_to_the_mean_for_those_who_see_bands():
    assert "regression to the mean" in told(questions(large())["methods"])
    assert "regression to the mean" not in told(questions(large(inside=False))["methods"])
