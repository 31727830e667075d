from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, person_tabs, service_tabs
from gavn.access.pure.two_persons import TwoPersonKind, put_kind
from gavn.kernel.say import said


class ReportConfig(AppConfig):
    """Overviews across stages, documents."""

    name = "gavn.report"
    label = "report"

    def ready(self) -> None:
        """Put the services into the menu, and the pages beside a person and beside a service; publishing needs two."""
        from gavn.report.selectors.publications import about_publication, address_of_publication  # noqa: PLC0415
        from gavn.report.services.publishing import KIND, publish  # noqa: PLC0415  tables come after apps

        name = said("Make a report public")
        effect = said("Everybody may read the frozen files from then on, also without signing in.")
        put_kind(
            TwoPersonKind(
                KIND, name, effect, "report.publish", "report.release_publication", publish,
                about=about_publication, address=address_of_publication,
            )
        )  # fmt: skip
        person_tabs.put(10, "overview", said("Overview"), "people.see")
        menu.put(50, "services", said("Services"), "report.see_service")
        service_tabs.put(10, "service", said("Figures"), "report.see_service")
        service_tabs.put(20, "service_year", said("Yearly report"), "report.see_service")
