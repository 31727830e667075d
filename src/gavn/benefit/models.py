"""Who acknowledged a month's results, and what was proposed to be asked; no person is named in either."""

from __future__ import annotations

from django.db import models

from gavn.access.models import Unit, User
from gavn.kernel.clock import public_id


class Acknowledgement(models.Model):
    """A manager has read a month's results and answers the team in one line; it stays as it was said."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    answer = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="month_acknowledged_once")]


class Proposal(models.Model):
    """A question somebody would like to have answered: what, why, how, what must be solved; and where it stands."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    wanted = models.CharField(max_length=600)
    why = models.CharField(max_length=600)
    how = models.CharField(max_length=600, blank=True)
    solve = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default="new", db_index=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    form = models.CharField(max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into__isnull=True)),
                name="merged_says_into_what",
            )
        ]


class Step(models.Model):
    """One step of a proposal's way: where it went, by whom, why; never changed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=600, blank=True)
    form = models.CharField(max_length=80, blank=True)
    merged_into = models.ForeignKey(Proposal, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
