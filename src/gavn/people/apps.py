from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, person_tabs, service_tabs
from gavn.kernel.say import said


class PeopleConfig(AppConfig):
    """WHO it is about and by whom."""

    name = "gavn.people"
    label = "people"

    def ready(self) -> None:
        """Put the pages of this stage into the menu and beside a person."""
        menu.put(20, "people", said("People"), "people.see")
        person_tabs.put(20, "plan", said("Goals and interventions"), "people.see")
        service_tabs.put(80, "choose_person_word", said("Word for the persons"), "people.choose_word")
        person_tabs.put(80, "who_has_looked", said("Who has looked"), "history.see")
