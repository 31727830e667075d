"""What can be chosen on a service's page, in words."""

from __future__ import annotations

from gavn.compare.pure.changed import Later
from gavn.kernel.say import Said

LATER = {
    "": Said("The newest measurement"),
    "exit": Said("Exit"),
    "status": Said("Status after {month} months"),
    "follow_up": Said("Follow-up after {month} months"),
}


def later_said(later: Later) -> Said:
    """A later measurement in words.

    >>> str(later_said(Later("status", month=6)))
    'Status after 6 months'
    """
    return Said(LATER[later.kind].msgid, {} if later.month is None else {"month": later.month})
