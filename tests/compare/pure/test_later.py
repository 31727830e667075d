"""Compare: a later measurement is written in an address and read again; whatever else stands there is refused."""

from __future__ import annotations

import pytest

from gavn.compare.pure.changed import Later
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
