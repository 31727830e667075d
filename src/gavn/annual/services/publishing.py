"""A programme's yearly report made public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.access.selectors import require
from gavn.annual.selectors.reports import key_of, period_of, report_of, stays_of
from gavn.kernel.errors import Refused
from gavn.report.services import Frozen, freeze_report

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.judge.models import AuditMeeting
    from gavn.report.models import Publication


def publish_annual(*, by: User, meeting: AuditMeeting, reason: str) -> Publication:
    """Freeze the report of a published meeting, and ask a second person to make it public."""
    require(by, "report.publish", at=meeting.unit)
    if meeting.state != "published":
        raise Refused("The services are still being heard. Publish the meeting first, then its report.")
    frozen = Frozen(
        meeting.unit, period_of(meeting), report_of(meeting), meeting.snapshot, stays_of(meeting), key_of(meeting)
    )
    return freeze_report(by=by, frozen=frozen, reason=reason)
