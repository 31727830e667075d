"""Erasing a person, keeping no longer than needed, and what stands against either."""

from gavn.rights.services.erasing.asking import ask_erasure, erase_released
from gavn.rights.services.erasing.executing import came_back, erase_again, erase_person
from gavn.rights.services.erasing.finishing import finish_erasures, want_erasures_finished
from gavn.rights.services.erasing.holding import check_not_held, end_hold, set_hold
from gavn.rights.services.erasing.kinds import two_person_kinds
from gavn.rights.services.erasing.lists import (
    ask_due_list,
    keep_person,
    run_released,
    start_released,
    want_released_run,
    write_due_list,
)
from gavn.rights.services.erasing.rules import end_retention_rule, set_retention_rule

__all__ = [
    "ask_due_list",
    "ask_erasure",
    "came_back",
    "check_not_held",
    "end_hold",
    "end_retention_rule",
    "erase_again",
    "erase_person",
    "erase_released",
    "finish_erasures",
    "keep_person",
    "run_released",
    "set_hold",
    "set_retention_rule",
    "start_released",
    "two_person_kinds",
    "want_erasures_finished",
    "want_released_run",
    "write_due_list",
]
