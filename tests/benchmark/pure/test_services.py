"""Benchmark: services in their funnel and with places, as they are and with whom they serve accounted for."""

from __future__ import annotations

import numpy as np
import pytest
from benchmark_pure import NAMES, about, of_mean, of_rate, of_share, services
from scipy.stats import rankdata

from gavn.benchmark.pure.funnels import _variance, adjusted, crude, says
from gavn.benchmark.pure.mix import design, expected_of
from gavn.benchmark.pure.places import Place, place_said, places
from gavn.benchmark.pure.places import says as places_say
from gavn.benchmark.pure.told import funnel as told_funnel
from gavn.benchmark.pure.told import places as told_places
from gavn.compare.pure.methods.case_mix import case_mix
from gavn.compare.pure.methods.funnel import funnel
from gavn.compare.pure.methods.shrinkage import shrinkage
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.report.pure.document import Figure, Paragraph

EVENTS = (30, 32, 35, 33, 90, 6, 31)
N = (100, 100, 110, 100, 120, 80, 100)
SHARES = {name: of_share(n, events, service=name) for name, n, events in zip(NAMES, N, EVENTS, strict=True)}
ADJUST = {"measure": "share", "adjust": ["sex", "age_at_entry"], "reads": {}}
RNG = np.random.default_rng(7)
MEANS = {name: of_mean(RNG.normal(5 + 3 * (at == 4), 2, 30).tolist(), service=name) for at, name in enumerate(NAMES)}
RATES = {name: of_rate(n, events, n / 10, service=name) for name, n, events in zip(NAMES, N, EVENTS, strict=True)}


def groups_of(kind="share"):
    """Each service by sex and age; women more often, and one service has mostly women."""
    found = []
    for at, name in enumerate(NAMES):
        for sex, age in (("woman", 20), ("woman", 40), ("man", 20), ("man", 40)):
            n = 12 + 3 * at * (sex == "woman")
            events = n // 2 + (2 if sex == "woman" else 0) - (age == 40) + (at == 4) * 2
            group = {"service": name, "sex": sex, "age_at_entry": age}
            if kind == "mean":
                found.append(of_mean([3.0 + (sex == "woman") + age / 20 + (one + at) % 3 for one in range(n)], **group))
            elif kind == "rate":
                found.append(of_rate(n, events, n * 0.7, **group))
            else:
                found.append(of_share(n, events, **group))
    return found


def by_service(groups):
    found = {}
    for one in groups:
        name = one.group["service"]
        found[name] = found[name] + one if name in found else one
    return found


def test_the_crude_funnel_of_shares_is_that_of_the_method():
    found, plain = crude(about().indicator, SHARES), funnel(EVENTS, N)
    assert found.target == plain.target
    assert [dot.outer for dot in found.dots] == list(zip(*[side.tolist() for side in plain.outer], strict=True))
    assert {dot.service for dot in found.above} == {NAMES[at] for at in np.flatnonzero(plain.outside() > 0)}


def test_the_funnel_of_rates_has_limits_around_the_common_rate():
    found = crude(about(measure="rate", per="1").indicator, RATES)
    assert found.target == pytest.approx(sum(EVENTS) / (sum(N) / 10))
    plain = funnel(EVENTS, [found.target * n / 10 for n in N], kind="expected")
    assert [dot.outer[1] for dot in found.dots] == pytest.approx((plain.outer[1] * found.target).tolist())
    assert [dot.size for dot in found.dots] == pytest.approx([n / 10 for n in N])


def test_the_funnel_of_means_takes_the_spread_within_and_between_services():
    found = crude(about(measure="mean").indicator, MEANS)
    n = 30
    within = sum(one.squares - one.total**2 / one.n for one in MEANS.values()) / (n * 7 - 7)
    assert found.target == pytest.approx(np.mean([one.total / one.n for one in MEANS.values()]))
    narrowest = 3.0902323 * np.sqrt(within / n)
    assert all((dot.outer[1] - dot.outer[0]) / 2 >= narrowest - 1e-6 for dot in found.dots)
    assert all(one.inner[0] > one.outer[0] for one in found.curve)


def test_small_services_are_left_out_and_counted():
    found = crude(about().indicator, {**SHARES, "Tiny": of_share(4, 1, service="Tiny")})
    assert (found.left_out, "Tiny" in {dot.service for dot in found.dots}) == (1, False)


def test_a_single_service_is_refused_in_words():
    with pytest.raises(Refused, match="A funnel needs 2 services with at least 5 people; there are 1"):
        crude(about().indicator, dict(list(SHARES.items())[:1]))


def test_the_limits_around_few_services_hold_chance_alone_and_say_so():
    one = about().indicator
    found, plain = crude(one, dict(list(SHARES.items())[:3])), funnel(EVENTS[:3], N[:3], spread="none")
    assert [dot.outer[1] for dot in found.dots] == plain.outer[1].tolist()
    means = crude(about(measure="mean").indicator, dict(list(MEANS.items())[:3]))
    assert "With 3 services their common spread cannot be told" in str(found.dispersion)
    assert str(means.dispersion) == str(found.dispersion)


NOTHING = [
    ({"measure": "rate", "per": "1"}, {name: of_rate(9, 0, 3.0) for name in NAMES}),
    ({"measure": "mean"}, {name: of_mean([2.0] * 6) for name in NAMES}),
]


@pytest.mark.parametrize(("told", "groups"), NOTHING)
def test_where_nothing_varies_there_is_no_funnel_and_no_place(told, groups):
    one = about(**told).indicator
    for asked in (lambda: crude(one, groups), lambda: places(one, groups, None)):
        with pytest.raises(Refused, match="Every value is the same"):
            asked()


def test_adjusted_shares_are_those_of_the_case_mix():
    one, groups = about(**ADJUST).indicator, groups_of()
    expected = expected_of(one, groups)
    traits = design(groups, one.adjust)
    plain = case_mix([g.group["service"] for g in groups], traits, [g.events for g in groups], [g.n for g in groups])
    assert expected.expected == pytest.approx([ratio.expected for ratio in plain.ratios])
    found = adjusted(one, expected, by_service(groups))
    assert found.ratio
    assert [dot.value for dot in found.dots] == pytest.approx([ratio.exact.value for ratio in plain.ratios])


def test_adjusted_means_are_those_of_least_squares_on_persons():
    one, groups = about(**(ADJUST | {"measure": "mean"})).indicator, groups_of("mean")
    expected = expected_of(one, groups)
    x, y, who = [], [], []
    for group in groups:
        at = NAMES.index(group.group["service"])
        for person in range(group.n):
            woman, age = group.group["sex"] == "woman", group.group["age_at_entry"]
            x.append([1.0, woman, age])
            y.append(3.0 + woman + age / 20 + (person + at) % 3)
            who.append(at)
    fit, *_rest = np.linalg.lstsq(np.array(x), np.array(y), rcond=None)
    left = np.array(y) - np.array(x) @ fit
    off = [left[np.array(who) == at].mean() for at in range(7)]
    assert np.array(expected.observed) - np.array(expected.expected) == pytest.approx(np.array(off), abs=1e-9)
    found = adjusted(one, expected, by_service(groups))
    assert [dot.value - found.target for dot in found.dots] == pytest.approx(off, abs=1e-9)


def test_adjusted_rates_expect_what_everybodys_rates_by_kind_bring():
    one, groups = about(**(ADJUST | {"measure": "rate", "per": "1"})).indicator, groups_of("rate")
    expected = expected_of(one, groups)
    kinds = {(g.group["sex"], g.group["age_at_entry"]) for g in groups}
    rate = {
        kind: sum(g.events for g in groups if (g.group["sex"], g.group["age_at_entry"]) == kind)
        / sum(g.exposure for g in groups if (g.group["sex"], g.group["age_at_entry"]) == kind)
        for kind in kinds
    }
    first = [g for g in groups if g.group["service"] == NAMES[0]]
    assert expected.expected[0] == pytest.approx(
        sum(g.exposure * rate[g.group["sex"], g.group["age_at_entry"]] for g in first)
    )
    assert sum(expected.expected) == pytest.approx(sum(expected.observed))
    assert adjusted(one, expected, by_service(groups)).ratio


def test_a_kind_of_people_without_exposure_expects_nothing():
    one = about(**(ADJUST | {"measure": "rate", "per": "1", "adjust": ["sex"]})).indicator
    groups = [of_rate(9, 3, 3.0, service="a", sex="man"), of_rate(9, 0, 0.0, service="a", sex=None)]
    assert expected_of(one, groups).expected == (3.0,)


def test_gaps_in_numbers_are_counted_and_unknown_words_are_a_kind_of_their_own():
    one = about(**ADJUST).indicator
    groups = [*groups_of(), of_share(8, 4, service="Ask", sex="woman", age_at_entry=None),
              of_share(9, 4, service="Ask", sex=None, age_at_entry=30),
              of_share(0, 0, service="Ask", sex="woman", age_at_entry=None)]  # fmt: skip
    expected = expected_of(one, groups)
    assert (expected.gaps, sum(expected.sizes)) == (8, sum(one.n for one in groups) - 8)


REFUSED = [
    ({"measure": "share"}, groups_of(), "declares nothing"),
    (ADJUST, [of_share(0, 0, service="a", sex="man", age_at_entry=3)], "no value to count"),
    (ADJUST, [of_share(9, 3, service=name, sex="man", age_at_entry=3) for name in NAMES], "Everybody is alike"),
]


@pytest.mark.parametrize(("told", "groups", "why"), REFUSED)
def test_why_nothing_is_adjusted_is_said(told, groups, why):
    with pytest.raises(Refused, match=why):
        expected_of(about(**told).indicator, groups)


def test_who_lies_outside_is_named():
    names = {name: name for name in NAMES}
    both = says(crude(about().indicator, SHARES), names)
    assert str(both).startswith("Above the 99.8 % limits: Lind; below them: Pil.") or "Lind" in str(both)
    none = says(crude(about().indicator, {name: of_share(100, 30 + at) for at, name in enumerate(NAMES)}), names)
    assert "No service of 7 lies outside" in str(none)


SIDES = [
    ((300, 300, 305, 302, 560, 300, 301), "Above the 99.8 % limits: Lind."),
    ((300, 300, 305, 302, 60, 300, 301), "Below the 99.8 % limits: Lind."),
]


@pytest.mark.parametrize(("events", "words"), SIDES)
def test_one_side_alone_is_named_alone(events, words):
    groups = {name: of_share(1000, count) for name, count in zip(NAMES, events, strict=True)}
    assert words in str(says(crude(about().indicator, groups), {name: name for name in NAMES}))


def test_both_sides_are_named_apart():
    groups = {name: of_share(1000, 300 + at) for at, name in enumerate([f"s{at}" for at in range(40)])}
    groups |= {"high": of_share(1000, 500), "low": of_share(1000, 110)}
    words = str(says(crude(about().indicator, groups), {name: name for name in groups}))
    assert words.startswith("Above the 99.8 % limits: high; below them: low. Of 42 services about 0.1")


def test_shrunken_shares_are_those_of_the_method_times_the_common_share():
    found = places(about().indicator, SHARES, None)
    overall = sum(EVENTS) / sum(N)
    plain = shrinkage(EVENTS, [overall * n for n in N])
    assert [row.shrunken.value for row in found.rows] == pytest.approx([one.value * overall for one in plain.ratios])
    assert [row.raw for row in found.rows] == pytest.approx([count / n for count, n in zip(EVENTS, N, strict=True)])


def test_places_agree_with_the_order_of_values_and_hold_their_interval():
    found = places(about(direction="more").indicator, SHARES, None)
    order = rankdata([-row.shrunken.value for row in found.rows])
    assert all(row.first <= place <= row.last for row, place in zip(found.rows, order, strict=True))
    assert min(found.rows, key=lambda row: row.first + row.last).service == "Lind"
    less = places(about(direction="less").indicator, SHARES, None)
    assert min(less.rows, key=lambda row: row.first + row.last).service == "Pil"


def test_shrunken_means_lie_between_their_own_and_the_common_one():
    found = places(about(measure="mean").indicator, MEANS, None)
    for row in found.rows:
        assert min(row.raw, found.middle) - 1e-9 <= row.shrunken.value <= max(row.raw, found.middle) + 1e-9
    assert not found.alike
    assert 0 < found.rows[0].kept < 1


def test_adjusted_places_stand_on_the_departures():
    for kind in ("share", "mean"):
        groups = groups_of(kind)
        one = about(**(ADJUST | {"measure": kind})).indicator
        expected = expected_of(one, groups)
        found = places(one, by_service(groups), expected)
        assert (found.adjusted, found.n) == (True, 7)
    rates = groups_of("rate")
    one = about(**(ADJUST | {"measure": "rate", "per": "1"})).indicator
    assert places(one, by_service(rates), expected_of(one, rates)).n == 7


def test_without_a_direction_or_enough_services_there_are_no_places():
    found = places(about(direction="keep").indicator, SHARES, None)
    assert "no places" in str(places_say(found))
    assert str(place_said(found.rows[0], 7)) == "no place"
    with pytest.raises(Refused, match="Places need 3 services with at least 5 people; there are 2"):
        places(about().indicator, dict(list(SHARES.items())[:2]), None)


def test_a_place_is_said_with_all_that_cannot_be_ruled_out():
    estimate = Estimate(0.5, 0.4, 0.6, 20)
    assert str(place_said(Place("a", 20, 0.5, estimate, 0.5, 3, 17), 28)) == "between 3 and 17 of 28"
    assert str(place_said(Place("a", 20, 0.5, estimate, 0.5, 3, 3), 28)) == "3 of 28"


def test_how_much_order_there_is_is_said():
    sure = places(about().indicator, SHARES, None)
    assert "for certain in the better or in the worse half: 2 of 7" in str(places_say(sure))
    alike = places(about().indicator, {name: of_share(100, 30) for name in NAMES}, None)
    assert "no more than by chance" in str(places_say(alike))
    unsure = places(about(measure="mean").indicator, dict(list(MEANS.items())[:3]), None)
    assert unsure.alike or "none lies for certain" in str(places_say(unsure))


def test_the_funnel_page_has_both_funnels_the_variables_and_every_service():
    one = about(**ADJUST, title={"en": "t", "da": "t", "sv": "t"})
    groups = groups_of()
    parts = told_funnel.parts(one, services(one, by_service(groups)), groups)
    figures = {part.key: part for part in parts if isinstance(part, Figure)}
    assert set(figures) == {"funnel", "adjusted", "services"}
    assert all(figures[key].spec for key in ("funnel", "adjusted"))
    assert any("sex; age_at_entry" in str(part.text) for part in parts if isinstance(part, Paragraph))
    assert len(figures["services"].table.rows) == 7


def test_the_funnel_page_says_what_is_lacking_instead():
    one = about(measure="share", inside=False)
    groups = {"Ask": of_share(20, 10, service="Ask"), "Tiny": of_share(20, 2, service="Tiny")}
    parts = told_funnel.parts(one, services(one, groups), [])
    words = " ".join(str(part.text) for part in parts if isinstance(part, Paragraph))
    assert "As they are: A funnel needs 2 services" in words
    assert "declares nothing" in words
    assert "too few people to be shown to you are in no figure here: 1" in words


def test_small_services_are_said_to_be_left_out_of_the_picture():
    one = about(measure="share")
    parts = told_funnel.parts(one, services(one, {**SHARES, "Tiny": of_share(4, 1, service="Tiny")}), [])
    assert "fewer than 5 people counted are left out of the picture: 1" in str(parts[0].finding)


def test_the_funnel_of_means_is_adjusted_on_its_own_scale():
    one = about(**(ADJUST | {"measure": "mean"}))
    groups = groups_of("mean")
    parts = told_funnel.parts(one, services(one, by_service(groups)), groups)
    assert next(part for part in parts if getattr(part, "key", "") == "adjusted").table.columns[1] is one.unit


def test_rates_tell_no_quality_of_a_model():
    one = about(**(ADJUST | {"measure": "rate", "per": "1"}))
    groups = groups_of("rate")
    parts = told_funnel.parts(one, services(one, by_service(groups)), groups)
    assert [type(part).__name__ for part in parts] == ["Figure", "Figure", "Paragraph", "Paragraph", "Figure"]


def test_the_page_of_places_says_what_is_accounted_for():
    one, groups = about(**ADJUST), groups_of()
    parts = told_places.parts(one, services(one, by_service(groups)), groups)
    assert str(parts[1].text) == "Whom they serve is accounted for: sex; age_at_entry."
    assert parts[0].spec
    plain = about(measure="share", inside=False)
    found = told_places.parts(plain, services(plain, {**SHARES, "Tiny": of_share(20, 1, service="Tiny")}), [])
    words = " ".join(str(part.text) for part in found if isinstance(part, Paragraph))
    assert "not accounted for" in words
    assert "too few people for a place: 1" in words
    [why] = told_places.parts(plain, services(plain, {"Ask": of_share(20, 10, service="Ask")}), [])
    assert "Places need 3 services" in str(why.text)


def test_one_person_a_service_leaves_nothing_to_differ_within():

    with pytest.raises(Refused, match="at least 3 and has 2"):
        _variance({"a": of_mean([1.0]), "b": of_mean([2.0])})
