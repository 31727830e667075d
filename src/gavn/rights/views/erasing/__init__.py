"""Pages of erasing a person, of what stands against it, and of how long something is kept."""

from gavn.rights.views.erasing.lists import due_list, keep_person, retention, write_due_list
from gavn.rights.views.erasing.persons import end_hold, erase_person, set_hold
from gavn.rights.views.erasing.rules import end_retention_rule, retention_rules

__all__ = [
    "due_list",
    "end_hold",
    "end_retention_rule",
    "erase_person",
    "keep_person",
    "retention",
    "retention_rules",
    "set_hold",
    "write_due_list",
]
