"""What a second person reads before they release that an audit meeting is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gavn.judge.models import AuditMeeting
from gavn.judge.selectors.meetings import meetings_seen_by, title_of
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, User


def about_meeting(act: TwoPersonAct, _reader: User) -> Said:
    """Which meeting an act would publish."""
    found = AuditMeeting.objects.select_related("unit").get(public_id=act.about)
    return said("{programme}, {place}, {first} to {last}", programme=title_of(found), place=found.unit.name,
                first=found.first, last=found.last)  # fmt: skip


def address_of_meeting(act: TwoPersonAct, reader: User) -> str:
    """Where the figures and texts are read before anybody releases them."""
    there = meetings_seen_by(reader).filter(public_id=act.about).exists()
    return reverse("print_pack", args=[act.about]) if there else ""
