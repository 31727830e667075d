"""A POST becomes a service's keyword arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import services_where
from gavn.history.pure.purposes import OPENED_FOR, PURPOSES
from gavn.protect.pure.vocabulary import HOURS, OPENED, VERDICTS
from gavn.works.gateways import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gavn.access.models import Unit, User
    from gavn.kernel.say import Said


def _spoken(words: Mapping[str, Said]) -> list[tuple[str, str]]:
    return [(code, say(one)) for code, one in words.items()]


def _purposes() -> list[tuple[str, str]]:
    return [(one, say(PURPOSES[one])) for one in OPENED_FOR]


class AskUnmasking(forms.Form):
    """Whose identity or address, what for, for how long, and why."""

    unit = forms.ChoiceField(label=_("At which service?"))
    code = forms.CharField(
        label=_("Which code?"), max_length=64,
        help_text=_("As it stands in a table, a sample or an address: 32 signs, or the first eight."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    what = forms.ChoiceField(
        label=_("What do you need to read?"), choices=lambda: _spoken(OPENED), widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(label=_("What for?"), choices=_purposes, widget=forms.RadioSelect)
    hours = forms.ChoiceField(label=_("For how long?"), choices=lambda: _spoken(HOURS), initial="8")
    reason = forms.CharField(
        label=_("Why is it needed?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The second person reads this and decides."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.public_id: unit for unit in services_where(by, "protect.unmask")}
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self.units.items()]  # type: ignore[attr-defined]

    def clean_unit(self) -> Unit:
        """The service."""
        return self.units[self.cleaned_data["unit"]]


class JudgeLook(forms.Form):
    """What the manager finds of a look-up."""

    verdict = forms.ChoiceField(
        label=_("What do you find?"), choices=lambda: _spoken(VERDICTS), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What did you ask, and what were you told?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Needed unless it was as expected. It is kept sealed."),
    )  # fmt: skip
