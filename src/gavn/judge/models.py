"""Audit meetings: what was looked at, what people wrote and decided, who was heard; nobody served is named in any."""

from __future__ import annotations

from django.db import models

from gavn.access.models import Unit, User
from gavn.kernel.clock import public_id


class AuditMeeting(models.Model):
    """A meeting that interprets a programme's frozen figures for one part of the tree, and decides.

    ``state`` is what was done last: planned, quality, interpretation, hearing, published. ``version`` counts every
    change of what will be published; a release must be of the version that was asked for.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    programme = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10)
    held_on = models.DateField()
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=15, default="planned", db_index=True)
    version = models.PositiveIntegerField(default=1)
    snapshot = models.CharField(max_length=64, blank=True)
    frozen_on = models.DateField(null=True)
    frozen_at = models.DateTimeField(null=True)
    quality = models.JSONField(default=list)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    hearing_until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="audit_meeting_has_a_season"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False, signed_at__isnull=False),
                name="published_audit_meeting_was_signed_off",
            ),
        ]


class MeetingService(models.Model):
    """A service whose stays the frozen figures count; it is heard."""

    meeting = models.ForeignKey(AuditMeeting, on_delete=models.PROTECT, related_name="services")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "unit"], name="meeting_service_once")]


class Participant(models.Model):
    """Somebody who takes part, and as what; with an account they read and write, without one they are only named."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(AuditMeeting, on_delete=models.PROTECT, related_name="participants")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=15)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"], condition=models.Q(left_at=None), name="participant_once_a_meeting"
            )
        ]


class PackFigure(models.Model):
    """One indicator as it was frozen: its words and its numbers, in ``frozen``."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(AuditMeeting, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=100)
    place = models.PositiveSmallIntegerField()
    frozen = models.JSONField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="figure_once_a_meeting")]


class Interpretation(models.Model):
    """What people wrote beside a figure, of one kind; it travels with its figure."""

    figure = models.ForeignKey(PackFigure, on_delete=models.PROTECT, related_name="interpretations")
    kind = models.CharField(max_length=15)
    text = models.TextField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["figure", "kind"], name="one_text_of_a_kind_beside_a_figure")]


class MeetingDecision(models.Model):
    """What a meeting decided, why, and on which figure; without one, on the whole."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(AuditMeeting, on_delete=models.PROTECT, related_name="decisions")
    figure = models.ForeignKey(PackFigure, null=True, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=300)
    why = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]


class HearingComment(models.Model):
    """What somebody who is heard said, on a figure or on the whole, and the answer to it."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(AuditMeeting, on_delete=models.PROTECT, related_name="comments")
    figure = models.ForeignKey(PackFigure, null=True, on_delete=models.PROTECT, related_name="comments")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class LearningMeeting(models.Model):
    """What was learned when the published meeting was talked over with those whose work it is about."""

    meeting = models.ForeignKey(AuditMeeting, on_delete=models.PROTECT, related_name="learning")
    held_on = models.DateField()
    who = models.CharField(max_length=300)
    learned = models.TextField()
    taken_up = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "id"]


class MeetingStep(models.Model):
    """One step of a meeting's way: what, by whom, when, and in whose words; never changed."""

    meeting = models.ForeignKey(AuditMeeting, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
