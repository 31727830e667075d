from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may."""

    name = "gavn.access"
    label = "access"
