from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import person_tabs
from gavn.kernel.say import said


class RightsConfig(AppConfig):
    """What a person was told, who speaks for them, what they said no to, how they communicate."""

    name = "gavn.rights"
    label = "rights"

    def ready(self) -> None:
        """Put the page beside a person; say what lies sealed, and what a copy of all about a person holds."""
        from gavn.rights import services  # noqa: PLC0415  tables come after apps
        from gavn.works.services import sealed_values  # noqa: PLC0415

        sealed_values.sign_up(services.words_are_sealed)
        person_tabs.put(85, "rights", said("Rights"), "rights.see")
