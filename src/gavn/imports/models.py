"""Files that were brought in."""

from __future__ import annotations

from django.db import models

from gavn.access.models import User
from gavn.kernel.clock import public_id


class Import(models.Model):
    """A file brought in from another system: looked at first, then taken whole or not at all."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.CharField(max_length=32)
    mapping = models.TextField()
    state = models.CharField(max_length=10, default="looked_at")
    progress = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
