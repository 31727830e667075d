"""Compare: how often the intervals held what they should, printed beside what they promise."""

from __future__ import annotations

import pytest

FOUND: list[str] = []


@pytest.fixture
def covers():
    """Reports how many of the simulated rounds an interval held the truth in; fails below ``least``."""

    def report(*, method: str, nominal: float, hits: int, rounds: int, what: str = "", least: float = 0.0) -> None:
        share = hits / rounds
        FOUND.append(f"{method:<28} {what:<44} nominal {nominal:.3f}  found {share:.4f}  in {rounds} rounds")
        assert share >= least, FOUND[-1]

    return report


def pytest_terminal_summary(terminalreporter):
    if FOUND:
        terminalreporter.section("intervals: promised and found")
        for line in sorted(FOUND):
            terminalreporter.write_line(line)
