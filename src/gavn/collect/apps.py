from __future__ import annotations

from django.apps import AppConfig


class CollectConfig(AppConfig):
    """Occasions, responses, imports."""

    name = "gavn.collect"
    label = "collect"
