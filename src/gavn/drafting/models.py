"""Drafts of an organisation's own definitions; what is published lies in the catalogue and never changes."""

from __future__ import annotations

from django.db import models

from gavn.access.models import Unit, User
from gavn.kernel.clock import public_id


class Draft(models.Model):
    """A text that is being written; ``full_key`` is what it will be called, ``state`` whether it is still written.

    ``published`` is the random id of the version it became.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    full_key = models.CharField(max_length=110)
    text = models.TextField()
    state = models.CharField(max_length=10, default="draft", db_index=True)
    published = models.CharField(max_length=32, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "full_key"], condition=models.Q(state="draft"), name="one_draft_of_a_version"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "dropped"], published="")
                | (models.Q(state="published") & ~models.Q(published="")),
                name="published_draft_says_as_what",
            ),
        ]
