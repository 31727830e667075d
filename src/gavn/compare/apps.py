from __future__ import annotations
from django.apps import AppConfig


class CompareConfig(AppConfig):
    """Statistics over many."""

    name = "gavn.compare"
    label = "compare"
