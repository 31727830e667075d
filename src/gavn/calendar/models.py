"""Seasons of yearly work, reminders that were sent, addresses of feeds, and what services answered about their year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from gavn.access.models import Unit, User
from gavn.calendar.pure.seasons import DAYS, period_of
from gavn.kernel.clock import public_id

if TYPE_CHECKING:
    from gavn.kernel.periods import Period


class Season(models.Model):
    """One season of yearly work with a programme, for a region or organisation; ``year`` is what the figures tell of.

    ``snapshot`` is the id of the analysis store as it was frozen, empty until then; ``reminded`` the last of the two
    reminders that went out.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    programme = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    opens = models.DateField()
    reminds = models.DateField()
    again = models.DateField()
    freezes = models.DateField()
    audit = models.DateField()
    hearing = models.DateField()
    publishes = models.DateField()
    snapshot = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reminded = models.CharField(max_length=10, blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "programme", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "unit", "year"], name="one_season_a_year"),
            models.CheckConstraint(
                condition=models.Q(snapshot="", frozen_at__isnull=True)
                | (~models.Q(snapshot="") & models.Q(frozen_at__isnull=False)),
                name="frozen_season_has_a_snapshot",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("season", args=[self.public_id])

    @property
    def days(self) -> dict[str, date]:
        """The days of the season by name, in their order."""
        return {key: getattr(self, key) for key in DAYS}

    @property
    def period(self) -> Period:
        """The year whose figures this season is about."""
        return period_of(self.year)


class Reminder(models.Model):
    """At a service somebody was reminded of what waits there: once a week at most; nobody's person is named."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    week = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    colleagues = models.PositiveIntegerField()
    occasions = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["unit", "week"], name="one_reminder_a_week")]


class Feed(models.Model):
    """The secret address under which a calendar programme reads what is due for somebody; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(ended_at__isnull=True), name="one_feed_a_user")
        ]


class ServiceYear(models.Model):
    """What a service answers about one of its years, to one questionnaire."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    instrument = models.CharField(max_length=80)

    class Meta:
        ordering = ["-year", "instrument"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "instrument"], name="one_answer_a_service_year")]


class ServiceYearRevision(models.Model):
    """The answers as they were given or corrected; never changed. No person is named in them."""

    about = models.ForeignKey(ServiceYear, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    version = models.PositiveIntegerField()
    answers = models.JSONField()
    language = models.CharField(max_length=5)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["about", "number"]
        constraints = [
            models.UniqueConstraint(fields=["about", "number"], name="service_year_revision_once"),
            models.UniqueConstraint(
                fields=["about"], condition=models.Q(current=True), name="one_current_service_year"
            ),
        ]
