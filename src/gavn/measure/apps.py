from __future__ import annotations

from django.apps import AppConfig


class MeasureConfig(AppConfig):
    """Scores, change, the analysis store."""

    name = "gavn.measure"
    label = "measure"

    def ready(self) -> None:
        """Have the worked examples of content files computed when these are checked."""
        from gavn.catalogue.selectors import content_read  # noqa: PLC0415  tables come after apps
        from gavn.measure.pure.examples import examples_hold  # noqa: PLC0415

        content_read.sign_up(examples_hold)
