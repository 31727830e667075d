from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu
from gavn.access.pure.today import waiting
from gavn.kernel.say import said


class SetupConfig(AppConfig):
    """How a new installation is set up."""

    name = "gavn.setup"
    label = "setup"

    def ready(self) -> None:
        """Put the page into the menu of those who keep the tree, and on their front page what is left."""
        from gavn.setup.selectors.waiting import steps_wait  # noqa: PLC0415  tables come after apps

        waiting.sign_up(steps_wait)
        menu.put(79, "set_up", said("Set-up"), "access.shape")
