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
NOT_CHOSEN = ("", "–")
# A browser on a shared tablet must not offer the names of other people.
UNREMEMBERED = forms.TextInput(attrs={"autocomplete": "off"})
Choices = Callable[[], list[tuple[str, str]]]


def spoken(codes: Mapping[str, Said]) -> Choices:
    """The codes of a vocabulary with their words, read when the form is shown."""
    return lambda: [(code, say(word)) for code, word in codes.items()]


def spoken_unchosen(codes: Mapping[str, Said]) -> Choices:
    """The same with none of them chosen beforehand, so that nothing is answered by scrolling past it."""
    return lambda: [NOT_CHOSEN, *spoken(codes)()]


def months() -> list[tuple[str, str]]:
    """The months by number, with an empty one for not known."""
    return [("", str(_("Not known"))), *((str(number), str(name).capitalize()) for number, name in MONTHS.items())]


class YearInput(forms.TextInput):
    """A box as wide as a year; ``marked=False`` where it may be left out only if something else is given."""

    def __init__(self, *, marked: bool = True) -> None:
        super().__init__({"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"})
        self.extra = {"width": "4"} if marked else {"width": "4", "required": None}


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
