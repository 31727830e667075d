from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu
from gavn.access.pure.two_persons import TwoPersonKind, put_kind
from gavn.kernel.say import said


class JudgeConfig(AppConfig):
    """Audit meetings: frozen figures, what people make of them, and what they decide."""

    name = "gavn.judge"
    label = "judge"

    def ready(self) -> None:
        """Put the meetings into the menu and on the front page; publishing one needs two persons."""
        from gavn.access.pure.today import waiting  # noqa: PLC0415  tables come after apps
        from gavn.judge.selectors.publishing import about_meeting, address_of_meeting  # noqa: PLC0415
        from gavn.judge.selectors.waiting import meetings_wait  # noqa: PLC0415
        from gavn.judge.services.publishing import KIND, publish_meeting  # noqa: PLC0415

        name = said("Publish an audit meeting")
        effect = said("Everybody who works here reads the figures with their texts from then on; nothing is changed.")
        put_kind(
            TwoPersonKind(
                KIND, name, effect, "judge.hold", "judge.release", publish_meeting,
                about=about_meeting, address=address_of_meeting,
            )
        )  # fmt: skip
        waiting.sign_up(meetings_wait)
        menu.put(57, "audit_meetings", said("Audit meetings"), "judge.read")
