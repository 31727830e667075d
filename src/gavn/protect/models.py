"""Openings of what is masked, and look-ups drawn by lot for a manager to read."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gavn.access.models import ScopedModel, Unit, User
from gavn.kernel.clock import public_id
from gavn.people.models import Individual


class Unmasking(ScopedModel):
    """What one user may read of one person from a moment to another, because two persons agreed to it."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    individual = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=32, unique=True)
    what = models.CharField(max_length=10)
    purpose = models.CharField(max_length=80)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("began_at")), name="unmasking_ends")]


class LookSample(models.Model):
    """The look-ups of one month at one service that the lot fell on; the seed lets anybody draw them again."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    seed = models.BigIntegerField()
    wanted = models.PositiveIntegerField()
    population = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["-month", "unit__path"]
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="look_sample_once_a_month")]


class SampledLook(ScopedModel):
    """One look-up of a sample: who saw whom, when, where and what for; what the manager found. Words are sealed.

    ``event`` is the line's number in the history, whose old lines are let go one day.
    """

    unit_path = "sample__unit"

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    sample = models.ForeignKey(LookSample, on_delete=models.PROTECT, related_name="looks")
    individual = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="+")
    event = models.BigIntegerField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    page = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    relation = models.CharField(max_length=10)
    verdict = models.CharField(max_length=12, blank=True)
    sealed = models.BinaryField(default=b"")
    judged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(judged_by=F("user")), name="nobody_judges_their_own_look"),
            models.UniqueConstraint(fields=["sample", "event"], name="look_sampled_once"),
        ]
