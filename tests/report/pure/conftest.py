"""Goals as the pure pages take them."""

from __future__ import annotations

from datetime import date

import pytest
from series_cast import Goal, Rating

from gavn.report.pure.person.areas import goal_line


@pytest.fixture
def key():
    """A goal at home that came nearer."""
    return goal_line(Goal("A key of my own", "home"), [Rating(2), Rating(6, date(2026, 7, 1))])
