"""Judge: the sheet on the quality of the data adds up, says what to look at, and hides small numbers."""

from __future__ import annotations

from gavn.compare.pure.disclosure import INSIDE
from gavn.judge.pure.quality import Quality, quality_of, quality_shown, to_look_at, with_all

GOOD = Quality("a", "Lindenhof", due=100, done=90, left_out={"declined": 10}, late=10, stays=60, scores=200)
POOR = Quality(
    "b", "Skovly", due=40, done=20, left_out={"declined": 10}, late=10, stays=30, twice=2, scores=50, far_out=1
)


def test_the_whole_is_the_sum_of_its_places():
    whole, *places = with_all([GOOD, POOR], "Midt")
    assert places == [GOOD, POOR]
    assert (whole.due, whole.done, whole.silent, whole.left_out) == (140, 110, 10, {"declined": 20})
    assert quality_of(whole.plain()) == whole


def test_what_to_look_at_is_said_in_sentences():
    assert to_look_at(GOOD) == []
    assert [str(one) for one in to_look_at(POOR)] == [
        "Done: 20 of 40. So many are missing that those who answered may differ from the rest.",
        "Nobody said why 10 of 40 were not done.",
        "10 of 20 were done after their time.",
        "2 stays may have been entered twice.",
        "1 of 50 scores lie far from all others.",
    ]
    assert str(to_look_at(Quality("c", "Ny"))[0]).startswith("Nothing was due")
    assert len(to_look_at(Quality("d", "Ny", due=3))) == 2


def test_who_may_open_the_persons_sees_every_count_with_what_to_look_at():
    whole, good, poor = quality_shown(with_all([GOOD, POOR], "Midt"), None)
    assert good.response == 0.9
    assert whole.counts["why:declined"] == 20
    assert len(poor.notes) == 5


def test_others_see_no_small_count_and_no_sentence_that_tells_one():
    _whole, good, poor = quality_shown(with_all([GOOD, POOR], "Midt"), INSIDE)
    assert poor.counts["twice"] is None
    assert poor.notes == ()
    assert good.counts["due"] == 100
    hidden = quality_shown([Quality("a", "Lindenhof", due=3, done=2)], INSIDE)[0]
    assert hidden.response is None
