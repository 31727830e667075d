from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu
from gavn.kernel.say import said


class DraftingConfig(AppConfig):
    """An organisation writes its own forms, programmes and indicators."""

    name = "gavn.drafting"
    label = "drafting"

    def ready(self) -> None:
        """Stand in the menu of those who write."""
        menu.put(72, "own_definitions", said("Own definitions"), "catalogue.draft")
