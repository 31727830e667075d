"""What people made of a service's figures."""

from __future__ import annotations

from django.db import models

from gavn.access.models import Unit, User
from gavn.kernel.clock import public_id


class Reading(models.Model):
    """What do we make of this: a text about one service and period, which is done when somebody signs it.

    ``snapshot`` names the figures that were read, as the analysis store had them.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    text = models.TextField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    snapshot = models.CharField(max_length=64)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "first", "last"], name="one_reading_a_period"),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="reading_has_a_period"),
        ]


class Publication(models.Model):
    """A report as it was frozen to be made public: its files, who asked, from when to when everybody may read it.

    ``files`` names the stored file of each form. Public once published and not withdrawn.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    language = models.CharField(max_length=5)
    snapshot = models.CharField(max_length=64)
    files = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="publication_has_a_period")
        ]
