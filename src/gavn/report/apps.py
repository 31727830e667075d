from __future__ import annotations
from django.apps import AppConfig


class ReportConfig(AppConfig):
    """Overviews across stages, documents."""

    name = "gavn.report"
    label = "report"
