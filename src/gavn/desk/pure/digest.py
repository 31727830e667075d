"""When a digest is due, as the clock of the installation shows it."""

from __future__ import annotations

from datetime import datetime, timedelta

from gavn.kernel.say import Said

HOUR = 6
EVERY: dict[str, Said] = {
    "never": Said("Never"),
    "daily": Said("Each morning"),
    "weekly": Said("Each Monday morning"),
}


def period_at(every: str, civil: datetime) -> str:
    """The day or the week a moment belongs to; both begin at six in the morning.

    >>> period_at("daily", datetime(2026, 11, 23, 5, 59)), period_at("daily", datetime(2026, 11, 23, 6, 0))
    ('2026-11-22', '2026-11-23')
    >>> period_at("weekly", datetime(2026, 11, 23, 5, 59)), period_at("weekly", datetime(2026, 11, 23, 6, 0))
    ('2026-W47', '2026-W48')
    """
    day = (civil - timedelta(hours=HOUR)).date()
    if every == "weekly":
        year, week, _weekday = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()
