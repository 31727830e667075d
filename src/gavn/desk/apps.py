from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import acts_with_several, menu, own_pages
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
        acts_with_several.put(10, "invite_several", said("Invite them"), "collect.answer")
        acts_with_several.put(20, "print_several", said("Print their forms"), "collect.answer")
        acts_with_several.put(30, "reassign_several", said("Give them to a colleague"), "people.enrol")
        own_pages.put(10, "your_settings", said("Your settings"))
        own_pages.put(20, "your_absence", said("When you are away"), "people.see")
