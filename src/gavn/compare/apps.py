from __future__ import annotations

from django.apps import AppConfig


class CompareConfig(AppConfig):
    """Statistics over many."""

    name = "gavn.compare"
    label = "compare"

    def ready(self) -> None:
        """Offer the job that computes own norms, and want it whenever the store was written."""
        from gavn.compare import services, tasks  # noqa: PLC0415  tables come after apps
        from gavn.measure.services import store_written  # noqa: PLC0415
        from gavn.works.services import register_job  # noqa: PLC0415

        register_job(services.JOB, tasks.refresh_own_norms)
        store_written.sign_up(services.want_own_norms)
