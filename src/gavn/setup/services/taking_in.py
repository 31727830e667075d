"""Taking in a file that was looked at: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require, unit_seen_by, units_where
from gavn.access.services import add_unit, add_user, give_role, invite_user
from gavn.access.services.invitations import Letter
from gavn.history.services import record
from gavn.kernel.errors import Refused
from gavn.setup.pure.people_file import PeoplePlan
from gavn.setup.pure.tree_file import TreePlan

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

NOT_FIT = "The file holds nothing that can be taken in; look at what is wrong, and mend it."


@dataclass(frozen=True)
class Invited:
    """Who was invited, and the link that lets them in."""

    user: User
    link: str


@transaction.atomic
def take_in_tree(*, by: User, owner: Unit, plan: TreePlan) -> int:
    """Add all nodes of a file below an organisation, parents first; returns how many."""
    require(by, "access.shape", at=owner)
    if not plan.fit:
        raise Refused(NOT_FIT)
    below = units_where(by, "access.shape").filter(path__startswith=owner.path)
    named: dict[str, Unit] = {unit.name: unit for unit in below}
    for node in plan.new:
        under = named[node.parent]
        named[node.name] = add_unit(by=by, name=node.name, kind=node.kind, under=under, opened=node.opened)
    record(by, "setup.tree_taken_in", about=owner, unit=owner, count=len(plan.new))
    return len(plan.new)


@transaction.atomic
def take_in_people(
    *, by: User, owner: Unit, plan: PeoplePlan, address: str, letter: Callable[[str], Letter]
) -> list[Invited]:
    """Add everybody of a file, give each their role from today on, and invite them in their language."""
    require(by, "access.shape", at=owner)
    if not plan.fit:
        raise Refused(NOT_FIT)
    invited = []
    for one in plan.new:
        at = unit_seen_by(by, one.where, "access.shape")
        user = add_user(by=by, email=one.email, name=one.name, language=one.language)
        give_role(by=by, user=user, role=one.role, at=at, first=civil_today())
        _invitation, link = invite_user(by=by, user=user, address=address, **vars(letter(one.language)))
        invited.append(Invited(user, link))
    record(by, "setup.people_taken_in", about=owner, unit=owner, count=len(invited))
    return invited
