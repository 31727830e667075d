"""Reads of the stage PROTECT."""

from gavn.protect.selectors.samples import (
    Month,
    SamplePage,
    look_seen_by,
    months_not_done,
    overview,
    sample_page,
    sample_seen_by,
)
from gavn.protect.selectors.unmasking import (
    Opening,
    about_act,
    address_of_act,
    opening_seen_by,
    openings_of,
    person_meant,
    shown_by,
)

__all__ = [
    "Month", "Opening", "SamplePage", "about_act", "address_of_act", "look_seen_by", "months_not_done",
    "opening_seen_by", "openings_of", "overview", "person_meant", "sample_page", "sample_seen_by", "shown_by",
]  # fmt: skip
