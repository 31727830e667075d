from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, own_pages
from gavn.access.pure.today import waiting
from gavn.access.pure.two_persons import TwoPersonKind, put_kind
from gavn.kernel.say import Said, said


class ProtectConfig(AppConfig):
    """What keeps personal data from those who have no business with them."""

    name = "gavn.protect"
    label = "protect"

    def ready(self) -> None:
        """Say what needs two persons, what lies sealed, what goes with a person; put the pages into the menu."""
        from gavn.people.pure.looks import tell_kinds  # noqa: PLC0415  tables come after apps
        from gavn.protect import services  # noqa: PLC0415
        from gavn.protect.pure.vocabulary import HAPPENED  # noqa: PLC0415
        from gavn.protect.selectors import about_act, address_of_act  # noqa: PLC0415
        from gavn.protect.selectors.waiting import acts_wait, look_ups_wait  # noqa: PLC0415
        from gavn.protect.services.sampling import JOB, draw_samples  # noqa: PLC0415
        from gavn.protect.services.sealing import copy_rows  # noqa: PLC0415
        from gavn.protect.services.unmasking import KIND  # noqa: PLC0415
        from gavn.rights.services import copied  # noqa: PLC0415
        from gavn.works.services import erasers, register_job, sealed_values  # noqa: PLC0415

        name = said("Open who somebody is, or a protected address")
        effect = Said("Who asked may read it for the time they asked for; each time is written down.")
        put_kind(
            TwoPersonKind(
                KIND, name, effect, "protect.unmask", "protect.release_unmasking", services.open_mask,
                about=about_act, address=address_of_act,
            )
        )  # fmt: skip
        tell_kinds(HAPPENED)
        copied.sign_up(copy_rows)
        erasers.sign_up(services.rows_of_persons)
        sealed_values.sign_up(services.words_are_sealed)
        register_job(JOB, draw_samples)
        waiting.sign_up(acts_wait)
        waiting.sign_up(look_ups_wait)
        own_pages.put(30, "unmasked", said("Opened to you"), "protect.unmask")
        menu.put(77, "look_samples", said("Look-ups by lot"), "protect.see_samples")
