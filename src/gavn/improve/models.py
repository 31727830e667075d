"""Actions: what a unit does about something, who, until when; nobody served is named in any."""

from __future__ import annotations

from django.db import models

from gavn.access.models import Unit, User
from gavn.kernel.clock import public_id


class Action(models.Model):
    """Something a unit does: who is responsible, until when, and by which measure one will see it.

    ``decided`` is the decision of an audit meeting it answers to; ``measure`` the full key of an indicator.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    decided = models.ForeignKey("judge.MeetingDecision", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    what = models.TextField()
    responsible = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(db_index=True)
    measure = models.CharField(max_length=100, blank=True)
    target = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="open", db_index=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", ended_at__isnull=True)
                | (~models.Q(state="open") & models.Q(ended_at__isnull=False)),
                name="ended_action_says_when",
            )
        ]


class ActionStep(models.Model):
    """One step of an action: opened, changed, a note of progress, done, dropped, taken up again; never changed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
