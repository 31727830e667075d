"""Report: what the yearly report says, to whom, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from report_years import LINE, PERIOD, SIGNED, changes, counted, earlier, empty, large, outcome, small

from gavn.compare.pure.counts import Choices, Enrolled, EnrolmentTime, Flow, Followed
from gavn.compare.pure.methods.described import described
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.scope import Scope
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.report.pure.blocks import blocks
from gavn.report.pure.blocks.first_page import not_good
from gavn.report.pure.blocks.outcomes import means_said
from gavn.report.pure.document import Figure, Interval, Number, Points, Space
from gavn.report.pure.hiding import HIDDEN, TOO_FEW, interval_of
from gavn.report.pure.service_year import service_year
from gavn.report.pure.tidy import tidy_lines
from gavn.report.pure.year import checked, period_before, period_said, period_short

ORDER = ["first-page", "base", "time", "reasons", "outcomes", "missing", "definitions", "reading"]


def figure(document, key):
    return next(one for _section, one in document.figures if one.key == key)


def points(document, title):
    parts = [part for part in document.sections[0].parts if isinstance(part, Points)]
    return [str(item) for part in parts if str(part.title) == title for item in part.items]


@pytest.mark.parametrize("year", [large(), small(), empty(), large(inside=False), small(inside=False)])
def test_the_report_has_its_sections_in_order_whoever_it_is_about(year):
    document = service_year(year, str)
    assert [section.key for section in document.sections] == ORDER
    assert [section.alone for section in document.sections] == [True] + [False] * 7
    keys = [one.key for _section, one in document.figures]
    assert len(keys) == len(set(keys))


def test_every_figure_names_source_period_definition_and_the_day_of_freezing():
    captions = [one.caption for _section, one in service_year(large(), str).figures]
    named = [(one.source, one.period, one.version, one.frozen) for one in captions]
    assert all(all(parts) for parts in named)


def test_blocks_are_found_by_their_files():
    assert [block.__name__.rpartition(".")[2] for block in blocks()] == [
        "first_page", "base", "time", "reasons", "outcomes", "missing", "definitions", "reading",
    ]  # fmt: skip


def test_the_first_page_holds_the_year_against_the_year_before():
    document = service_year(large(), str)
    beside = figure(document, "beside")
    assert [str(column) for column in beside.table.columns] == ["Figure", "2025", "2024"]
    assert str(beside.finding).startswith("Beside the period before, follow-up is better")
    rows = {str(row.label): row.values for row in beside.table.rows}
    assert rows["Stays in the period"] == (Number(120), Number(100))
    assert isinstance(rows["Reliably improved: Four lines together, answered by the person"][0], Interval)
    assert isinstance(rows["Occasions due that were done"][1], Interval)


def test_without_a_year_before_the_report_says_so():
    beside = figure(service_year(small(), str), "beside")
    assert "no earlier period" in str(beside.finding)
    assert len(beside.table.columns) == 2


@pytest.mark.parametrize(("done", "word"), [(10, "is poorer"), (52, "has not clearly changed"), (95, "is better")])
def test_only_intervals_that_do_not_overlap_are_called_a_difference(done, word):
    now = replace(counted(70, 50), followed=(Followed("entry", 100, done, 0, {}),))
    document = service_year(large(now=now, outcomes=()), str)
    assert f"follow-up {word}" in str(figure(document, "beside").finding)


def test_nothing_to_compare_is_no_direction():
    now = replace(counted(70, 50), followed=())
    assert str(figure(service_year(large(now=now, outcomes=()), str), "beside").finding) == "Beside the period before."


def test_scores_without_a_norm_are_compared_by_their_means():
    only = large().outcomes[1]
    document = service_year(large(outcomes=(only, replace(only, before=None))), str)
    rows = {str(row.label): row.values for row in figure(document, "beside").table.rows}
    assert isinstance(rows["Mean change: Four lines together, answered by the person"][0], Interval)
    assert "is better" in str(figure(document, "beside").finding)


def test_what_is_not_good_is_told_by_rule():
    lost = {"later:lost": 60}
    now = replace(
        counted(70, 50),
        followed=(Followed("entry", 100, 50, 0, {}),),
        exits=Choices(20, (("unplanned", 15), ("planned", 5))),
        time=EnrolmentTime(described([1, 2], missing=8), described([3])),
    )
    year = large(now=now, outcomes=(outcome(changes(5, 5, 20, lost)),))
    told = " ".join(str(one) for one in not_good(year))
    for words in ("more became reliably worse (20)", "60 of 90 are lost", "50 of 100", "15 of 20", "8 of 120"):
        assert words in told


def test_a_score_nobody_has_twice_has_no_mean_to_compare():
    nobody = replace(large().outcomes[1], before=changes(0, 0, 0, {"left": 3}, threshold=None))
    rows = figure(service_year(large(outcomes=(nobody,)), str), "beside").table.rows
    assert rows[-1].values[1] == Number(None)
    assert means_said(large(), replace(nobody, changes=nobody.before)).msgid == "No mean change can be given."


def test_questions_with_one_answer_need_no_word_on_sums():
    year = large(now=replace(counted(70, 50), asked=counted(70, 50).asked[1:]))
    texts = [str(getattr(part, "text", "")) for part in service_year(year, str).sections[3].parts]
    assert not [text for text in texts if text.startswith("Several may be chosen")]


def test_a_good_year_says_what_was_looked_at():
    now = replace(counted(70, 50), followed=(Followed("entry", 100, 99, 0, {"refused": 1}),))
    now = replace(now, exits=Choices(20, (("planned", 20),)), time=EnrolmentTime(described([1, 2]), described([3])))
    document = service_year(large(now=now, outcomes=(outcome(changes(40, 30, 5, {})),)), str)
    assert "none of them stands out" in points(document, "What is not good")[0]


def test_what_was_signed_stands_on_the_first_and_on_the_last_page():
    document = service_year(large(), str)
    assert "From March we call after a week. (Mara, 2026-02-04)" in points(document, "What do we make of this?")[0]
    assert document.sections[-1].parts[0].paragraphs == ("We lost touch too early.", "From March we call after a week.")


def test_a_long_text_is_cut_on_the_first_page_only():
    long = replace(SIGNED, text="word " * 300, other_figures=True)
    document = service_year(large(reading=long), str)
    assert "…" in points(document, "What do we make of this?")[0]
    assert len(document.sections[-1].parts[0].paragraphs[0]) > 1000
    assert "frozen anew" in str(document.sections[-1].parts[1].text)


@pytest.mark.parametrize("reading", [None, replace(SIGNED, signed_on=None, signed_by="")])
def test_unsigned_text_stays_out_and_leaves_room_to_write(reading):
    document = service_year(large(reading=reading), str)
    assert isinstance(document.sections[-1].parts[0], Space)
    assert "Nobody has written" in points(document, "What do we make of this?")[0]


def test_smallest_and_largest_are_for_those_who_may_see_them():
    heads = [str(column) for column in figure(service_year(large(), str), "months").table.columns]
    assert "Smallest" in heads
    assert "Smallest" not in [str(c) for c in figure(service_year(large(extremes=False), str), "months").table.columns]


@pytest.mark.parametrize("year", [large(inside=False), small(inside=False)])
def test_whoever_may_not_open_the_persons_meets_no_count_below_five(year):
    document = service_year(year, str)
    values = [line.value for line in tidy_lines(document) if isinstance(line.value, int)]
    assert [value for value in values if 0 < value < 5] == []
    captions = [one.caption for _section, one in document.figures]
    assert [one for one in captions for n in (one.n, one.missing) if 0 < (n or 0) < 5] == []


def test_a_hidden_part_cannot_be_worked_out_from_its_sum():
    by_sex = {"woman": Flow(3, 3, 3, 3, 0, 0, 3, 3), "man": Flow(30, 30, 10, 10, 10, 10, 20, 20)}
    by_sex["unknown"] = Flow(9, 9, 0, 0, 0, 0, 9, 9)
    now = replace(counted(70, 50), enrolled=Enrolled(by_sex, unplaced=2))
    document = service_year(large(now=now, inside=False), str)
    stays = {str(row.label): row.values[0] for row in figure(document, "flow").table.rows}
    assert stays["Woman"] is HIDDEN
    assert [stays["Man"], stays["Not recorded"]].count(HIDDEN) == 1
    assert str(TOO_FEW) in [str(getattr(part, "text", "")) for part in document.sections[1].parts]


def test_where_several_may_be_chosen_the_few_who_did_not_are_protected_too():
    given = Choices(40, (("regaining", 38), ("network", 20), ("money", 3)))
    document = service_year(large(now=replace(counted(70, 50), given=given), inside=False), str)
    rows = [row.values for row in figure(document, "given").table.rows]
    # 38 of 40 would tell of the two who were not given it; 20 of 40 tells of nobody.
    half = interval_of(share(20, 40), share=True)
    assert rows == [(HIDDEN, HIDDEN), (Number(20), half), (HIDDEN, HIDDEN)]


def test_small_groups_outside_have_no_curve_no_chart_and_no_parts():
    document = service_year(small(inside=False), str)
    assert {one.key for _section, one in document.figures}.isdisjoint({"still-there"})
    assert [one.key for _section, one in document.figures if one.spec] == []
    whom = figure(document, "four-lines-total-individual-counts").table.rows
    assert [str(row.label) for row in whom] == ["All"]


def test_stays_that_nobody_can_place_are_told():
    now = replace(counted(70, 50), enrolled=replace(counted(70, 50).enrolled, unplaced=7))
    assert "7 stays ended on a day that nobody knows" in str(
        service_year(large(now=now), str).sections[1].parts[1].text
    )


def test_a_service_nobody_came_to_says_what_is_not_known():
    document = service_year(empty(), str)
    told = " ".join(
        str(getattr(part, "text", getattr(part, "finding", ""))) for s in document.sections for part in s.parts
    )
    for words in (
        "Nobody was there.",
        "No occasion was due",
        "No score was measured twice",
        "Nothing is known of this",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("ongoing", "closed", "words"),
    [
        ([], [], "No stay has days"),
        ([2, 4], [], "Half of the ongoing stays have lasted 3"),
        ([], [2, 4], "Half of the stays that ended had lasted 3"),
    ],
)
def test_time_says_what_there_is(ongoing, closed, words):
    now = replace(counted(70, 50), time=EnrolmentTime(described(ongoing), described(closed)))
    assert words in str(figure(service_year(large(now=now), str), "months").finding)


def test_the_curve_is_told_in_months():
    length = counted(70, 50).length
    assert str(figure(service_year(large(), str), "still-there").finding).startswith("Half had left after")
    none = replace(length, steps=())
    assert "cannot be told yet" in str(
        service_year(large(now=replace(counted(70, 50), length=none)), str).sections[2].parts[1].text
    )
    few = replace(length, median=None)
    told = figure(service_year(large(now=replace(counted(70, 50), length=few)), str), "still-there").finding
    assert str(told).startswith("Fewer than half had left")


def test_definitions_name_each_score_once_with_its_norm():
    items = service_year(large(), str).sections[-2].parts[0].items
    terms = [str(one.term) for one in items]
    assert terms.count("Four lines together") == 2  # two scores by three kinds of answers
    assert "counts as reliable" in str(next(one for one in items if str(one.term) == "Four lines together").meaning[1])
    unjudged = service_year(large(outcomes=large().outcomes[1:2], inside=False), str).sections[-2].parts[0].items
    assert "Hidden numbers" in [str(one.term) for one in unjudged]
    assert "without saying whether" in str(unjudged[-1].meaning[1])
    plain = replace(large().outcomes[0], threshold_from=None)
    assert "counts as reliable" in str(
        service_year(large(outcomes=(plain,)), str).sections[-2].parts[0].items[-1].meaning[1]
    )


def test_missing_are_told_by_form_and_reason_and_add_up():
    rows = figure(service_year(large(), str), "missing-four-lines-individual").table.rows
    assert rows[-1].values[0] == Number(35)
    assert sum(row.values[0].value for row in rows[:-1]) == 35


def test_lower_can_be_better():
    score = large().outcomes[0].score.model_copy(update={"direction": "lower_is_better"})
    document = service_year(large(outcomes=(replace(large().outcomes[0], score=score),)), str)
    assert "lower is better" in str(figure(document, "four-lines-total-individual-means").finding)


def test_nobody_with_both_is_said_and_judged_by_nobody():
    document = service_year(large(outcomes=(outcome(changes(0, 0, 0, {"left": 8}), line=LINE),)), str)
    assert "Nobody of 8 has both" in str(figure(document, "four-lines-total-individual-counts").finding)
    assert figure(document, "four-lines-total-individual-counts").table.columns[-1].msgid == "Missing"


def test_a_period_may_go_on_and_is_not_too_long():
    scope = Scope(("a",), PERIOD, date(2025, 6, 30))
    assert str(period_said(scope)) == "2025-01-01 to 2025-06-30 (so far)"
    assert str(period_said(Scope(("a",), Period(date.min, PERIOD.last), PERIOD.last))).startswith("everything recorded")
    with pytest.raises(Refused, match="at most five years"):
        checked(Period(date(2010, 1, 1), date(2025, 1, 1)))
    assert str(period_before(Period(date(2025, 4, 1), date(2025, 6, 30)))) == "2025-01-01..2025-03-31"
    assert str(period_before(Period(date(2024, 1, 10), date(2024, 1, 19)))) == "2023-12-31..2024-01-09"
    assert str(period_short(scope)) == "2025-01-01 to 2025-06-30 (so far)"


def test_the_tidy_table_says_n_missing_and_interval_of_each_value():
    lines = [
        line for line in tidy_lines(service_year(large(), str)) if line.figure == "four-lines-total-individual-means"
    ]
    change = next(line for line in lines if line.low is not None and str(line.row) == "All")
    assert (change.section, change.n, change.missing) == ("outcomes", 85, 35)
    assert change.low < change.value < change.high
    assert all(isinstance(one, Figure) for _section, one in service_year(large(), str).figures)


def test_earlier_years_are_whole_years():
    assert str(earlier(1, 1).scope.period) == "2024-01-01..2024-12-31"


def test_persons_with_two_stays_are_not_told_outside_when_they_are_few():
    by_sex = {"woman": Flow(40, 38, 20, 20, 10, 10, 30, 28)}
    now = replace(counted(70, 50), enrolled=Enrolled(by_sex))
    assert "40 stays of 38 persons" in str(figure(service_year(large(now=now), str), "flow").finding)
    assert str(figure(service_year(large(now=now, inside=False), str), "flow").finding).startswith("40 stays lay")


def test_what_the_difference_would_tell_is_hidden_on_the_first_page():
    by_sex = {"woman": Flow(40, 40, 38, 38, 10, 10, 30, 30)}
    now = replace(counted(70, 50), enrolled=Enrolled(by_sex))
    beside = figure(service_year(large(now=now, inside=False), str), "beside").table
    rows = {str(row.label): row.values[0] for row in beside.rows}
    assert (rows["Stays in the period"], rows["New"], rows["Closed"]) == (Number(40), HIDDEN, Number(10))
