from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import person_tabs
from gavn.kernel.say import said


class RightsConfig(AppConfig):
    """What a person was told, who speaks for them, what they said no to, how they communicate."""

    name = "gavn.rights"
    label = "rights"

    def ready(self) -> None:
        """Put the page beside a person; be told of merged records; say what lies sealed and what lines mean."""
        from gavn.people.pure.looks import tell_kinds  # noqa: PLC0415
        from gavn.people.services import merged, unmerged  # noqa: PLC0415  tables come after apps
        from gavn.rights import services  # noqa: PLC0415
        from gavn.rights.pure.vocabulary import HAPPENED  # noqa: PLC0415
        from gavn.works.services import sealed_values  # noqa: PLC0415

        merged.sign_up(services.bring_together)
        unmerged.sign_up(services.take_apart)
        tell_kinds(HAPPENED)
        sealed_values.sign_up(services.words_are_sealed)
        person_tabs.put(85, "rights", said("Rights"), "rights.see")
