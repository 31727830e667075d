from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, person_tabs
from gavn.access.pure.two_persons import put_kind
from gavn.kernel.say import said


class RightsConfig(AppConfig):
    """What a person was told, who speaks for them, what they said no to, how they communicate."""

    name = "gavn.rights"
    label = "rights"

    def ready(self) -> None:
        """Put the page beside a person; be told of merged records; say what lies sealed and what lines mean."""
        from gavn.people.pure.looks import tell_kinds  # noqa: PLC0415
        from gavn.people.services import merged, unmerged  # noqa: PLC0415  tables come after apps
        from gavn.rights import services, tasks  # noqa: PLC0415
        from gavn.rights.pure.erasing import HAPPENED as KINDS_OF_ERASING  # noqa: PLC0415
        from gavn.rights.pure.vocabulary import HAPPENED  # noqa: PLC0415
        from gavn.rights.services import erasing  # noqa: PLC0415
        from gavn.works.services import erasers, register_job, sealed_values  # noqa: PLC0415

        merged.sign_up(services.bring_together)
        unmerged.sign_up(services.take_apart)
        tell_kinds(HAPPENED)
        sealed_values.sign_up(services.words_are_sealed)
        erasers.sign_up(services.rows_of_persons)
        tell_kinds(KINDS_OF_ERASING)
        for kind in erasing.two_person_kinds():
            put_kind(kind)
        register_job("rights.want_erasures_finished", erasing.want_erasures_finished)
        register_job("rights.finish_erasures", tasks.finish_erasures)
        register_job("rights.want_released_run", erasing.want_released_run)
        register_job("rights.run_released", tasks.run_released)
        person_tabs.put(85, "rights", said("Rights"), "rights.see")
        menu.put(74, "retention", said("Erasure and time limits"), "rights.erase")
