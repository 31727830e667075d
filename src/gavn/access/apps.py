from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu
from gavn.kernel.say import said


class AccessConfig(AppConfig):
    """Who may."""

    name = "gavn.access"
    label = "access"

    def ready(self) -> None:
        from gavn.access.services.erasing import acts_about_persons  # noqa: PLC0415  tables come after apps
        from gavn.access.services.second_factors import second_factors_are_sealed  # noqa: PLC0415
        from gavn.access.services.two_persons import reasons_are_sealed  # noqa: PLC0415
        from gavn.works.services import erasers, sealed_values  # noqa: PLC0415

        erasers.sign_up(acts_about_persons)
        sealed_values.sign_up(second_factors_are_sealed)
        sealed_values.sign_up(reasons_are_sealed)
        menu.put(75, "two_persons", said("Two persons"), "access.two_persons")
        menu.put(80, "tree", said("Organisation"), "access.shape")
        menu.put(81, "accounts", said("Accounts"), "access.shape")
        menu.put(82, "access_review", said("Access review"), "access.shape")
