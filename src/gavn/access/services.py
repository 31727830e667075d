"""Writes of the tree, its users and their roles."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gavn.access.models import RoleHeld, Unit, User
from gavn.access.pure.roles import ROLES
from gavn.access.selectors import civil_today, require
from gavn.history.services import record
from gavn.kernel.errors import Refused


@transaction.atomic
def add_unit(*, by: User | None, name: str, kind: str, under: Unit | None = None, controller: bool = False) -> Unit:
    """Add a node to the tree. ``by`` is nobody only while an installation is set up."""
    if by is not None:
        require(by, "access.shape", at=under)
    if under is not None and under.kind == Unit.Kind.UNIT and kind != Unit.Kind.UNIT:
        raise Refused("A {kind} cannot lie below a unit.", kind=kind, field="kind")
    fields = {"name": name, "kind": kind, "controller": controller}
    if under is None:
        unit: Unit = Unit.objects.add_root(fields)
    else:
        unit = Unit.objects.add_child(Unit.objects.get(pk=under.pk), fields)
    record(by, "access.unit_added", about=unit, unit=under)
    return unit


@transaction.atomic
def rename_unit(*, by: User, unit: Unit, name: str) -> Unit:
    """Give a node another name."""
    require(by, "access.shape", at=unit)
    unit.name = name
    unit.save(update_fields=["name"])
    record(by, "access.unit_renamed", about=unit, unit=unit)
    return unit


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
def give_role(
    *, by: User | None, user: User, role: str, at: Unit, first: date | None = None, last: date | None = None
) -> RoleHeld:
    """Let a user hold a role at a node from one day to another."""
    if by is not None:
        require(by, "access.shape", at=at)
    if role not in ROLES:
        raise Refused("There is no role {role}.", role=role, field="role")
    first = first or civil_today()
    if last is not None and last < first:
        raise Refused("The role ends on {last}, before it begins.", last=last, field="last")
    held = RoleHeld.objects.create(user=user, unit=at, role=role, first=first, last=last)
    record(by, "access.role_given", about=user, unit=at, role=role)
    return held


@transaction.atomic
def end_role(*, by: User, held: RoleHeld, last: date) -> RoleHeld:
    """Let a role end with a day."""
    require(by, "access.shape", at=held.unit)
    if last < held.first:
        raise Refused("The role ends on {last}, before it begins.", last=last, field="last")
    held.last = last
    held.save(update_fields=["last"])
    record(by, "access.role_ended", about=held.user, unit=held.unit, role=held.role)
    return held


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
