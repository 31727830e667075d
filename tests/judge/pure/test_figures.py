"""Judge: a frozen figure reads the same from what was kept, and hides small numbers with all they follow from."""

from __future__ import annotations

import json

import pytest

from gavn.compare.pure.disclosure import INSIDE, PUBLIC
from gavn.compare.pure.indicator_estimate import IndicatorSums
from gavn.compare.pure.methods.share import share
from gavn.judge.pure.charts import parts_chart
from gavn.judge.pure.figures import ALL, Counts, Figure, Part, Season, counts_of, figure_of, season_of
from gavn.judge.pure.shown import figure_shown
from gavn.kernel.say import Said, said


def counts(n: int, yes: int, missing: int = 0, left_out: int = 0) -> Counts:
    """So many answered, so many of them yes."""
    return Counts(n + missing + left_out, n + missing, n, yes, float(yes), float(yes), 0.0)


def season(n: int, yes: int, **more: int) -> Season:
    found = counts(n, yes, **more)
    return season_of(found, share(yes, n, missing=found.missing) if n else said("Nobody answered {n}.", n=0))


def a_figure(*parts: Part, measure: str = "share") -> Figure:
    return Figure(
        "gavn/home@1", "result", measure, "more", "limited",
        words={"title": {"en": "Home", "da": "Hjem"}}, parts=parts,
    )  # fmt: skip


LARGE = a_figure(
    Part(ALL, "Midt", season(60, 30, missing=10), season(50, 5, missing=10)),
    Part("a", "Lindenhof", season(40, 20, missing=5), season(30, 3, missing=5)),
    Part("b", "Skovly", season(20, 10, missing=5), season(20, 2, missing=5)),
)
SMALL = a_figure(
    Part(ALL, "Midt", season(40, 12)), Part("a", "Lindenhof", season(37, 11)), Part("b", "Skovly", season(3, 1))
)


@pytest.mark.parametrize("figure", [LARGE, SMALL])
def test_a_figure_reads_the_same_from_what_was_kept(figure):
    assert figure_of(json.loads(json.dumps(figure.plain()))) == figure


def test_sums_become_counts_and_add_up():
    found = counts_of(IndicatorSums({"service": "a"}, 10, 8, 6, 3, 3.0, 3.0, 0.0))
    assert (found.population, found.left_out, found.missing, found.n, found.events) == (10, 2, 2, 6, 3)
    assert (found + found).n == 12


def test_a_sentence_that_says_why_there_is_no_value_is_kept_with_what_stands_in_it():
    kept = season_of(Counts(), Said("Only {n} of {kind}.", {"n": 2, "kind": Said("stays")}))
    assert (
        str(Season(**json.loads(json.dumps({"counts": None, "refused": kept.refused}))).why_not) == "Only 2 of stays."
    )
    assert Season(Counts()).why_not is None


def test_texts_fall_back_to_english():
    assert [LARGE.in_("title", tongue) for tongue in ("da", "sv")] == ["Hjem", "Home"]
    assert LARGE.in_("per", "da") == ""


def test_who_may_open_the_persons_sees_every_number():
    shown = figure_shown(SMALL, None)
    assert [part.now.n for part in shown.parts] == [40, 37, 3]
    assert str(shown.says) == "12 of 40 (30 %; between 18 and 45 %). Missing: 0."
    assert shown.moved is None


def test_inside_a_small_place_is_hidden_and_so_is_one_from_which_it_would_follow():
    whole, large, small = figure_shown(SMALL, INSIDE).parts
    assert (small.now.n, small.now.value) == (None, None)
    assert large.now.n is None
    assert large.now.why is not None
    assert whole.now.n == 40


def test_in_public_shares_come_from_rounded_numbers():
    whole = figure_shown(LARGE, PUBLIC).whole.now
    assert (whole.n, whole.events, whole.missing) == (60, 30, 10)
    assert whole.value == 0.5
    few = a_figure(Part(ALL, "Midt", season(17, 9)))
    assert figure_shown(few, PUBLIC).whole.now.value is None  # 17 answered, 15 shown: under 20 no share is told


def test_numbers_of_the_season_before_say_whether_it_moved():
    assert str(figure_shown(LARGE, None).moved) == "Clearly higher than the season before."
    turned = a_figure(Part(ALL, "Midt", LARGE.whole.before, LARGE.whole.now))
    assert str(figure_shown(turned, None).moved) == "Clearly lower than the season before."
    same = a_figure(Part(ALL, "Midt", LARGE.whole.now, LARGE.whole.now))
    assert str(figure_shown(same, None).moved) == "No clear difference from the season before."
    nobody = a_figure(Part(ALL, "Midt", LARGE.whole.now, season(0, 0)))
    assert figure_shown(nobody, None).moved is None


def test_means_and_rates_are_said_in_their_own_words():
    mean = Season(counts(30, 0), 41.236, 38.0, 44.51)
    assert str(figure_shown(a_figure(Part(ALL, "Midt", mean), measure="mean"), INSIDE).says) == (
        "41.24 on average (between 38.0 and 44.51), of 30. Missing: 0."
    )
    rate = Season(counts(30, 12), 1.5, 0.8, 2.6)
    assert str(figure_shown(a_figure(Part(ALL, "Midt", rate), measure="rate"), INSIDE).says) == (
        "1.5 (between 0.8 and 2.6); 12 among 30 stays. Missing: 0."
    )
    assert str(figure_shown(a_figure(Part(ALL, "Midt", season(0, 0))), None).says) == "Nobody answered 0."


def test_hidden_counts_are_called_hidden():
    mean = Season(counts(30, 0, missing=2), 41.2, 38.0, 44.5)
    assert "Missing: hidden" in str(figure_shown(a_figure(Part(ALL, "Midt", mean), measure="mean"), INSIDE).says)
    without = Season(counts(30, 0))
    hidden = figure_shown(a_figure(Part(ALL, "Midt", without), measure="mean"), None)
    assert str(hidden.says).startswith("Too few")


def test_the_chart_shows_both_seasons_of_every_place_that_is_known():
    spec = parts_chart(figure_shown(LARGE, None), "2025", "2024")
    assert len(spec["data"]["values"]) == 6
    assert spec["layer"][0]["encoding"]["x"]["scale"] == {"domain": [0, 1]}
    mean = Season(counts(30, 0), 41.2, 38.0, 44.5)
    two = a_figure(Part(ALL, "Midt", mean), Part("a", "Lindenhof", mean), measure="mean")
    assert parts_chart(figure_shown(two, None), "2025", "2024")["layer"][0]["encoding"]["x"]["scale"]["zero"] is False
    assert parts_chart(figure_shown(a_figure(Part(ALL, "Midt", mean)), None), "2025", "2024") is None
