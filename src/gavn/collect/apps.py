from __future__ import annotations

from django.apps import AppConfig


class CollectConfig(AppConfig):
    """Occasions, responses, imports."""

    name = "gavn.collect"
    label = "collect"

    def ready(self) -> None:
        """Be told of stays; offer the pages and the nightly work."""
        from gavn.collect import services, tasks
        from gavn.people.services import enrolled, exited, reopened
        from gavn.works.services import register_job

        enrolled.sign_up(services.open_occasions)
        exited.sign_up(services.close_occasions)
        reopened.sign_up(services.reopen_occasions)
        register_job("collect.roll_occasions", tasks.roll_occasions)
