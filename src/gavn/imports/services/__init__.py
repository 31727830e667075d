"""Bringing in files of other systems: looked at first, then taken whole or not at all."""

from gavn.imports.services.places import make_services
from gavn.imports.services.running import (
    begin_import,
    confirm_import,
    look_at,
    look_at_import,
    run_import,
)
from gavn.imports.services.taking import take_in

__all__ = [
    "begin_import",
    "confirm_import",
    "look_at",
    "look_at_import",
    "make_services",
    "run_import",
    "take_in",
]
