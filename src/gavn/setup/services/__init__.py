"""Writing down what a set-up decides."""

from gavn.setup.services.deciding import write_mandate, write_owner
from gavn.setup.services.taking_in import Invited, take_in_people, take_in_tree

__all__ = ["Invited", "take_in_people", "take_in_tree", "write_mandate", "write_owner"]
