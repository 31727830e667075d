"""What readers chose for themselves."""

from __future__ import annotations

from django.db import models

from gavn.access.models import User


class DigestChoice(models.Model):
    """How often somebody wants a mail that counts what waits, and the period for which the last one was written."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="digest_choice")
    every = models.CharField(max_length=6, default="never")
    period = models.CharField(max_length=10, blank=True)
