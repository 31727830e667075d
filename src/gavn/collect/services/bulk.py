"""Many sets of answers at once, for imports and large demos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.catalogue.selectors import worded
from gavn.collect.models import Occasion, Response, Revision
from gavn.collect.selectors.occasions import complete_among
from gavn.collect.services.registers import submitted
from gavn.collect.services.submitting import ANSWERED, Checked, NewAnswers, Submitted, checked, first_revision
from gavn.history.services import record
from gavn.kernel.errors import Conflict

if TYPE_CHECKING:
    from gavn.access.models import User

BATCH = 500


@transaction.atomic
def submit_many(*, by: User | None, rows: Iterable[NewAnswers]) -> list[Submitted]:
    """Accept many sets of answers in one transaction under one line of history; repeats add nothing."""
    fresh = [checked(row, whole=False) for row in rows]
    units = {one.sent.occasion.enrolment.unit_id: one.sent.occasion.enrolment.unit for one in fresh}
    if by is not None:
        for unit in units.values():
            require(by, "collect.import", at=unit)
    before = _standing_of_many(fresh)
    new = [one for one in fresh if _is_new(one, before)]
    revisions = _write_many(new, by)
    _close_many(new)
    concerned = {one.sent.occasion.enrolment.individual.public_id for one in new}
    if new:
        only = next(iter(units.values())) if len(units) == 1 else None
        record(by, "collect.responses_submitted", individuals=concerned, unit=only, count=len(new))
        submitted.tell(revisions=revisions, by=by)
    written = {revision.client_id: revision for revision in revisions}
    stood = {cid: Submitted(revision, repeated=True) for cid, revision in before.items()}
    stood |= {cid: Submitted(revision, repeated=False) for cid, revision in written.items()}
    return [stood[one.sent.client_id] for one in fresh]


def _standing_of_many(fresh: list[Checked]) -> dict[str, Revision]:
    """What was accepted before under the same numbers."""
    ids = [one.sent.client_id for one in fresh]
    found: dict[str, Revision] = {}
    for start in range(0, len(ids), BATCH):
        some = Revision.objects.unscoped("to see whether it came before").filter(
            client_id__in=ids[start : start + BATCH]
        )
        found |= {one.client_id: one for one in some.select_related("response__occasion")}
    return found


def _is_new(one: Checked, before: dict[str, Revision]) -> bool:
    """Whether these answers did not come before; other answers under the same number are a conflict."""
    standing = before.get(one.sent.client_id)
    if standing is not None and standing.digest != one.digest:
        raise Conflict(ANSWERED, mine=one.answers, theirs=standing.answers)
    return standing is None


def _write_many(new: list[Checked], by: User | None) -> list[Revision]:
    """A response and its first revision for each; a second response to the same questions is a conflict."""
    _refuse_second_answers(new)
    responses = Response.objects.bulk_create(
        [
            Response(
                occasion=one.sent.occasion,
                instrument=one.definition.key,
                version=one.definition.version,
                respondent=one.sent.respondent,
            )
            for one in new
        ],
        batch_size=BATCH,
    )
    versions = _text_versions(new)
    revisions = [
        first_revision(response, one, by, versions[_wording(one)]) for response, one in zip(responses, new, strict=True)
    ]
    return Revision.objects.bulk_create(revisions, batch_size=BATCH)


def _wording(one: Checked) -> tuple[str, str, str]:
    return one.sent.instrument, one.sent.language, one.sent.variant


def _text_versions(new: list[Checked]) -> dict[tuple[str, str, str], int]:
    """The version of each wording that was answered, looked up once."""
    return {wording: worded(*wording).text_version for wording in {_wording(one) for one in new}}


def _place(one: Checked) -> tuple[int, str, str]:
    return one.sent.occasion.pk, one.definition.key, one.sent.respondent


def _refuse_second_answers(new: list[Checked]) -> None:
    """Refuse what would answer the same questions of the same occasion twice."""
    taken: dict[tuple[int, str, str], dict[str, object]] = {}
    occasions = sorted({one.sent.occasion.pk for one in new})
    for start in range(0, len(occasions), BATCH):
        found = Revision.objects.unscoped("to see whether it came before").filter(
            response__occasion__in=occasions[start : start + BATCH], current=True
        )
        for revision in found.select_related("response"):
            response = revision.response
            taken[response.occasion_id, response.instrument, response.respondent] = revision.answers
    for one in new:
        if _place(one) in taken:
            raise Conflict(ANSWERED, mine=one.answers, theirs=taken[_place(one)])
        taken[_place(one)] = one.answers


def _close_many(new: list[Checked]) -> None:
    """Mark the occasions that are complete now, each with the day of its last answers."""
    days: dict[int, date] = {}
    occasions: dict[int, Occasion] = {}
    for one in new:
        occasion = one.sent.occasion
        occasions[occasion.pk] = occasion
        days[occasion.pk] = max(one.day, days.get(occasion.pk, one.day))
    closed = complete_among(list(occasions.values()))
    by_day: dict[date, list[int]] = defaultdict(list)
    for occasion in closed:
        occasion.done_on, occasion.not_done, occasion.not_done_note = days[occasion.pk], "", ""
        by_day[days[occasion.pk]].append(occasion.pk)
    # One plain update a day is many times faster than one update that tells the rows apart.
    written = Occasion.objects.unscoped("of answers just written")
    for day, keys in by_day.items():
        for start in range(0, len(keys), BATCH):
            written.filter(pk__in=keys[start : start + BATCH]).update(done_on=day, not_done="", not_done_note="")
