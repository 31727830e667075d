from __future__ import annotations

from django.apps import AppConfig


class WorksConfig(AppConfig):
    """What every house needs: files, messages, jobs, drafts."""

    name = "gavn.works"
    label = "works"
