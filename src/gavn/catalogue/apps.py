from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """WHAT is asked and judged by."""

    name = "gavn.catalogue"
    label = "catalogue"
