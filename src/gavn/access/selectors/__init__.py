"""Who may do what where, and the tree as somebody may see it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from gavn.access.models import RoleHeld, StaffInvitation, Unit, User
from gavn.access.models.reach import civil_today, current, roles_held, units_where
from gavn.access.pure.roles import ROLES, RoleKind, roles_with
from gavn.kernel.clock import now
from gavn.works.gateways import keyed_hash

__all__ = ["civil_today", "current", "roles_held", "units_where"]


def may(user: User, permission: str, *, at: Unit | None = None) -> bool:
    """Whether the user may do this at a node; without a node: anywhere."""
    if not user.is_active:
        return False
    wanted = roles_with(permission)
    return any(held.role in wanted and (at is None or at.path.startswith(held.unit.path)) for held in roles_held(user))


def require(user: User, permission: str, *, at: Unit | None = None) -> None:
    """Raise PermissionDenied unless the user may do this at the node."""
    if not may(user, permission, at=at):
        raise PermissionDenied(permission)


def purpose_of(user: User, permission: str) -> str:
    """For which purpose the user does this: that of the first role that allows it."""
    wanted = roles_with(permission) if permission else frozenset(ROLES)
    return next((ROLES[held.role].purpose.msgid for held in roles_held(user) if held.role in wanted), "")


def services_where(user: User, permission: str) -> QuerySet[Unit]:
    """The services at which the user has the permission today, in the order of the tree."""
    return units_where(user, permission).filter(kind=Unit.Kind.SERVICE).order_by("path")


def unit_seen_by(user: User, public_id: str, permission: str) -> Unit:
    """The node with this id where the user has the permission; else 404."""
    unit: Unit = get_object_or_404(units_where(user, permission), public_id=public_id)
    return unit


def controllers_and_roots() -> list[Unit]:
    """The nodes at which somebody answers for personal data, and the highest ones; for the installation itself."""
    found: list[Unit] = list(Unit.objects.filter(Q(controller=True) | Q(depth=1), closed=None).order_by("path"))
    return found


def unit_named(public_id: str) -> Unit:
    """A node by its id; raises Unit.DoesNotExist."""
    unit: Unit = Unit.objects.get(public_id=public_id)
    return unit


def controller_of(unit: Unit) -> Unit:
    """The node above (or the node itself) that decides why and how personal data are used."""
    above: list[Unit] = [*Unit.objects.get_ancestors(unit), unit]
    return next((node for node in reversed(above) if node.controller), above[0])


def colleagues_at(unit: Unit, permission: str) -> QuerySet[User]:
    """Everybody who has a permission at a node today."""
    day = civil_today()
    steps = [unit.path[: end * unit.steplen] for end in range(1, unit.depth + 1)]
    return User.objects.filter(
        Q(roles__last__isnull=True) | Q(roles__last__gte=day),
        is_active=True,
        roles__first__lte=day,
        roles__role__in=roles_with(permission),
        roles__unit__path__in=steps,
    ).distinct()


def user_named(public_id: str) -> User:
    """A user by public id; raises User.DoesNotExist."""
    return User.objects.get(public_id=public_id)


def names_of_users(public_ids: set[str]) -> dict[str, str]:
    """Users' names by public id."""
    return dict(User.objects.filter(public_id__in=public_ids).values_list("public_id", "name"))


def tree() -> list[Unit]:
    """All nodes, parents before children."""
    return list(Unit.objects.order_by("path"))


def demo_accounts() -> list[tuple[User, RoleKind]]:
    """One account per role with the role, for the doors of the demo."""
    first: dict[str, User] = {}
    for held in RoleHeld.objects.select_related("user").order_by("id"):
        first.setdefault(held.role, held.user)
    return [(first[key], ROLES[key]) for key in ROLES if key in first]


def accounts_seen_by(user: User) -> QuerySet[User]:
    """Everybody, for those who keep accounts; with their roles."""
    require(user, "access.shape")
    return User.objects.prefetch_related("roles__unit").order_by("name", "id")


def account_seen_by(user: User, public_id: str) -> User:
    """One account with its roles; else 404."""
    return get_object_or_404(accounts_seen_by(user), public_id=public_id)


def require_account(user: User, account: User) -> None:
    """Raise PermissionDenied unless the user keeps accounts at a place where the other works, or the other has none."""
    require(user, "access.shape")
    mine = units_where(user, "access.shape")
    held = account.roles.filter(current(civil_today()))
    if held.exists() and not held.filter(unit__in=mine).exists():
        raise PermissionDenied("access.shape")


def invitation_hash(code: str) -> str:
    """How the code of an invitation is kept."""
    return keyed_hash(code, purpose="staff invitation")


def invitation_open(code: str) -> StaffInvitation | None:
    """The invitation that a code opens now, if it opens one."""
    found = StaffInvitation.objects.select_related("user").filter(
        code_hash=invitation_hash(code[:80]), used_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=now()
    )
    return found.filter(user__is_active=True).first()


def role_seen_by(user: User, public_id: str) -> RoleHeld:
    """A role held where the user keeps roles; else 404."""
    return get_object_or_404(
        RoleHeld.objects.select_related("user", "unit"), unit__in=units_where(user, "access.shape"), public_id=public_id
    )


def active_user(public_id: str) -> User | None:
    """The account with this id, if it may still sign in."""
    return User.objects.filter(public_id=public_id, is_active=True).first()


def unit_kinds() -> list[tuple[str, str]]:
    """What a node of the tree can be, with its word."""
    return [(key, str(word)) for key, word in Unit.Kind.choices]
