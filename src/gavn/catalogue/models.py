"""Texts of others that an administrator loaded, and definitions that organisations published themselves."""

from __future__ import annotations

from django.db import models

from gavn.access.models import Unit, User
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


class OwnDefinition(models.Model):
    """A version of an organisation's own instrument, programme or indicator: the text as it was published.

    The text never changes; ``series`` says whether the figures of the version before go on. A retired version stays
    readable for those who use it.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=8)
    series_why = models.TextField(blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    retired_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    retired_why = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "key", "version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="own_version_once"),
            models.CheckConstraint(condition=~models.Q(key__startswith="gavn/"), name="own_shadows_no_file"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["instruments", "programmes", "indicators"]), name="own_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(series="first", version=1)
                | models.Q(series="bridges", version__gt=1)
                | (models.Q(series="breaks", version__gt=1) & ~models.Q(series_why="")),
                name="own_bridges_or_breaks",
            ),
            models.CheckConstraint(
                condition=models.Q(retired_at__isnull=True, retired_by__isnull=True, retired_why="")
                | (models.Q(retired_at__isnull=False, retired_by__isnull=False) & ~models.Q(retired_why="")),
                name="own_retired_says_why",
            ),
        ]

    @property
    def full_key(self) -> str:
        """``owner/name@version``."""
        return f"{self.key}@{self.version}"
