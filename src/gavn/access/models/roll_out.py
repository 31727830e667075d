"""In which steps a service begins to work with gavn."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gavn.access.models.tree import Unit


class RollOut(models.Model):
    """From which day a service keeps base data, asks its questionnaires, and compares; without a row: all of it."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="roll_out")
    base = models.DateField()
    questions = models.DateField(null=True)
    comparison = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(questions__isnull=True) & Q(comparison__isnull=True))
                | (Q(questions__gte=F("base")) & (Q(comparison__isnull=True) | Q(comparison__gte=F("questions")))),
                name="roll_out_in_order",
            )
        ]
