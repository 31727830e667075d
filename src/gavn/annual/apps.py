from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu
from gavn.kernel.say import said


class AnnualConfig(AppConfig):
    """A programme's yearly report for a region or a nation, and the questions it leads to."""

    name = "gavn.annual"
    label = "annual"

    def ready(self) -> None:
        """Stand in the menu; put questions that wait for an answer on Today."""
        from gavn.access.pure.today import waiting  # noqa: PLC0415  tables come after apps
        from gavn.annual.selectors.questions import questions_wait  # noqa: PLC0415

        waiting.sign_up(questions_wait)
        menu.put(58, "annual_reports", said("Yearly reports"), "annual.read")
