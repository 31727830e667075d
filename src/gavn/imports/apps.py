from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu
from gavn.kernel.say import said


class ImportsConfig(AppConfig):
    """Files of other systems."""

    name = "gavn.imports"
    label = "imports"

    def ready(self) -> None:
        """Offer the pages and the two jobs."""
        from gavn.imports.services import running  # noqa: PLC0415  tables come after apps
        from gavn.imports.services.erasing import files_grow_old, files_of_imports  # noqa: PLC0415
        from gavn.works.services import aging, erasers, register_job  # noqa: PLC0415

        erasers.sign_up(files_of_imports)
        aging.sign_up(files_grow_old)
        register_job(running.LOOK, running.look_at_import)
        register_job(running.TAKE, running.run_import)
        menu.put(60, "imports", said("Imports"), "collect.import")
