"""Forms of the DESK stage."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.desk.pure.digest import EVERY
from gavn.works.gateways import say


class ChooseDigest(forms.Form):
    """How often somebody wants a mail that counts what waits."""

    every = forms.ChoiceField(
        label=_("A mail that counts what waits"),
        help_text=_("It holds counts and links and no name. It comes only when something waits."),
        widget=forms.RadioSelect,
    )

    def __init__(self, data: object = None, *, now: str) -> None:
        super().__init__(data, initial={"every": now})  # type: ignore[arg-type]
        self.fields["every"].choices = [(key, say(word)) for key, word in EVERY.items()]  # type: ignore[attr-defined]
