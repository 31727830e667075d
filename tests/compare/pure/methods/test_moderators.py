"""Compare: for whom it works differently. References: R's anova of nested lm and glm, aov, p.adjust; statsmodels.

Data: ToothGrowth (Crampton 1947), birthwt (Hosmer & Lemeshow 1989), anorexia (Hand et al. 1994), the Titanic's lists.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from from_r import from_r
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from gavn.compare.pure.methods.moderators import (
    Group,
    NoComparison,
    TooFewInGroup,
    moderators,
    moderators_from_sums,
)
from gavn.compare.pure.refusals import Collinear, Empty, NotACount, NotALevel, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("moderators")
NAN = float("nan")
CASES = {
    "girls": ("linear", ["began"]),
    "weight": ("linear", ["race", "older", "before"]),
    "low": ("logistic", ["race", "older", "before"]),
    "teeth": ("linear", ["dose"]),
    "titanic": ("logistic", ["class", "age"]),
}


def of(case, **about):
    kind, names = CASES[case]
    traits = {name: R[case][f"trait {name}"] for name in names}
    return moderators(R[case]["outcome"], R[case]["programme"], traits, kind=kind, least=1, **about)


def limits(estimate):
    return [estimate.value, estimate.low, estimate.high]


@pytest.mark.parametrize("case", CASES)
def test_each_test_of_programme_by_trait_agrees_with_r(case):
    for one in of(case).found:
        assert [one.statistic, *one.freedom, one.p] == pytest.approx(R[case][f"test {one.name}"], rel=1e-6)


@pytest.mark.parametrize("case", CASES)
def test_the_effects_in_each_group_agree_with_r(case):
    for one in of(case).found:
        told = [number for sub in one.subgroups for number in limits(sub.effect)]
        assert told == pytest.approx(R[case][f"effects {one.name}"], rel=1e-6)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("dependent", "name"), [(False, "BH"), (True, "BY")])
def test_the_family_is_adjusted_as_r_does(case, dependent, name):
    assert [one.q for one in of(case, dependent=dependent).found] == pytest.approx(R[case][name], rel=1e-6)


def test_with_one_trait_it_is_the_interaction_of_the_two_way_analysis_of_variance():
    statistic, between, within, p = R["teeth"]["aov"]
    [one] = of("teeth").found
    assert (one.statistic, one.freedom) == (pytest.approx(statistic), (between, within))
    assert (one.p, one.differs) == (pytest.approx(p), True)


def test_the_interaction_agrees_with_statsmodels():
    rows = pd.DataFrame({name: R["weight"][f"trait {name}"] for name in CASES["weight"][1]})
    rows = rows.assign(y=R["weight"]["outcome"], t=R["weight"]["programme"])
    main = "y ~ t + C(race) + C(older) + C(before)"
    for one in of("weight").found:
        theirs = anova_lm(ols(main, rows).fit(), ols(f"{main} + t:C({one.name})", rows).fit())
        assert (one.statistic, one.p) == pytest.approx((theirs["F"][1], theirs["Pr(>F)"][1]), rel=1e-8)


def test_the_odds_ratios_agree_with_statsmodels_and_differ_by_their_ratio():
    rows = pd.DataFrame({"y": R["low"]["outcome"], "t": R["low"]["programme"], "older": R["low"]["trait older"]})
    found = moderators(rows.y, rows.t, {"older": rows.older}, kind="logistic", least=1).found[0]
    fit = sm.GLM.from_formula("y ~ t + C(older) + t:C(older)", rows, family=sm.families.Binomial()).fit(tol=1e-12)
    first, second = found.subgroups
    assert (first.effect.value, first.against_first) == (pytest.approx(np.exp(fit.params["t"])), None)
    ratio, ends = fit.params.iloc[-1], fit.conf_int().iloc[-1]
    assert limits(second.against_first) == pytest.approx(np.exp([ratio, *ends]), rel=1e-6)
    assert second.effect.value == pytest.approx(first.effect.value * second.against_first.value)


# Cells of two traits: enough people in each, outcomes of any kind.
levels = st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"))
people = st.lists(st.tuples(st.booleans(), levels, st.integers(0, 20)), min_size=30, max_size=60)


def columns(rows):
    traits = {name: [trait[place] for _, trait, _ in rows] for place, name in enumerate(("one", "other"))}
    return [y for _, _, y in rows], [float(with_it) for with_it, _, _ in rows], traits


def summed(rows, kind):
    cells = {}
    for with_it, trait, y in rows:
        cells.setdefault((with_it, trait), []).append(y)
    squares = {key: sum(y * y for y in values) if kind == "linear" else 0 for key, values in cells.items()}
    return [Group(*key, len(values), sum(values), squares[key]) for key, values in cells.items()]


@settings(max_examples=30)
@given(people, st.sampled_from(["linear", "logistic"]))
def test_sums_and_rows_agree(rows, kind):
    if kind == "logistic":
        rows = [(with_it, trait, y % 2) for with_it, trait, y in rows]
    try:
        one = moderators(*columns(rows), kind=kind, least=1)
    except Refused:
        assume(False)
    other = moderators_from_sums(summed(rows, kind), ("one", "other"), kind=kind, least=1)
    assert (one.n, one.tested) == (other.n, other.tested)
    for here, there in zip(one.found, other.found, strict=True):
        assert (here.refused, here.differs) == (there.refused, there.differs)
        if here.p is not None:
            assert there.p == pytest.approx(here.p, rel=1e-7, abs=1e-9)
            for sub, same in zip(here.subgroups, there.subgroups, strict=True):
                assert limits(same.effect) == pytest.approx(limits(sub.effect), rel=1e-7, abs=1e-9)


@settings(max_examples=20)
@given(people, st.randoms())
def test_the_order_of_people_does_not_matter_and_twice_the_people_leave_the_effects(rows, chance):
    try:
        one = moderators(*columns(rows), least=1)
    except Refused:
        assume(False)
    turned = rows * 2
    chance.shuffle(turned)
    other = moderators(*columns(turned), least=1)
    for here, there in zip(one.found, other.found, strict=True):
        told = [sub.effect.value for sub in here.subgroups]
        assert [sub.effect.value for sub in there.subgroups] == pytest.approx(told, abs=1e-8)


def made(effects, *, each=25):
    """People of two sexes and two ages: by sex the programme does what ``effects`` say."""
    noise = np.resize([-2.0, -1.0, 0.0, 1.0, 2.0], each)
    parts = [
        (with_it, sex, age, 10 + with_it * effect + noise)
        for sex, effect in effects.items()
        for with_it in (0, 1)
        for age in ("old", "young")
    ]
    y = np.concatenate([values for *_, values in parts])
    t = np.repeat([float(part[0]) for part in parts], each)
    return y, t, {name: np.repeat([part[place] for part in parts], each) for place, name in ((1, "sex"), (2, "age"))}


def test_it_says_for_whom_it_works_differently_and_that_the_rest_does_not_stand():
    found = moderators(*made({"man": 0.0, "woman": 4.0}))
    sex, age = found.found
    assert (sex.differs, age.differs) == (True, False)
    assert str(sex.say()) == (
        "It works differently by sex: man: 0.0 (between -0.56 and 0.56; n 100); "
        "woman: 4.0 (between 3.44 and 4.56; n 100)."
    )
    assert str(age.say()).startswith("By age no difference stands: old: 2.0 (between ")
    assert str(found.say()) == (
        "It works differently by sex: 2 of 2 declared traits could be looked at, and judged together this stands "
        "(n 200, 0 missing)."
    )
    assert limits(sex.subgroups[1].against_first)[0] == pytest.approx(4.0)


def test_finding_nothing_is_not_said_to_be_sameness():
    told = str(moderators(*made({"man": 2.0, "woman": 2.0})).say())
    assert told.startswith("No difference stands: 2 of 2 declared traits")
    assert told.endswith("This does not show that it works alike for all.")


def test_a_trait_with_a_small_group_is_not_looked_at_however_clear_the_difference():
    y, t, traits = made({"man": 0.0, "woman": 9.0}, each=9)
    found = moderators(y, t, traits, least=20)
    assert found.tested == 0
    assert (found.found[0].p, found.found[0].differs, found.found[0].subgroups) == (None, False, ())
    assert str(found.found[0].say()) == (
        "sex is not looked at: with or without the programme there should be at least 20 people, not 18 (man)."
    )
    assert str(found.say()).startswith("No difference stands: 0 of 2 declared")
    assert moderators(y, t, traits, least=18).found[0].differs


def test_traits_that_could_not_be_looked_at_are_no_part_of_the_family():
    y, t, traits = made({"man": 0.0, "woman": 0.5})
    alone = moderators(y, t, {"sex": traits["sex"]}).found[0]
    few = np.where(np.arange(y.size) < 3, "few", "many")
    found = moderators(y, t, {"sex": traits["sex"], "few": few}).found
    assert (found[0].q, found[1].q) == (found[0].p, None)
    assert alone.q == alone.p


def test_a_trait_all_share_is_not_looked_at():
    y, t, traits = made({"man": 0.0, "woman": 4.0})
    found = moderators(y, t, {**traits, "country": ["dk"] * y.size}).found[2]
    assert str(found.refused) == "Every value is the same (n 200): no interval can be given."


def test_a_group_in_which_all_have_one_outcome_has_no_odds_ratio():
    rows = [
        (t, (sex,), y) for t in (False, True) for sex in "mw" for y in [0] * 30 + [1] * (0 if t and sex == "w" else 30)
    ]
    found = moderators_from_sums(summed(rows, "logistic"), ["sex"], kind="logistic").found[0]
    assert (found.p, found.subgroups) == (None, ())
    assert "same outcome" in str(found.refused)


@pytest.mark.parametrize("unknown", [None, "", NAN])
def test_people_with_a_gap_anywhere_are_missing_and_counted(unknown):
    y, t, traits = made({"man": 0.0, "woman": 4.0})
    sexes = np.array(traits["sex"], dtype=object)
    sexes[0] = unknown
    y[1], t[2] = NAN, NAN
    found = moderators(y, t, {**traits, "sex": sexes})
    assert (found.n, found.missing) == (197, 3)
    assert [sub.level for sub in found.found[0].subgroups] == ["man", "woman"]


def test_numbers_may_name_the_levels_too():
    y, t, traits = made({"man": 0.0, "woman": 4.0})
    coded = np.where(traits["sex"] == "man", 1.0, 2.0)
    coded[0] = NAN
    found = moderators(y, t, {"sex": coded})
    assert (found.missing, [sub.level for sub in found.found[0].subgroups]) == (1, ["1.0", "2.0"])


def asked(rows, names=("sex",), **about):
    return moderators_from_sums([Group(*row) for row in rows], names, **about)


GOOD = [(False, ("m",), 30, 60, 200), (True, ("m",), 30, 90, 400)]
GOOD += [(False, ("w",), 30, 60, 200), (True, ("w",), 30, 60, 200)]


def test_groups_of_nobody_count_for_nothing():
    assert asked([*GOOD, (True, ("x",), 0, 0, 0)]) == asked(GOOD)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (lambda: asked([]), Empty),
        (lambda: asked(GOOD, missing=-1), NotACount),
        (lambda: asked([(True, ("m",), -1, 0, 0), *GOOD]), NotACount),
        (lambda: asked([row for row in GOOD if row[0]]), NoComparison),
        (lambda: asked(GOOD, ("sex", "age")), Unequal),
        (lambda: asked(GOOD, level=0.0), NotALevel),
        (lambda: asked(GOOD, confidence=1.0), NotALevel),
        (lambda: asked([(t, (s * 2), n, a, b) for t, (s,), n, a, b in GOOD], ("sex", "again")), Collinear),
        (lambda: asked([(False, ("m",), 1, 1, 1), (True, ("m",), 1, 2, 4)]), TooFew),
        (lambda: moderators([1, 2], [0, 1], {"sex": ["m"]}), Unequal),
        (lambda: moderators([1, NAN], [NAN, 1], {"sex": ["m", "w"]}), Empty),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(wrong, refusal):
    with pytest.raises(refusal):
        wrong()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda: asked(GOOD, ()), "at least one trait"),
        (lambda: asked([(False, ("m",), 30, 60, 100), *GOOD]), "same people"),
        (lambda: moderators([1, 2], [0, 2], {"sex": ["m", "w"]}), "written 1 and 0"),
        (lambda: moderators([1, 2], [0, 1], {"sex": ["m", "w"]}, kind="logistic"), "written 1 and 0"),
    ],
)
def test_what_is_written_wrongly_is_refused_with_the_reason(wrong, why):
    with pytest.raises(Refused, match=why):
        wrong()


def test_the_refusal_of_a_small_group_has_a_name():
    assert isinstance(TooFewInGroup(3, 20, trait="sex", level="man"), TooFew)


def test_a_gap_among_words_is_missing_and_no_level_of_its_own():
    y, t = [1.0, 3, 2, 4, 9, 11, 2, 5, 7], [0, 0, 0, 0, 1, 1, 1, 1, 1]
    found = moderators(y, t, {"sex": ["w", "w", "m", "m", "w", "w", "m", "m", float("nan")]}, least=2)
    assert (found.n, found.missing) == (8, 1)
    assert [one.level for one in found.found[0].subgroups] == ["m", "w"]
