"""Accounts: added, changed, closed and opened again."""

from __future__ import annotations

from django.db import transaction

from gavn.access.models import RoleHeld, User
from gavn.access.selectors import civil_today, current, require, require_account
from gavn.history.services import record
from gavn.kernel.errors import Refused


@transaction.atomic
def add_user(*, by: User | None, email: str, name: str, language: str = "en", password: str | None = None) -> User:
    """Add somebody who works with gavn; without a password they cannot sign in with one."""
    if by is not None:
        require(by, "access.shape")
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("Somebody with the address {email} is here already.", email=email, field="email")
    user = User(email=email, name=name, language=language)
    user.set_password(password)
    user.save()
    record(by, "access.user_added", about=user)
    return user


@transaction.atomic
def choose_language(*, by: User, language: str) -> None:
    """Remember the language somebody reads in."""
    by.language = language
    by.save(update_fields=["language"])
    record(by, "access.language_chosen", about=by)


@transaction.atomic
def change_password(*, by: User, password: str) -> None:
    """Let somebody sign in with another password from now on."""
    by.set_password(password)
    by.save(update_fields=["password"])
    record(by, "access.password_changed", about=by)


@transaction.atomic
def close_account(*, by: User, user: User) -> User:
    """Let somebody who leaves open nothing any more: from the next request on, on every device."""
    require_account(by, user)
    if user == by:
        raise Refused("You cannot close your own account; ask another administrator.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    today = civil_today()
    for held in RoleHeld.objects.filter(current(today), user=user):
        held.last = today
        held.save(update_fields=["last"])
    record(by, "access.account_closed", about=user)
    return user


@transaction.atomic
def open_account(*, by: User, user: User) -> User:
    """Open a closed account again; roles must be given anew."""
    require_account(by, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by, "access.account_opened", about=user)
    return user
