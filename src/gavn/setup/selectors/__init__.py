"""How far a set-up is, and what the words of a file stand for."""

from gavn.setup.selectors.progress import (
    answers_for,
    left_to_set_up,
    mandate_of,
    owner_above,
    owner_of,
    owners_seen_by,
    progress_of,
    services_below,
)
from gavn.setup.selectors.words import known_for_people, people_template, planned_tree_below, tree_template

__all__ = [
    "answers_for",
    "known_for_people",
    "left_to_set_up",
    "mandate_of",
    "owner_above",
    "owner_of",
    "owners_seen_by",
    "people_template",
    "planned_tree_below",
    "progress_of",
    "services_below",
    "tree_template",
]
