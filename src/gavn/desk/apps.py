from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, own_pages
from gavn.kernel.say import said


class DeskConfig(AppConfig):
    """The day's work across all stages."""

    name = "gavn.desk"
    label = "desk"

    def ready(self) -> None:
        """Lay what waits on the front page; put the pages into the menu."""
        from gavn.access.pure.today import waiting  # noqa: PLC0415  tables come after apps
        from gavn.desk.selectors.waiting import keeping, persons  # noqa: PLC0415

        waiting.sign_up(persons.persons_wait)
        waiting.sign_up(keeping.accounts_wait)
        waiting.sign_up(keeping.set_up_waits)
        menu.put(10, "home", said("Today"))
        own_pages.put(10, "your_settings", said("Your settings"))
        own_pages.put(20, "your_absence", said("When you are away"), "people.see")
