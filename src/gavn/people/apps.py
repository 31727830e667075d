from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, person_tabs, service_tabs
from gavn.kernel.say import said


class PeopleConfig(AppConfig):
    """WHO it is about and by whom."""

    name = "gavn.people"
    label = "people"

    def ready(self) -> None:
        """Put the pages of this stage into the menu and beside a person; say what lies sealed."""
        from gavn.people.selectors.for_a_copy import persons_and_stays  # noqa: PLC0415  tables come after apps
        from gavn.people.services.vault import vault_is_sealed  # noqa: PLC0415
        from gavn.works.services import erasers, sealed_values  # noqa: PLC0415

        sealed_values.sign_up(vault_is_sealed)
        erasers.sign_up(persons_and_stays)
        menu.put(20, "people", said("People"), "people.see")
        menu.put(55, "colleagues", said("Colleagues"), "access.hand_over")
        person_tabs.put(20, "plan", said("Goals and interventions"), "people.see")
        service_tabs.put(80, "choose_person_word", said("Word for the persons"), "people.choose_word")
        person_tabs.put(80, "who_has_looked", said("Who has looked"), "history.see")
