"""When an occasion waits, is late, or was never asked; and how a worklist of them may be sorted and grouped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gavn.collect.pure.outcome import OCCASIONS
from gavn.kernel.say import Said

STILL = timedelta(days=90)
"""So long after its last day an occasion can still be made up for; then it counts as never asked."""
STATES: dict[str, Said] = {
    "due": Said("Due now"),
    "late": Said("Late: its last day has passed"),
    "unasked": Said("Never asked, and too late"),
}
KINDS_OF_STATE = {"due": "info", "late": "warning", "unasked": "danger"}
ORDERS = {
    "due": ("due", "id"),
    "-due": ("-due", "-id"),
    "closes": ("closes", "id"),
    "service": ("enrolment__unit__name", "due", "id"),
    "contact": ("enrolment__contact__name", "due", "id"),
    "kind": ("kind", "due", "id"),
}
GROUPS: dict[str, Said] = {
    "service": Said("Service"),
    "programme": Said("Programme"),
    "kind": Said("What"),
    "contact": Said("Contact"),
}
LONGEST = 80


def state_of(due: date, closes: date, today: date) -> str:
    """``later``, ``due``, ``late`` or ``unasked``: exactly one on each day.

    >>> state_of(date(2028, 2, 29), date(2028, 3, 14), date(2028, 2, 29))
    'due'
    """
    if today < due:
        return "later"
    if today <= closes:
        return "due"
    return "late" if today <= closes + STILL else "unasked"


@dataclass(frozen=True)
class Wanted:
    """What is asked of the worklist: how it is grouped, narrowed, searched and sorted; nothing else is understood."""

    by: str = "service"
    state: str = ""
    service: str = ""
    programme: str = ""
    kind: str = ""
    contact: str = ""
    words: str = ""
    order: str = "due"

    @property
    def query(self) -> dict[str, str]:
        """What an address must say to ask the same."""
        asked = {"by": self.by, "state": self.state, "service": self.service, "programme": self.programme,
                 "kind": self.kind, "contact": self.contact, "q": self.words, "sort": self.order}  # fmt: skip
        plain = {"by": "service", "sort": "due"}
        return {key: text for key, text in asked.items() if text and plain.get(key) != text}


def wanted(asked: Mapping[str, Any]) -> Wanted:
    """What an address asks for; what is on no list is left out.

    >>> wanted({"by": "drop table", "sort": "pk", "state": "late"})
    Wanted(by='service', state='late', service='', programme='', kind='', contact='', words='', order='due')
    """
    text = {key: str(asked.get(key, ""))[:LONGEST].replace("\x00", " ").strip() for key in (
        "by", "state", "service", "programme", "kind", "contact", "q", "sort")}  # fmt: skip
    return Wanted(
        by=text["by"] if text["by"] in GROUPS else "service",
        state=text["state"] if text["state"] in STATES else "",
        service=text["service"] if text["service"].isalnum() else "",
        programme=text["programme"],
        kind=text["kind"] if text["kind"] in OCCASIONS else "",
        contact=text["contact"] if text["contact"].isalnum() else "",
        words=text["q"],
        order=text["sort"] if text["sort"] in ORDERS else "due",
    )


def week_of(day: date) -> str:
    """The week in which one reminder may go out.

    >>> week_of(date(2027, 1, 3)), week_of(date(2027, 1, 4))
    ('2026-W53', '2027-W01')
    """
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"
