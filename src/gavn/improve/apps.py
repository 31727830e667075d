from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, service_tabs
from gavn.kernel.say import said


class ImproveConfig(AppConfig):
    """Actions: what is done about what was decided, by whom, until when."""

    name = "gavn.improve"
    label = "improve"

    def ready(self) -> None:
        """Put the actions into the menu and on the front page, and tell decisions what became of them."""
        from gavn.access.pure.today import waiting  # noqa: PLC0415  tables come after apps
        from gavn.improve.selectors.actions import tell_decisions  # noqa: PLC0415
        from gavn.improve.selectors.waiting import actions_wait  # noqa: PLC0415
        from gavn.improve.services import actions_held  # noqa: PLC0415
        from gavn.judge.selectors.followed import decisions_followed  # noqa: PLC0415
        from gavn.people.services import handover  # noqa: PLC0415

        waiting.sign_up(actions_wait)
        decisions_followed.sign_up(tell_decisions)
        handover.sign_up(actions_held)
        menu.put(58, "actions", said("Actions"), "improve.see_actions")
        service_tabs.put(40, "unit_actions", said("Actions"), "improve.see_actions")
