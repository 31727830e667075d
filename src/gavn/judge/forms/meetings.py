"""Planning a meeting, and who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.calendar.pure.seasons import FIRST_YEAR, LAST_YEAR, period_of
from gavn.judge.forms.written import WholeDayField, Written, said_later
from gavn.judge.pure.words import LEVELS, ROLES


class PlanForm(Written):
    """Programme, place, level, year and day."""

    programme = forms.ChoiceField(label=_("Which programme?"))
    unit = forms.ChoiceField(label=_("About which part of the organisation?"))
    level = forms.ChoiceField(label=_("At which level?"), widget=forms.RadioSelect)
    year = forms.IntegerField(
        label=_("Which year do the figures tell of?"),
        help_text=_("The year before stands beside it."),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )
    held_on = WholeDayField(label=_("On which day does the panel meet?"))

    def __init__(
        self,
        data: Any = None,
        *,
        programmes: Sequence[tuple[str, str]],
        units: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["programme"].choices = programmes
        fields["unit"].choices = units
        fields["level"].choices = [(key, said_later(words)) for key, words in LEVELS.items()]

    def asked(self) -> dict[str, Any]:
        """The year as a season."""
        found = dict(self.cleaned_data)
        return {**{name: one for name, one in found.items() if name != "year"}, "season": period_of(found["year"])}


class ParticipantForm(Written):
    """Somebody with an account, or a name."""

    user = forms.ChoiceField(label=_("Somebody with an account"), required=False)
    name = forms.CharField(
        label=_("Or the name of somebody without one"),
        help_text=_("They are only named as taking part. Name no person who is served here."),
        max_length=120,
        required=False,
    )
    role = forms.ChoiceField(label=_("As what do they take part?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["user"].choices = [("", "–"), *people]
        fields["role"].choices = [(key, said_later(words)) for key, words in ROLES.items()]
