"""Short forms about answers entered in the wrong place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.collect.forms.circumstances import choices
from gavn.collect.pure.outcome import STRUCK

if TYPE_CHECKING:
    from gavn.collect.models import Occasion


class Strike(forms.Form):
    """Why answers no longer count."""

    why = forms.ChoiceField(label=_("Why should they not count?"), choices=choices(STRUCK), widget=forms.RadioSelect)


class MoveTo(forms.Form):
    """The occasion where answers belong."""

    occasion = forms.ChoiceField(label=_("To which occasion?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, places: Sequence[tuple[Occasion, str]]) -> None:
        super().__init__(data)
        self._places = {occasion.public_id: occasion for occasion, _name in places}
        self.fields["occasion"].choices = [(one.public_id, name) for one, name in places]  # type: ignore[attr-defined]

    def clean_occasion(self) -> Occasion:
        """The occasion of the chosen id."""
        return self._places[self.cleaned_data["occasion"]]
