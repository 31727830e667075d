"""The pack: frozen, its data signed off or sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gavn.access.selectors import require
from gavn.history.services import record
from gavn.judge.models import AuditMeeting, MeetingService, PackFigure
from gavn.judge.pure.life import checked_act
from gavn.judge.pure.words import checked_text
from gavn.judge.selectors.freezing import Pack, pack_of, store_of_season
from gavn.judge.selectors.meetings import HOLD, SIGN, answers_for_data, standing_of
from gavn.judge.services.held import held_for, moved_on, step
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.measure.gateways.store.kept import keep_snapshot, kept_store
from gavn.measure.services import refresh_store

if TYPE_CHECKING:
    from gavn.access.models import User


def freeze_pack(*, by: User, meeting: AuditMeeting) -> AuditMeeting:
    """Freeze the meeting's figures: from the season's own freeze where there is one, else as the data stand now.

    The figures are counted before the transaction, so that nobody waits for them.
    """
    require(by, HOLD, at=meeting.unit)
    checked_act("freeze", standing_of(meeting))
    store = store_of_season(meeting)
    if store is None:
        fresh = refresh_store()
        store = kept_store(keep_snapshot(fresh))
    return _frozen(by, meeting, pack_of(meeting, store))


@transaction.atomic
def _frozen(by: User, meeting: AuditMeeting, pack: Pack) -> AuditMeeting:
    meeting = held_for("freeze", meeting)
    _kept(meeting, pack)
    step(meeting, "frozen", by)
    record(by, "judge.pack_frozen", about=meeting, unit=meeting.unit, snapshot=pack.snapshot,
           figures=len(pack.figures))  # fmt: skip
    return meeting


def _kept(meeting: AuditMeeting, pack: Pack) -> None:
    """The figures in place of those frozen before, about which nobody has written yet."""
    meeting.figures.all().delete()
    meeting.services.all().delete()
    MeetingService.objects.bulk_create([MeetingService(meeting=meeting, unit=unit) for unit in pack.services])
    PackFigure.objects.bulk_create(
        [PackFigure(meeting=meeting, key=one.key, place=place, frozen=one.plain())
         for place, one in enumerate(pack.figures)]
    )  # fmt: skip
    meeting.snapshot, meeting.frozen_at, meeting.frozen_on = pack.snapshot, pack.frozen_at, pack.frozen_on
    meeting.quality, meeting.state = [row.plain() for row in pack.quality], "quality"
    moved_on(meeting, "snapshot", "frozen_at", "frozen_on", "quality", "state")


@transaction.atomic
def sign_quality(*, by: User, meeting: AuditMeeting, words: str) -> AuditMeeting:
    """Sign off the quality of the data, saying what has to be borne in mind; interpretation opens."""
    _require_responsible(by, meeting)
    meeting = held_for("judge_quality", meeting)
    said = checked_text(words, field="words")
    meeting.state, meeting.signed_by, meeting.signed_at = "interpretation", by, now()
    moved_on(meeting, "state", "signed_by", "signed_at")
    step(meeting, "signed", by, said)
    record(by, "judge.quality_signed", about=meeting, unit=meeting.unit)
    return meeting


@transaction.atomic
def send_back_quality(*, by: User, meeting: AuditMeeting, words: str) -> AuditMeeting:
    """Send the data back with a reason; the figures are frozen anew once they are mended."""
    _require_responsible(by, meeting)
    meeting = held_for("judge_quality", meeting)
    if not words.strip():
        raise Refused("Say what has to be mended before the figures can be talked about.", field="words")
    meeting.state = "planned"
    moved_on(meeting, "state")
    step(meeting, "sent_back", by, checked_text(words, field="words"))
    record(by, "judge.quality_sent_back", about=meeting, unit=meeting.unit)
    return meeting


def _require_responsible(by: User, meeting: AuditMeeting) -> None:
    """Raise PermissionDenied unless somebody is named at this meeting as the one who answers for the data."""
    require(by, SIGN, at=meeting.unit)
    if not answers_for_data(by, meeting):
        raise PermissionDenied(SIGN)
