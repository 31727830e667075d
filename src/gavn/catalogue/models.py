"""Texts of others that an administrator loaded, with the attestation of their licence."""

from __future__ import annotations

from django.db import models

from gavn.access.models import User
from gavn.kernel.clock import public_id


class LoadedPack(models.Model):
    """A text pack as it was loaded; never changed, only followed by a newer one."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    instrument = models.CharField(max_length=80, db_index=True)
    text_version = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    attestation = models.TextField()
    attested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["instrument", "-text_version"]
        constraints = [models.UniqueConstraint(fields=["instrument", "text_version"], name="pack_version_once")]
