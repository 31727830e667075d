"""The secret address of one's own calendar: made, made anew, ended. Only its hash is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today
from gavn.calendar.models import Feed
from gavn.calendar.selectors.feeds import feed_of, hash_of
from gavn.history.services import record
from gavn.kernel.clock import now, secret_bytes
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import User


@transaction.atomic
def make_feed(*, by: User) -> tuple[Feed, str]:
    """Make an address for one's own calendar and return its code, which nobody can read again; one before it ends."""
    _ended(by)
    code = secret_bytes(24).hex()
    made = Feed.objects.create(user=by, code_hash=hash_of(code), made_at=now())
    record(by, "calendar.feed_made", about=by)
    return made, code


@transaction.atomic
def end_feed(*, by: User) -> None:
    """End the address: from now on it opens nothing."""
    if not _ended(by):
        raise Refused("There is no address to end.")
    record(by, "calendar.feed_ended", about=by)


def _ended(user: User) -> bool:
    standing = feed_of(user)
    if standing is None:
        return False
    standing.ended_at = now()
    standing.save(update_fields=["ended_at"])
    return True


def note_read(feed: Feed) -> None:
    """Remember on which day a feed was last read, so that its owner sees whether it is in use."""
    if feed.read_at is None or feed.read_at.date() != civil_today():
        Feed.objects.filter(pk=feed.pk).update(read_at=now())
