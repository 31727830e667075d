from __future__ import annotations

from django.apps import AppConfig


class CompareConfig(AppConfig):
    """Statistics over many."""

    name = "gavn.compare"
    label = "compare"

    def ready(self) -> None:
        """Compute norms from the own sample in the nights from Sunday to Monday."""
        from gavn.compare import services, tasks  # noqa: PLC0415  tables come after apps
        from gavn.people.services import enrolled  # noqa: PLC0415
        from gavn.works.services import register_job  # noqa: PLC0415

        enrolled.sign_up(services.ask_for_own_norms)
        register_job("compare.compute_own_norms", tasks.compute_own_norms)
        register_job("compare.want_own_norms", tasks.want_own_norms)
