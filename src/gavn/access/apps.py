from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu
from gavn.kernel.say import said


class AccessConfig(AppConfig):
    """Who may."""

    name = "gavn.access"
    label = "access"

    def ready(self) -> None:
        menu.put(80, "tree", said("Organisation"), "access.shape")
        menu.put(81, "accounts", said("Accounts"), "access.shape")
