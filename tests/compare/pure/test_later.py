"""Compare: a later measurement is written in an address and read again; and what is borne in mind beside bands."""

from __future__ import annotations

import pytest

from gavn.compare.pure.changed import Cell, Changes, Later, Line
from gavn.compare.pure.methods.paired_change import PairedSums
from gavn.kernel.errors import Refused

WRITTEN = [
    ("latest", Later()),
    ("exit", Later("exit")),
    ("status-6", Later("status", month=6)),
    ("follow_up-24", Later("follow_up", month=24)),
]


@pytest.mark.parametrize(("text", "later"), WRITTEN)
def test_a_later_measurement_is_read_as_it_is_written(text, later):
    assert Later.parse(text) == later
    assert str(later) == text


@pytest.mark.parametrize("text", ["", "entry", "soon-6", "status-six", "status--6"])
def test_what_is_no_later_measurement_is_refused(text):
    with pytest.raises(Refused, match="is no later measurement; write latest, exit or status-6"):
        Later.parse(text)


LINE = Line("gavn/four-lines", 1, "total", "individual")
LOW = Cell("woman", "low", "unjudged", 2, PairedSums(2, 62, 76, 1924, 2896, 2360))
HIGH = Cell("man", "high", "unjudged", 2, PairedSums(2, 104, 102.5, 5416, 5263.25, 5339))
LOST = Cell("man", "", "first:none", 3)


def test_beside_bands_stands_how_far_scores_fall_back_by_themselves():
    found = Changes(LINE, Later(), None, (LOW, HIGH, LOST), reliability=0.8).regression()
    assert {one.band: one.regression.expected for one in found.bands if one.n} == {
        "low": pytest.approx(2.1),
        "high": pytest.approx(-2.1),
    }
    assert str(found.say()).endswith("20 % of the way to 41.5. 4 with both measurements; 3 missing.")


@pytest.mark.parametrize("reliability", [None, 1.7])
def test_without_a_reliability_it_is_said_all_the_same(reliability):
    found = Changes(LINE, Later(), None, (LOW, HIGH), reliability=reliability).regression()
    assert "not known without a reliability" in str(found.say())


def test_where_all_began_in_one_band_there_is_nothing_to_bear_in_mind():
    assert Changes(LINE, Later(), None, (LOW, LOST)).regression() is None
