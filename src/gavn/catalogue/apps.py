from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu
from gavn.kernel.say import said


class CatalogueConfig(AppConfig):
    """WHAT is asked and judged by."""

    name = "gavn.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Stand in the menu."""
        menu.put(70, "catalogue", said("Catalogue"), "catalogue.see")
