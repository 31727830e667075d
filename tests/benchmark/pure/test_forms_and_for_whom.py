"""Benchmark: a form's scores and questions beside all others, and for whom it goes differently."""

from __future__ import annotations

import numpy as np
import pytest
from benchmark_pure import about
from scipy.stats import ttest_ind

from gavn.benchmark.pure.for_whom import ALL, Cell, Judged, for_whom
from gavn.benchmark.pure.for_whom import says as whom_says
from gavn.benchmark.pure.form import HIDDEN, Line, Side, held, on_scale, says
from gavn.benchmark.pure.told import for_whom as told_whom
from gavn.benchmark.pure.told.form import AboutForm, parts
from gavn.compare.pure.methods.false_discovery import false_discovery
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_difference import share_difference
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said
from gavn.report.pure.document import Figure, Number

INSIDE = {"own": True, "others": True}
OUTSIDE = {"own": True, "others": False}
RNG = np.random.default_rng(3)
OWN, REST = RNG.normal(6, 2, 40), RNG.normal(4, 2, 90)


def side(values, missing=0):
    return Side(len(values), missing, float(sum(values)), float(sum(one * one for one in values)))


MEAN = Line("Total", "", "mean", side(OWN), side(REST), (0.0, 10.0))
YES = Line("Home", "own", "share", Side(50, 2, 30), Side(200, 9, 80))
NO = Line("Home", "none", "share", Side(50, 2, 20), Side(200, 9, 120))


def test_means_and_shares_are_held_as_welch_and_newcombe_do():
    found = held([MEAN, YES, NO], inside=INSIDE)
    test = ttest_ind(OWN, REST, equal_var=False)
    ends = test.confidence_interval(0.95)
    assert (found[0].difference.low, found[0].difference.high) == pytest.approx((ends.low, ends.high))
    plain = share_difference(share(30, 50), share(80, 200))
    assert (found[1].difference.low, found[1].difference.high) == (plain.low, plain.high)
    assert [one.way for one in found] == [1, 1, -1]


def test_what_stands_stands_among_all_of_them():
    lines = [
        Line(f"s{at}", "", "mean", side(RNG.normal(at == 0, 1, 30)), side(RNG.normal(0, 1, 30))) for at in range(12)
    ]
    found = held(lines, inside=INSIDE)
    tests = []
    for line in lines:
        (n, u), (m, v) = ((one.n, one.squares / one.n - (one.total / one.n) ** 2) for one in (line.own, line.others))
        u, v = u * n / (n - 1) / n, v * m / (m - 1) / m
        t = (line.own.total / n - line.others.total / m) / np.sqrt(u + v)
        freedom = (u + v) ** 2 / (u**2 / (n - 1) + v**2 / (m - 1))
        from scipy.stats import t as student

        tests.append(2 * student.sf(abs(t), freedom))
    assert [one.stands for one in found] == false_discovery(tests).stands.tolist()


def test_small_counts_of_others_are_hidden_and_those_that_follow():
    lines = [
        Line("Home", "own", "share", Side(50, 2, 30), Side(200, 9, 2)),
        Line("Home", "rented", "share", Side(50, 2, 10), Side(200, 9, 98)),
        Line("Home", "none", "share", Side(50, 2, 10), Side(200, 9, 100)),
    ]
    found = held(lines, inside=OUTSIDE)
    assert found[0].others is HIDDEN
    assert sum(one.others is HIDDEN for one in found) >= 2
    assert (found[0].difference, found[0].way) == (HIDDEN, 0)
    assert isinstance(found[0].own, Estimate)


def test_answers_of_several_kinds_do_not_add_up():
    sides = {word: (Side(50, 0, n), Side(200, 9, n)) for word, n in (("a", 30), ("b", 40))}
    lines = [*(Line("Why", word, "share", *both, alone=False) for word, both in sides.items()), MEAN]
    assert all(isinstance(one.others, Estimate) for one in held(lines, inside=OUTSIDE))


WHY = [
    (Line("x", "", "mean", side([1.0]), side(REST)), "at least 2", "needs 5 people on either side; there are 1"),
    (Line("x", "", "mean", side([2.0] * 9), side([2.0] * 9)), "", "Every value is the same"),
    (Line("x", "", "share", Side(0, 9, 0), Side(9, 0, 3)), "no value", "needs 5 people on either side; there are 0"),
]


@pytest.mark.parametrize(("line", "own", "difference"), WHY)
def test_why_there_is_nothing_stands_in_its_place(line, own, difference):
    [found] = held([line], inside=INSIDE)
    assert own in str(found.own)
    assert difference in str(found.difference)
    assert "Nothing on this form can be held" in str(says([found]))


def test_the_same_share_everywhere_is_no_difference():
    [found] = held([Line("x", "", "share", Side(20, 0, 20), Side(30, 0, 30))], inside=INSIDE)
    assert not found.stands
    assert "none differs more than chance" in str(says([found]))


def test_how_many_differ_is_said():
    assert "Of 3 scores and answers looked at, 3 differ" in str(says(held([MEAN, YES, NO], inside=INSIDE)))


def test_a_value_lies_on_its_scale():
    assert [on_scale(value, (0, 10)) for value in (-1, 2.5, 11)] == [0.0, 0.25, 1.0]
    assert on_scale(3, (2, 2)) == 0.0


def form_page(scores, questions):
    numbers = {"own": Number(52), "others": Number(209)}
    return parts(AboutForm("Four lines", "gavn/x@1", Said("2025"), None, numbers, numbers, str), scores, questions)


def test_the_page_of_a_form_has_sentence_coverage_scores_and_questions():
    found = held([MEAN, YES, NO], inside=INSIDE)
    figures = {part.key: part for part in form_page(found[:1], found[1:]) if isinstance(part, Figure)}
    assert list(figures) == ["coverage", "scores", "questions"]
    assert len(figures["scores"].spec["data"]["values"]) == 2
    assert [row.label for row in figures["questions"].table.rows] == ["Home: own", "Home: none"]


def test_a_form_without_scores_or_questions_has_neither_figure():
    assert [part.key for part in form_page([], []) if isinstance(part, Figure)] == ["coverage"]
    [hidden] = held([Line("x", "", "mean", side([1.0]), side([2.0]), (0, 1))], inside=INSIDE)
    assert next(part for part in form_page([hidden], []) if getattr(part, "key", "") == "scores").spec is None


def cells(effect: float = 4.0):
    """Sixty women and sixty men, half of each with an intervention that goes along with more among the women."""
    found = []
    for sex in ("woman", "man"):
        for had in (True, False):
            values = [10 + (effect if had and sex == "woman" else 0) + (one % 5) for one in range(30)]
            kinds = frozenset({"regaining"}) if had else frozenset()
            total, squares = float(sum(values)), float(sum(one * one for one in values))
            found.append(Cell(kinds, {"sex": sex}, 30, total, squares))
    return found


SHARE_CELLS = [
    Cell(frozenset({"regaining"}), {"sex": "woman"}, 40, 30.0, 30.0),
    Cell(frozenset(), {"sex": "woman"}, 40, 12.0, 12.0),
    Cell(frozenset({"regaining"}), {"sex": "man"}, 40, 20.0, 20.0),
    Cell(frozenset(), {"sex": "man"}, 40, 21.0, 21.0),
]


def test_every_subgroup_has_its_difference_with_an_interval_for_all_of_them():
    one = about(measure="mean").indicator
    found = for_whom(one, cells(), ["regaining"], ["sex"], inside=True)
    assert [(row.trait, row.level, round(row.difference.value, 6)) for row in found.rows] == [
        (ALL, ALL, 2.0), ("sex", "man", 0.0), ("sex", "woman", 4.0),
    ]  # fmt: skip
    assert found.looked_at == 3
    test = ttest_ind([10 + 4 + n % 5 for n in range(30)], [10 + n % 5 for n in range(30)], equal_var=False)
    ends = test.confidence_interval(1 - 0.05 / 3)
    assert (found.rows[2].difference.low, found.rows[2].difference.high) == pytest.approx((ends.low, ends.high))
    assert [(test.trait, test.differs) for test in found.tests] == [("sex", True)]
    assert "3 comparisons were looked at, and these show a difference: 2" in str(whom_says(found))


def test_shares_are_tested_too():
    found = for_whom(about(measure="share").indicator, SHARE_CELLS, ["regaining"], ["sex"], inside=True)
    plain = share_difference(share(30, 40, confidence=1 - 0.05 / 3), share(12, 40, confidence=1 - 0.05 / 3))
    assert (found.rows[2].difference.low, found.rows[2].difference.high) == (plain.low, plain.high)
    assert found.tests[0].differs


def test_a_difference_that_no_interval_shows_is_said():
    found = for_whom(about(measure="mean").indicator, cells(0.0), ["regaining"], ["sex"], inside=True)
    assert "none of them shows a difference" in str(whom_says(found))


def test_fewer_than_twenty_are_refused_and_nothing_is_tested():
    few = [Cell(cell.kinds, cell.traits, 9, 90.0, 920.0) for cell in cells()]
    found = for_whom(about(measure="mean").indicator, few, ["regaining"], ["sex"], inside=True)
    assert "needs 20 people with it and 20 without; there are 18" in str(found.rows[0].difference)
    assert "No comparison has 20 people" in str(whom_says(found))
    assert found.tests == (Judged("regaining", "sex", None, False, found.tests[0].refused),)


def test_people_all_alike_say_why():
    same = [Cell(cell.kinds, cell.traits, 30, 60.0, 120.0) for cell in cells()]
    found = for_whom(about(measure="mean").indicator, same, ["regaining"], ["sex"], inside=True)
    assert "Every value is the same" in str(found.rows[0].difference)


def test_a_kind_nobody_lacked_cannot_be_tested():
    had = [Cell(frozenset({"regaining"}), cell.traits, cell.n, cell.total, cell.squares) for cell in cells()]
    found = for_whom(about(measure="mean").indicator, had, ["regaining"], ["sex"], inside=True)
    assert "there is no comparison" in str(found.tests[0].refused)


def test_small_counts_are_hidden_from_those_outside():
    rare = [*SHARE_CELLS[:3], Cell(frozenset(), {"sex": "man"}, 40, 2.0, 2.0)]
    found = for_whom(about(measure="share").indicator, rare, ["regaining"], ["sex"], inside=False)
    assert found.rows[1].hidden
    assert found.looked_at < 3
    means = for_whom(about(measure="mean").indicator, cells(), ["regaining"], ["sex"], inside=False)
    assert means.looked_at == 3


def test_rates_are_refused_in_words():
    with pytest.raises(Refused, match="Rates are not held apart"):
        for_whom(about(measure="rate", per="1").indicator, cells(), ["regaining"], ["sex"], inside=True)


WORDS = {"kind": {"regaining": "Regaining"}, "trait": {"sex": "Sex"}, "sex": {"woman": "Women", "man": "Men"}}


def test_the_page_names_the_clear_ones_as_one_of_so_many():
    one = about(measure="mean")
    found = for_whom(one.indicator, cells(), ["regaining"], ["sex"], inside=True)
    shown = told_whom.parts(one, found, WORDS)
    assert shown[0].spec
    assert "Regaining, Sex: Women: with it less without it" in str(shown[2].text)
    assert str(shown[2].text).endswith("(n 30 and 30). One of 3 looked at.")
    assert [str(row.values[0]) for row in shown[-2].table.rows] == ["yes, all tested together"]


def test_what_is_hidden_or_untested_says_so_on_the_page():
    one = about(measure="share", inside=False)
    rare = [*SHARE_CELLS[:3], Cell(frozenset(), {"sex": "man"}, 40, 2.0, 2.0)]
    found = for_whom(one.indicator, rare, ["regaining"], ["sex"], inside=False)
    shown = told_whom.parts(one, found, WORDS)
    assert str(shown[0].table.rows[1].values[0]) == "hidden"
    nobody = for_whom(
        one.indicator,
        [*SHARE_CELLS, Cell(frozenset(), {"sex": "other"}, 0, 0.0, 0.0)],
        ["regaining"],
        ["sex"],
        inside=True,
    )
    table = told_whom.parts(one, nobody, WORDS)[0].table
    assert table.rows[2].values[0] == Number(None, 0, True)
    untested = [Judged("regaining", "sex", None, False, None), Judged("regaining", "sex", 0.5, False, None)]
    assert [str(told_whom._judged(test)) for test in untested] == ["needs 20 people in each group", "not shown"]
