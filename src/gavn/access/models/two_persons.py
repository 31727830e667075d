"""What one person asks for and another releases, before it is done."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gavn.access.models.tree import Unit
from gavn.access.models.users import User
from gavn.kernel.clock import public_id


class TwoPersonAct(models.Model):
    """An act that waits for a second person, or what became of it; reason and answer are sealed.

    ``about`` and ``individuals`` hold public ids, ``terms`` ids, codes and days: never a personal value.
    """

    class Verdict(models.TextChoices):
        YES = "yes"
        NO = "no"
        TAKEN_BACK = "taken_back"
        OVER = "over"

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    individuals = models.JSONField(default=list)
    terms = models.JSONField(default=dict)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(default=b"")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True)
    executed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "asked_by"], condition=Q(verdict=""), name="two_person_act_asked_once"
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=("yes", "no")) | ~Q(decided_by=F("asked_by")),
                name="two_person_act_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(executed_at__isnull=True) | Q(verdict="yes", decided_by__isnull=False),
                name="two_person_act_executed_when_released",
            ),
        ]
