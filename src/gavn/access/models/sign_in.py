"""How people come in: invitations, and the reviews of what they may."""

from __future__ import annotations

from django.db import models

from gavn.access.models.users import RoleHeld, User
from gavn.kernel.clock import public_id


class StaffInvitation(models.Model):
    """A link with which somebody signs in for the first time, or again after they lost their device."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    links_only = models.BooleanField(default=False, help_text="Links an identity provider anew, and nothing else.")

    class Meta:
        ordering = ["-made_at"]


class RoleReview(models.Model):
    """Somebody looked at a role and found that it is still needed."""

    held = models.ForeignKey(RoleHeld, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["held", "on"], name="role_reviewed_once_a_day")]
