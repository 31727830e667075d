"""Choices in the reader's language: codes, months, colleagues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import colleagues_at
from gavn.kernel.say import Said
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

NOBODY = ("", _("Nobody yet"))
Choices = Callable[[], list[tuple[str, str]]]


def spoken(codes: Mapping[str, Said]) -> Choices:
    """The codes of a vocabulary with their words, read when the form is shown."""
    return lambda: [(code, say(word)) for code, word in codes.items()]


def months() -> list[tuple[str, str]]:
    """The months by number, with an empty one for not known."""
    return [("", str(_("Not known"))), *((str(number), str(name).capitalize()) for number, name in MONTHS.items())]


class ColleagueField(forms.ChoiceField):
    """Somebody who works at a service; becomes that user, or nobody."""

    def offer(self, unit: Unit, *, also: User | None = None) -> None:
        """Offer those who work at the unit now, and the one who is chosen already."""
        working = list(colleagues_at(unit, "people.enrol").order_by("name"))
        if also is not None and also not in working:
            working.append(also)
        self.users = {user.public_id: user for user in working}
        self.choices = [NOBODY, *((key, user.name) for key, user in self.users.items())]

    def clean(self, value: str) -> User | None:
        """The user of the chosen id."""
        return self.users.get(super().clean(value))
