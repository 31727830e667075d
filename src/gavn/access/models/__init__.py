"""The tree, its users and their dated roles; and the managers that make every query say who sees."""

from gavn.access.models.scoped import Scoped, ScopedModel
from gavn.access.models.sign_in import RoleReview, StaffInvitation
from gavn.access.models.tree import Unit
from gavn.access.models.two_persons import TwoPersonAct
from gavn.access.models.users import RoleHeld, StaffRequest, User

__all__ = [
    "RoleHeld", "RoleReview", "Scoped", "ScopedModel", "StaffInvitation", "StaffRequest", "TwoPersonAct", "Unit",
    "User",
]  # fmt: skip
