"""Sign-in with an address and a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

if TYPE_CHECKING:
    from gavn.access.models import User


class PasswordBackend(BaseBackend):
    """Knows users by address and password; roles decide everything else."""

    def authenticate(
        self, request: HttpRequest | None, email: str = "", password: str = "", **_rest: object
    ) -> User | None:
        user = get_user_model().objects.filter(email__iexact=email).first()
        if user is None:
            make_password(password)  # takes as long as a real check, so that addresses cannot be guessed by time
            return None
        return user if user.is_active and user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        return get_user_model().objects.filter(pk=user_id, is_active=True).first()
