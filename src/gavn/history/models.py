"""Lines of history and the seals over them. Ids are text; personal values never stand here."""

from __future__ import annotations

from typing import Any

from django.db import models

from gavn.history.pure.chain import line_digest


class Seal(models.Model):
    """A batch of lines closed into the chain."""

    digest = models.CharField(max_length=64)
    lines = models.PositiveIntegerField()
    last_event = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class Event(models.Model):
    """One line: who did or saw what, about whom, where, why and when."""

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=40, blank=True, db_index=True)
    kind = models.CharField(max_length=80, db_index=True)
    about = models.CharField(max_length=40, blank=True, db_index=True)
    unit = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    individuals = models.JSONField(default=list)
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    seal = models.BigIntegerField(null=True, db_index=True)
    # What proves that gavn itself blanked out an id in this line; empty for a line as it was written.
    blanked = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["id"]

    @property
    def recomputed(self) -> str:
        """The digest of the line as it stands now."""
        return line_digest(self.line)

    @property
    def line(self) -> dict[str, Any]:
        """All that the seal protects."""
        return {
            "at": self.at.isoformat(),
            "by": self.by,
            "kind": self.kind,
            "about": self.about,
            "unit": self.unit,
            "purpose": self.purpose,
            "individuals": self.individuals,
            "detail": self.detail,
        }


class Concerned(models.Model):
    """An individual whom a line concerns; the way from a person to who looked."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="concerned")
    individual = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "individual"], name="concerned_once")]
