"""Scores of responses, and the tasks that critical answers open."""

from __future__ import annotations

from django.db import models

from gavn.access.models import ScopedModel, Unit, User
from gavn.collect.models import Revision
from gavn.kernel.clock import public_id


class ScoreRow(ScopedModel):
    """What one revision scored; never updated. ``value`` is empty where too many items were missing."""

    unit_path = "revision__response__occasion__enrolment__unit"

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="scores")
    score = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    value = models.FloatField(null=True)
    answered = models.PositiveSmallIntegerField()
    items = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "score", "version"], name="score_once")]


class OwnNorm(models.Model):
    """A norm computed from the own sample, labelled so wherever it is used."""

    instrument = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    score = models.CharField(max_length=40)
    mean = models.FloatField()
    sd = models.FloatField()
    reliability = models.FloatField(null=True)
    n = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]


class CriticalRoute(models.Model):
    """Who at a service hears of a critical answer, who else when nobody reacts, and what local help there is."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="critical_route")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    hours = models.PositiveSmallIntegerField(default=24)
    local_help = models.JSONField(default=dict)


class CriticalTask(ScopedModel):
    """A critical answer that somebody must act on; closed only with what was done."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="critical_tasks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    recipient = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    escalates_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done = models.TextField(blank=True)

    class Meta:
        ordering = ["closed_at", "opened_at"]
        constraints = [models.UniqueConstraint(fields=["revision", "rule"], name="critical_once")]
