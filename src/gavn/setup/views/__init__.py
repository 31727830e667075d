"""Pages of the SETUP stage."""

from gavn.setup.views.files import people, people_file, tree_file, tree_from_file
from gavn.setup.views.steps import mandate, owner, phases, set_up, what_is_set_up

__all__ = [
    "mandate", "owner", "people", "people_file", "phases", "set_up", "tree_file", "tree_from_file", "what_is_set_up",
]  # fmt: skip
