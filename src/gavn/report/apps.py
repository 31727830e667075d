from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, person_tabs
from gavn.kernel.say import said


class ReportConfig(AppConfig):
    """Overviews across stages, documents."""

    name = "gavn.report"
    label = "report"

    def ready(self) -> None:
        """Put the start page into the menu and the overview beside a person."""
        menu.put(10, "home", said("Start"))
        person_tabs.put(10, "overview", said("Overview"), "people.see")
