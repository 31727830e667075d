"""Questions that a programme's yearly report led to, and their answers."""

from __future__ import annotations

from django.db import models

from gavn.access.models import User
from gavn.judge.models import AuditMeeting
from gavn.kernel.clock import public_id


class Question(models.Model):
    """One question back from somebody who read a yearly report, and the answer that all its readers see."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(AuditMeeting, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=600)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="answered_question_has_an_answer",
            ),
        ]
