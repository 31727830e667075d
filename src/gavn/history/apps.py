from __future__ import annotations

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Who did or saw what, and when."""

    name = "gavn.history"
    label = "history"
