from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The front: imports all, imported by none."""

    name = "gavn.web"
    label = "web"

    def ready(self) -> None:
        from gavn.web import sign_ins  # noqa: PLC0415  not before all stages are loaded

        sign_ins.sign_up()
