"""Forms of the DESK stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.desk.pure.digest import EVERY
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import User


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


class InviteSeveral(forms.Form):
    """For how many days the codes hold."""

    days = forms.IntegerField(label=_("Days the codes hold"), min_value=1, max_value=366, initial=30)


class ReassignSeveral(forms.Form):
    """Which colleague becomes the contact."""

    to = forms.ChoiceField(label=_("Who becomes their contact?"))

    def __init__(self, data: object = None, *, colleagues: Sequence[User]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self._colleagues = {user.public_id: user for user in colleagues}
        self.fields["to"].choices = [(key, user.name) for key, user in self._colleagues.items()]  # type: ignore[attr-defined]

    def clean_to(self) -> User:
        """The colleague with this id."""
        return self._colleagues[self.cleaned_data["to"]]
