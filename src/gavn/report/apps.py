from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, person_tabs, service_tabs
from gavn.kernel.say import said


class ReportConfig(AppConfig):
    """Overviews across stages, documents."""

    name = "gavn.report"
    label = "report"

    def ready(self) -> None:
        """Put the services into the menu, and the pages beside a person and beside a service."""
        person_tabs.put(10, "overview", said("Overview"), "people.see")
        menu.put(50, "services", said("Services"), "report.see_service")
        service_tabs.put(10, "service", said("Figures"), "report.see_service")
        service_tabs.put(20, "service_year", said("Yearly report"), "report.see_service")
