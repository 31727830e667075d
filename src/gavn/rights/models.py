"""What was told and agreed with a person: information, representatives, contacts, their say, how they communicate."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gavn.access.models import ScopedModel, Unit, User
from gavn.kernel.clock import public_id
from gavn.people.models import Individual


class PersonsRow(ScopedModel):
    """A row about one person; what is said in words is sealed under the key of the data controller."""

    unit_path = "individual__enrolments__unit"
    unit_path_many = True

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    individual = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(default=b"")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    came_with = models.JSONField(default=list)

    class Meta:
        abstract = True


class Told(PersonsRow):
    """What the person, or somebody for them, was told: about what, how, on which day."""

    day = models.DateField()
    about = models.JSONField(default=list)
    how = models.JSONField(default=list)
    whom = models.JSONField(default=list)

    class Meta:
        ordering = ["-day", "-id"]


class Representative(PersonsRow):
    """Somebody who may speak for the person, in what, from one day to another; name and phone are sealed."""

    kind = models.CharField(max_length=20)
    scope = models.JSONField(default=list)
    first = models.DateField()
    last = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="representative_ends_after_start"
            )
        ]


class Contact(PersonsRow):
    """Somebody near the person, and whether the person agrees that they are asked; name and phone are sealed."""

    relation = models.CharField(max_length=20)
    agreed = models.CharField(max_length=10, default="unasked")
    agreed_on = models.DateField(null=True)
    last = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]


class Decision(PersonsRow):
    """The person says no: is not asked, is not counted, or takes back what was answered.

    An empty ``instrument`` means every form, an empty ``respondent`` whoever answers about the person.
    """

    kind = models.CharField(max_length=12)
    instrument = models.CharField(max_length=80, blank=True)
    respondent = models.CharField(max_length=20, blank=True)
    said_by = models.ForeignKey(Representative, null=True, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["first", "id"]
        indexes = [models.Index(fields=["individual", "kind"], name="decision_of_individual")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("first")), name="decision_ends_after_start"
            )
        ]


class Profile(PersonsRow):
    """One version of how the person communicates; never changed."""

    number = models.PositiveIntegerField()
    tools = models.JSONField(default=list)
    variant = models.CharField(max_length=10, blank=True)
    mode = models.CharField(max_length=20, blank=True)
    revise_on = models.DateField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["individual", "number"], name="profile_version_once")]

    @property
    def revision(self) -> int:
        """What a form that was made upon this version names."""
        return self.number


class Involvement(PersonsRow):
    """How much the person wants to decide in one area, and what staff think; the newest of an area holds."""

    area = models.CharField(max_length=20)
    wished = models.CharField(max_length=12)
    staff = models.CharField(max_length=12, blank=True)
    day = models.DateField()

    class Meta:
        ordering = ["area", "-day", "-id"]


class Ground(PersonsRow):
    """Whether the person is here of their own will, from one day to another, and by which ground if not."""

    kind = models.CharField(max_length=12)
    first = models.DateField()
    last = models.DateField(null=True)

    class Meta:
        ordering = ["-first", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="ground_ends_after_start"
            )
        ]


class Hold(PersonsRow):
    """A reason for which nothing of the person may be erased, from one day to another; why and for whom is sealed."""

    kind = models.CharField(max_length=12)
    first = models.DateField()
    until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-first", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("first")), name="hold_ends_after_start"
            )
        ]


class RetentionRule(ScopedModel):
    """How many months something is kept at a node and below it, and on which ground; the newest of a node holds.

    An empty ``programme`` means every programme.
    """

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12)
    programme = models.CharField(max_length=80, blank=True)
    months = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=500)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["unit__path", "what", "programme"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "what", "programme"], condition=Q(ended_at__isnull=True), name="one_rule_at_a_time"
            )
        ]


class DueList(ScopedModel):
    """What is due to go at a node by its rules, as somebody wrote it down; nothing goes before it is released."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    erased = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    things = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]


class Due(PersonsRow):
    """One person on a list of what is due to go; who takes them off it says why."""

    on = models.ForeignKey(DueList, on_delete=models.PROTECT, related_name="persons")
    since = models.DateField()
    months = models.PositiveSmallIntegerField()
    excluded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [models.UniqueConstraint(fields=["on", "individual"], name="due_once_a_list")]


class Erasure(ScopedModel):
    """That a person was erased: where, why, who asked and who released it; nothing that leads to the person."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12)
    asked_for = models.CharField(max_length=16)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digests = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
