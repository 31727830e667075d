from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, service_tabs
from gavn.kernel.say import said


class BenefitConfig(AppConfig):
    """What asking costs and what it gives; questions that people would like to have answered."""

    name = "gavn.benefit"
    label = "benefit"

    def ready(self) -> None:
        """Put a service's month beside its figures; what several services need and what people propose in the menu."""
        from gavn.access.pure.today import waiting  # noqa: PLC0415  tables come after apps
        from gavn.benefit.selectors.waiting import months_wait, proposals_wait  # noqa: PLC0415

        waiting.sign_up(months_wait)
        waiting.sign_up(proposals_wait)
        service_tabs.put(30, "service_month", said("Burden and benefit"), "report.see_service")
        menu.put(55, "months", said("Burden and benefit"), "benefit.see_several")
        menu.put(75, "proposals", said("Proposed questions"), "benefit.propose")
