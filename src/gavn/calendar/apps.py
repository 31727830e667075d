from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, own_pages, service_tabs
from gavn.kernel.say import said


class CalendarConfig(AppConfig):
    """What is due and overdue, why answers are missing, and the season of yearly work."""

    name = "gavn.calendar"
    label = "calendar"

    def ready(self) -> None:
        """Offer the pages and what is done on the days of a season."""
        from gavn.access.pure.today import waiting  # noqa: PLC0415  tables come after apps
        from gavn.calendar import services, tasks  # noqa: PLC0415
        from gavn.calendar.selectors.waiting import late_waits, years_wait  # noqa: PLC0415
        from gavn.works.services import register_job  # noqa: PLC0415

        waiting.sign_up(late_waits)
        waiting.sign_up(years_wait)
        register_job(services.TURN, tasks.turn_season)
        register_job(services.FREEZE, tasks.freeze_season)
        menu.put(32, "overdue", said("Overdue"), "calendar.see_overdue")
        service_tabs.put(35, "missing_at", said("Missing answers"), "report.see_service")
        service_tabs.put(36, "service_years", said("The year"), "report.see_service")
        own_pages.put(15, "calendar_feed", said("Your calendar"))
        menu.put(54, "seasons", said("Seasons"), "report.see_service")
