"""Who signs in, and which roles they hold where and when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.http import HttpRequest

from gavn.access.models.tree import Unit
from gavn.kernel.clock import public_id


class UserManager(BaseUserManager["User"]):
    """Finds users by the address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who works with gavn; what they may do follows from their roles alone."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="en")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class RoleHeld(models.Model):
    """A role somebody holds at a node of the tree and below it, from one day to another."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=30)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["user__name", "role"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__isnull=True) | models.Q(last__gte=models.F("first")),
                name="role_ends_after_start",
            )
        ]


class StaffRequest(HttpRequest):
    """A request behind the page guard: somebody is signed in. For the types of views only."""

    user: User
