from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The front: imports all, imported by none."""

    name = "gavn.web"
    label = "web"
