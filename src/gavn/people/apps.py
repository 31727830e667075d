from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """WHO it is about and by whom."""

    name = "gavn.people"
    label = "people"
