"""Occasions, responses and their revisions, invitations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gavn.access.models import ScopedModel, Unit, User
from gavn.kernel.clock import public_id
from gavn.people.models import Enrolment


class ServiceProgramme(models.Model):
    """Which programme a service works with, from which day, and which outcome measures it chose."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="programmes")
    programme = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    chosen = models.JSONField(default=list)
    status_every = models.PositiveSmallIntegerField(null=True)
    first = models.DateField()
    last = models.DateField(null=True)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(last__isnull=True), name="one_programme_at_a_time")
        ]


class Occasion(ScopedModel):
    """A moment at which questions are due within a stay."""

    unit_path = "enrolment__unit"
    asked: bool  # beside the row where a selector says whether the service's roll-out had come so far

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="occasions")
    programme = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    month = models.SmallIntegerField(null=True)
    baseline = models.BooleanField(default=False)
    due = models.DateField(db_index=True)
    closes = models.DateField()
    done_on = models.DateField(null=True)
    not_done = models.CharField(max_length=20, blank=True)
    not_done_note = models.CharField(max_length=300, blank=True)
    refused_on = models.DateField(null=True)
    discussed_on = models.DateField(null=True)
    discussed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due", "id"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "kind", "number"], name="occasion_once")]


class Response(ScopedModel):
    """One set of answers by one respondent to one instrument on one occasion; struck out, none of it counts."""

    unit_path = "occasion__enrolment__unit"

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="responses")
    instrument = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    respondent = models.CharField(max_length=20)
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    struck_why = models.CharField(max_length=20, blank=True)
    moved_to = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="moved_from")

    class Meta:
        constraints = [
            # What was struck out leaves its place to other answers.
            models.UniqueConstraint(
                fields=["occasion", "instrument", "respondent"],
                condition=Q(struck_at__isnull=True),
                name="one_standing_response",
            )
        ]


class Revision(ScopedModel):
    """The answers as they were submitted or corrected; never changed."""

    unit_path = "response__occasion__enrolment__unit"

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    client_id = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64)
    answers = models.JSONField()
    text_version = models.PositiveIntegerField(default=1)
    language = models.CharField(max_length=5)
    mode = models.CharField(max_length=20)
    variant = models.CharField(max_length=10, blank=True)
    helper = models.CharField(max_length=20, blank=True)
    helped_how = models.CharField(max_length=20, blank=True)
    answered_on = models.DateField()
    submitted_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    seconds = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["response", "number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="revision_once"),
            models.UniqueConstraint(fields=["response"], condition=Q(current=True), name="one_current_revision"),
        ]


class Invitation(ScopedModel):
    """A link or code with which a respondent answers without an account."""

    unit_path = "occasion__enrolment__unit"

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="invitations")
    respondent = models.CharField(max_length=20)
    code_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=5)
    variant = models.CharField(max_length=10, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_on = models.DateField()
    opened_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class WrongCode(models.Model):
    """Somewhere a code was tried that opens nothing; forgotten after a day."""

    place = models.CharField(max_length=32, db_index=True)
    at = models.DateTimeField()
