"""One next step: the most pressing of what waits."""

from __future__ import annotations

import pytest

from gavn.report.pure.home.next_step import Waiting, next_step


@pytest.mark.parametrize(
    ("waiting", "to", "why"),
    [
        (Waiting(critical=1, overdue=4), "critical", "1 waiting for somebody to act"),
        (Waiting(overdue=4, off_track=2), "due", "4 overdue"),
        (Waiting(off_track=2, not_discussed=1), "off_track", "2 not on track"),
        (Waiting(not_discussed=1, this_week=5), "not_discussed", "1 not talked about yet"),
        (Waiting(this_week=5, persons=3), "due", "5 due this week"),
        (Waiting(may_enrol=True), "enrol_person", "You are not yet the contact of anybody."),
        (Waiting(persons=3, may_enrol=True), "", "Everything that was due has been done."),
        (Waiting(), "", "Everything that was due has been done."),
    ],
)
def test_the_most_pressing_comes_first(waiting, to, why):
    step = next_step(waiting)
    assert (step.to, str(step.why)) == (to, why)
