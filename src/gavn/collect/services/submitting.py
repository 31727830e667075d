"""Answers are accepted exactly once; corrections stand beside what they correct."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from gavn.access.selectors import civil_today, require
from gavn.catalogue.pure.answers import cleaned
from gavn.catalogue.pure.relevance import still_required
from gavn.catalogue.selectors import instrument as instrument_named
from gavn.catalogue.selectors import worded
from gavn.collect.models import Occasion, Response, Revision
from gavn.collect.pure.outcome import HELPED_HOW, HELPERS, MODES
from gavn.collect.pure.sameness import digest_of, draft_key
from gavn.collect.selectors.answers import facts_known, with_facts
from gavn.collect.selectors.occasions import is_complete
from gavn.collect.services.occasions import open_next_status
from gavn.collect.services.registers import submitted
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.rights.selectors import says_of
from gavn.works.services import drop_drafts

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Instrument

EARLIEST = date(1900, 1, 1)
LONGEST_ID = 40
REASON = 300
ANSWERED = "This was answered already, with other answers. Look at both; what stands can be corrected."
"""What was sent differs from what stands."""


@dataclass(frozen=True)
class Submitted:
    """The revision that stands, and whether it had been accepted before."""

    revision: Revision
    repeated: bool


@dataclass(frozen=True, kw_only=True)
class NewAnswers:
    """One set of answers to be submitted: by whom to what, and how they were given."""

    occasion: Occasion
    instrument: str
    respondent: str
    answers: dict[str, Any]
    client_id: str
    mode: str
    language: str = "en"
    variant: str = ""
    helper: str = ""
    helped_how: str = ""
    answered_on: date | None = None
    seconds: int | None = None
    submitted_at: datetime | None = None


@dataclass(frozen=True)
class Checked:
    """Answers that may be stored, with the fingerprint by which a repeat is known."""

    sent: NewAnswers
    definition: Instrument
    answers: dict[str, Any]
    digest: str
    day: date


def checked(sent: NewAnswers, *, whole: bool = True) -> Checked:
    """The answers checked against their questions, filled with known facts, without the pointless ones.

    ``whole`` asks that what must be answered is; answers from elsewhere are taken as they were given.
    """
    definition = instrument_named(sent.instrument)
    _check_circumstances(sent, definition)
    day = sent.answered_on or civil_today()
    if not EARLIEST <= day <= civil_today():
        raise Refused("The day of the answers, {day}, cannot be.", day=day, field="answered_on")
    if not isinstance(sent.answers, Mapping):
        raise Refused("Answers come as a list of questions with their answers.", field="answers")
    answers = cleaned(definition, with_facts(definition, sent.answers, facts_known(sent.occasion.enrolment)))
    if whole:
        _check_whole(definition, answers)
    digest = digest_of(sent.occasion.public_id, sent.instrument, sent.respondent, answers)
    return Checked(sent, definition, answers, digest, day)


def _check_circumstances(sent: NewAnswers, definition: Instrument) -> None:
    if not 8 <= len(sent.client_id) <= LONGEST_ID or not sent.client_id.isalnum():
        raise Refused("The form has lost its number; open it again.", field="client_id")
    if sent.respondent not in definition.respondents:
        raise Refused("This form is not for this respondent.", field="respondent")
    if sent.mode not in MODES:
        raise Refused("Choose how the answers were given.", field="mode")
    if sent.helper and sent.helper not in HELPERS:
        raise Refused("Choose who helped.", field="helper")
    if sent.helped_how and sent.helped_how not in HELPED_HOW:
        raise Refused("Choose how they helped.", field="helped_how")


def _check_whole(definition: Instrument, answers: dict[str, Any]) -> None:
    known = {item.id for item in definition.items if item.known}
    if not set(answers) - known and len(known) < len(definition.items):
        raise Refused("Nothing was answered yet.", field="answers")
    missing = still_required(definition, answers)
    if missing:
        raise Refused("This question needs an answer.", field=missing[0])


def submit_response(*, by: User | None, owner: str = "", **sent: Any) -> Submitted:
    """Accept answers exactly once: the same again is the same, other answers are a conflict that shows both.

    ``sent`` are the fields of NewAnswers. ``by`` is nobody when a respondent answers with a code; ``owner``
    then says whose draft ends with it.
    """
    fresh = checked(NewAnswers(**sent))
    whose = owner or (by.public_id if by else "")
    try:
        return _submit_once(by, fresh, whose)
    except IntegrityError:
        # Another process was quicker by an instant; by now its answers can be seen.
        return _submit_once(by, fresh, whose)


@transaction.atomic
def _submit_once(by: User | None, fresh: Checked, owner: str) -> Submitted:
    sent = fresh.sent
    unit = sent.occasion.enrolment.unit
    if by is not None:
        require(by, "collect.answer", at=unit)
    Occasion.objects.unscoped("locked until written").select_for_update().order_by().values_list("pk").get(
        pk=sent.occasion.pk
    )
    answered, standing = _standing(fresh)
    if standing is not None:
        return Submitted(standing, repeated=True)
    _check_wanted(fresh)
    response = Response.objects.create(
        occasion=sent.occasion,
        instrument=fresh.definition.key,
        version=fresh.definition.version,
        respondent=sent.respondent,
    )
    words = worded(sent.instrument, sent.language, sent.variant)
    revision = first_revision(response, fresh, by, words.text_version)
    Revision.objects.bulk_create([revision])
    close_when_complete(sent.occasion, fresh.day, {*answered, (fresh.definition.key, sent.respondent)})
    drop_drafts([draft_key(sent.occasion.public_id, sent.instrument, sent.respondent, owner)])
    concerned = [sent.occasion.enrolment.individual.public_id]
    record(by, "collect.response_submitted", about=response, individuals=concerned, unit=unit, mode=sent.mode)
    submitted.tell(revisions=[revision], by=by)
    return Submitted(revision, repeated=False)


def _check_wanted(fresh: Checked) -> None:
    """Refuse answers to what the person said no to before the day on which they were given."""
    says = says_of(fresh.sent.occasion.enrolment.individual_id)
    if not says.may_ask(fresh.definition.key, fresh.sent.respondent, fresh.day):
        raise Refused("The person said no to this form. Nothing was kept.", field="answers")


def _standing(fresh: Checked) -> tuple[set[tuple[str, str]], Revision | None]:
    """What was answered on this occasion, and the revision that is the same; other answers are a conflict.

    Reads single columns in one query: this is done at every submit.
    """
    occasion = fresh.sent.occasion
    here = (occasion.pk, fresh.definition.key, fresh.sent.respondent)
    found = list(
        Revision.objects.unscoped("to see whether it came before")
        .filter(Q(client_id=fresh.sent.client_id) | Q(response__occasion=occasion.pk, current=True))
        .order_by("id")
        .values_list(
            "pk", "client_id", "digest", "response__occasion", "response__instrument", "response__respondent", "current"
        )
    )
    again = next((one for one in found if one[1] == fresh.sent.client_id), None)
    match = again or next((one for one in found if one[3:6] == here and one[6]), None)
    answered = {(one[4], one[5]) for one in found if one[3] == occasion.pk}
    if match is None:
        return answered, None
    revision = Revision.objects.unscoped("what came before").select_related("response__occasion").get(pk=match[0])
    if revision.digest != fresh.digest:
        raise Conflict(ANSWERED, mine=fresh.answers, theirs=revision.answers)
    return answered, revision


def first_revision(response: Response, fresh: Checked, by: User | None, text_version: int) -> Revision:
    """The revision that holds checked answers, not yet written."""
    sent = fresh.sent
    return Revision(
        response=response,
        number=1,
        client_id=sent.client_id,
        digest=fresh.digest,
        answers=fresh.answers,
        text_version=text_version,
        language=sent.language,
        mode=sent.mode,
        variant=sent.variant,
        helper=sent.helper,
        helped_how=sent.helped_how,
        answered_on=fresh.day,
        submitted_at=sent.submitted_at or now(),
        by=by,
        seconds=sent.seconds,
    )


def close_when_complete(occasion: Occasion, day: date, answered: set[tuple[str, str]]) -> None:
    """Mark an occasion as done once everything that is asked on it was answered."""
    if not is_complete(occasion, answered):
        return
    occasion.done_on, occasion.not_done, occasion.not_done_note, occasion.refused_on = day, "", "", None
    occasion.save(update_fields=["done_on", "not_done", "not_done_note", "refused_on"])
    open_next_status(occasion)


@transaction.atomic
def correct_response(
    *, by: User, response: Response, answers: dict[str, Any], reason: str, expected: int, client_id: str
) -> Submitted:
    """Put a corrected revision beside the answers that stood; ``expected`` is the revision it was made upon."""
    unit = response.occasion.enrolment.unit
    require(by, "collect.correct", at=unit)
    if not reason.strip() or len(reason) > REASON:
        raise Refused("Say in a few words why the answers are corrected.", field="reason")
    held = Response.objects.unscoped("locked until written").select_for_update().get(pk=response.pk)
    if held.struck_at is not None:
        raise Refused("These answers are struck out. Bring them back before you correct them.")
    standing = list(response.revisions.unscoped("of a seen response").select_related("response__occasion"))
    current = next(one for one in standing if one.current)
    fresh = checked(_as_sent(response, current, answers, client_id))
    again = next((one for one in standing if one.client_id == client_id), None)
    if again is not None and again.digest == fresh.digest:
        return Submitted(again, repeated=True)
    if again is not None or current.number != expected:
        raise Conflict("Somebody corrected these answers in the meantime.", mine=fresh.answers, theirs=current.answers)
    if current.digest == fresh.digest:
        raise Refused("The answers are the same as those that stand.", field="answers")
    revision = _follow(current, fresh, by, reason.strip())
    concerned = [response.occasion.enrolment.individual.public_id]
    record(by, "collect.response_corrected", about=response, individuals=concerned, unit=unit, number=revision.number)
    submitted.tell(revisions=[revision], by=by)
    return Submitted(revision, repeated=False)


def _as_sent(response: Response, current: Revision, answers: dict[str, Any], client_id: str) -> NewAnswers:
    return NewAnswers(
        occasion=response.occasion,
        instrument=f"{response.instrument}@{response.version}",
        respondent=response.respondent,
        answers=answers,
        client_id=client_id,
        mode=current.mode,
        language=current.language,
        variant=current.variant,
        helper=current.helper,
        helped_how=current.helped_how,
        answered_on=current.answered_on,
        seconds=current.seconds,
    )


def _follow(current: Revision, fresh: Checked, by: User, reason: str) -> Revision:
    """The next revision; the one before no longer counts."""
    revision = first_revision(current.response, fresh, by, current.text_version)
    revision.number, revision.reason = current.number + 1, reason
    Revision.objects.unscoped("of a seen response").filter(pk=current.pk).update(current=False)
    Revision.objects.bulk_create([revision])
    return revision
