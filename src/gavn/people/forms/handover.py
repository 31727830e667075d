"""Forms by which work changes hands: for good, or while somebody is away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.kernel.say import said
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.services import Held

NOBODY = _("Nobody else may do this there. Give a colleague a role first.")


class HandOver(forms.Form):
    """For each kind of thing at each unit: which colleagues take it over."""

    def __init__(self, data: Any = None, *, held: Sequence[tuple[Held, list[User]]]) -> None:
        super().__init__(data)
        self._takers = {one.key: {user.public_id: user for user in users} for one, users in held}
        for one, users in held:
            label = said("{what}, {unit}: {count}", what=one.what, unit=one.unit.name, count=one.count)
            self.fields[one.key] = forms.MultipleChoiceField(
                label=say(label),
                choices=[(user.public_id, user.name) for user in users],
                widget=forms.CheckboxSelectMultiple,
                help_text="" if users else NOBODY,
            )

    @property
    def chosen(self) -> dict[str, list[User]]:
        """Who takes what over."""
        return {key: [users[one] for one in self.cleaned_data[key]] for key, users in self._takers.items()}


class SetAbsence(forms.Form):
    """From when to when, and who stands in."""

    first = forms.DateField(
        label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    deputy = forms.ChoiceField(label=_("Who stands in?"), help_text=_("They see what waits, too. No role changes."))

    def __init__(self, data: Any = None, *, colleagues: Sequence[User]) -> None:
        super().__init__(data, initial={"first": civil_today()})
        self._colleagues = {user.public_id: user for user in colleagues}
        self.fields["deputy"].choices = [(key, user.name) for key, user in self._colleagues.items()]  # type: ignore[attr-defined]

    def clean_deputy(self) -> User:
        """The colleague with this id."""
        return self._colleagues[self.cleaned_data["deputy"]]
