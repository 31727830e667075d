from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, person_tabs, service_tabs
from gavn.kernel.say import said


class CollectConfig(AppConfig):
    """Occasions and responses."""

    name = "gavn.collect"
    label = "collect"

    def ready(self) -> None:
        """Be told of stays; offer the pages and the nightly work."""
        from gavn.collect import services, tasks  # noqa: PLC0415  tables come after apps
        from gavn.collect.pure.outcome import HAPPENED  # noqa: PLC0415
        from gavn.collect.selectors.for_a_copy import copy_answers, erase_answers  # noqa: PLC0415
        from gavn.collect.services.handing_over import forms_held  # noqa: PLC0415
        from gavn.people.pure.looks import tell_kinds  # noqa: PLC0415
        from gavn.people.services import enrolled, exited, handover, reopened, taken_back  # noqa: PLC0415
        from gavn.rights.services import copied, person_said  # noqa: PLC0415
        from gavn.works.services import erasers, register_job  # noqa: PLC0415

        enrolled.sign_up(services.open_occasions)
        exited.sign_up(services.close_occasions)
        reopened.sign_up(services.reopen_occasions)
        taken_back.sign_up(services.drop_occasions)
        handover.sign_up(forms_held)
        person_said.sign_up(services.follow_what_was_said)
        copied.sign_up(copy_answers)
        erasers.sign_up(erase_answers)
        tell_kinds(HAPPENED)
        register_job("collect.roll_occasions", tasks.roll_occasions)
        menu.put(30, "due", said("What is due"), "collect.answer")
        person_tabs.put(30, "forms", said("Forms"), "people.see")
        service_tabs.put(50, "choose_programme", said("Programme"), "collect.choose_programme")
