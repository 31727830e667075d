"""The pages about one indicator, in the order in which they are offered."""

from __future__ import annotations

from gavn.kernel.say import Said

AT_UNIT = {
    "unit_indicator": Said("What it says"),
    "indicator_history": Said("Over time"),
    "indicator_others": Said("Beside others"),
    "unit_for_whom": Said("For whom"),
}
SEVERAL = {
    "indicator_funnel": Said("Funnel"),
    "indicator_places": Said("Places"),
    "several_for_whom": Said("For whom"),
}
