from __future__ import annotations
from django.apps import AppConfig


class MeasureConfig(AppConfig):
    """Scores, change, the analysis store."""

    name = "gavn.measure"
    label = "measure"
