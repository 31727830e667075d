"""Individuals, their vault, their stays, interventions and goals."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from gavn.access.models import ScopedModel, Unit, User
from gavn.kernel.clock import public_id
from gavn.kernel.dates import PartialDate


class Individual(ScopedModel):
    """The person a service is for. Names and numbers are in the vault; here stands what counting needs."""

    unit_path = "enrolments__unit"
    unit_path_many = True

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    controller = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=10, default="unknown")
    language = models.CharField(max_length=5, default="en")
    protected = models.BooleanField(default=False)
    died_on = models.CharField(max_length=10, blank=True)
    dead = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    def get_absolute_url(self) -> str:
        return reverse("overview", args=[self.public_id])


class VaultEntry(ScopedModel):
    """Name, national number and address of an individual, sealed."""

    unit_path = "individual__enrolments__unit"
    unit_path_many = True

    individual = models.OneToOneField(Individual, on_delete=models.PROTECT, related_name="vault")
    controller = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    number_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "number_hash"], condition=~Q(number_hash=""), name="one_individual_a_number"
            )
        ]


class NameToken(ScopedModel):
    """A keyed hash of a part of a name, so that people can be found without reading the vault."""

    unit_path = "individual__enrolments__unit"
    unit_path_many = True

    individual = models.ForeignKey(Individual, on_delete=models.CASCADE, related_name="name_tokens")
    token = models.CharField(max_length=24, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["individual", "token"], name="name_token_once")]


class Enrolment(ScopedModel):
    """One stay of one individual in one service, from entry to exit."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    individual = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="enrolments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="enrolments")
    entered = models.CharField(max_length=10, blank=True)
    entered_on = models.DateField(null=True, db_index=True)
    exited = models.CharField(max_length=10, blank=True)
    exited_on = models.DateField(null=True, db_index=True)
    closed = models.BooleanField(default=False)
    exit_reason = models.CharField(max_length=20, blank=True)
    already_there = models.BooleanField(default=False)
    measured_from = models.DateField()
    contact = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="contact_for")
    deputy = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="deputy_for")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-entered_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exited_on__isnull=True) | Q(entered_on__isnull=True) | Q(exited_on__gte=F("entered_on")),
                name="exit_after_entry",
            )
        ]

    @property
    def entry(self) -> PartialDate:
        """The day of entry as far as it is known."""
        return PartialDate.parse(self.entered)

    @property
    def exit(self) -> PartialDate:
        """The day of exit as far as it is known."""
        return PartialDate.parse(self.exited)


class Merge(ScopedModel):
    """Two records found to be one person: the stays of ``other`` stand with ``kept`` until that is taken back."""

    unit_path = "kept__enrolments__unit"
    unit_path_many = True

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    kept = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="merges")
    other = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="merged")
    stays = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["other"], condition=Q(undone_at__isnull=True), name="merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="merged_with_another"),
        ]


class Placement(ScopedModel):
    """The unit within a service where a person stayed from one day to another."""

    unit_path = "enrolment__unit"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField(null=True)

    class Meta:
        ordering = ["first", "id"]


class Goal(ScopedModel):
    """What the person wants to reach, in their own words."""

    unit_path = "enrolment__unit"

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="goals")
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="sub_goals")
    words = models.TextField()
    area = models.CharField(max_length=20)
    direction = models.CharField(max_length=12, default="improve")
    agreements = models.TextField(blank=True)
    parties = models.TextField(blank=True)
    municipal_plan = models.CharField(max_length=200, blank=True)
    set_on = models.DateField()
    review_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["ended_on", "set_on", "id"]


class GoalRating(ScopedModel):
    """How near the goal is, from 0 (not at all) to 10 (reached), as the person says."""

    unit_path = "goal__enrolment__unit"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ratings")
    day = models.DateField()
    value = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "id"]
        constraints = [models.CheckConstraint(condition=Q(value__lte=10), name="rating_0_to_10")]


class Intervention(ScopedModel):
    """What the service does for the person, from one day to another."""

    unit_path = "enrolment__unit"

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="interventions")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="interventions")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    intensity = models.CharField(max_length=120, blank=True)
    first = models.DateField()
    last = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="intervention_ends_after_start"
            )
        ]


class PlanVersion(ScopedModel):
    """How a goal or an intervention stood before somebody changed it."""

    unit_path = "enrolment__unit"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="plan_versions")
    subject = models.CharField(max_length=32, db_index=True)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["subject", "number"]
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="plan_version_once")]


class PersonWord(models.Model):
    """Which word a service uses for the persons it is for, per language."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="person_words")
    language = models.CharField(max_length=5)
    word = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "language"], name="person_word_once")]


class Absence(models.Model):
    """Somebody is away from one day to another, and a deputy sees what waits for them."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stands_in")
    first = models.DateField()
    last = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="absence_ends_after_start"),
            models.CheckConstraint(condition=~Q(user=F("deputy")), name="nobody_stands_in_for_themselves"),
        ]


class HandedOver(models.Model):
    """Stays whose contact somebody became in one go, by public ids; each with who was contact and deputy before."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    taker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="handed_over_to")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    stays = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
