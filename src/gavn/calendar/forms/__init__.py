"""A POST becomes what the services of this stage ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gavn.calendar.pure.seasons import DAYS, FIRST_YEAR, LAST_YEAR, MEANS
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Conflict, Refused
from gavn.works.forms import PartialDateField
from gavn.works.gateways import say

__all__ = ["AnswerYear", "MoveSeason", "OpenSeason"]
Row = TypeVar("Row")
said_later = lazy(say, str)


class Written(forms.Form):
    """A form that says why its service refused."""

    def written(self, write: Callable[..., Row]) -> Row | None:
        """What the service kept; nothing where the form or the service refused, and then it says why."""
        if not self.is_valid():
            return None
        try:
            return write(**self.cleaned_data)
        except (Conflict, Refused) as refusal:
            field = getattr(refusal, "field", "")
            self.add_error(field if field in self.fields else None, say(refusal.said))
        return None


class OpenSeason(Written):
    """For which node, with which programme, about which year."""

    unit = forms.ChoiceField(label=_("For whom?"), help_text=_("All services below take part."))
    programme = forms.ChoiceField(label=_("With which programme?"))
    year = forms.IntegerField(
        label=_("Which year do the figures tell of?"),
        help_text=_("The season begins in that year and ends in the next."),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )

    def __init__(self, *args: Any, units: Sequence[Any], programmes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {unit.public_id: unit for unit in units}
        names = [(key, unit.name) for key, unit in self._units.items()]
        self.fields["unit"].choices = names  # type: ignore[attr-defined]
        self.fields["programme"].choices = list(programmes)  # type: ignore[attr-defined]

    def clean_unit(self) -> Any:
        """The node itself."""
        return self._units[self.cleaned_data["unit"]]


class MoveSeason(Written):
    """The days of a season, in their order."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, days: dict[str, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, words in DAYS.items():
            self.fields[key] = PartialDateField(
                label=said_later(words), help_text=said_later(MEANS[key]), exact=True, initial=PartialDate.of(days[key])
            )

    def clean(self) -> dict[str, Any]:
        """The days together, as the service takes them."""
        found = super().clean() or {}
        days = {key: found[key].exact for key in DAYS if found.get(key)}
        return {"days": days, "expected": found.get("expected")}


class AnswerYear(forms.Form):
    """Upon which revision the answers were written, and why they are corrected."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(
        label=_("Why are the answers corrected?"),
        help_text=_("The answers that stood are kept beside the corrected ones."),
        max_length=300,
    )

    def __init__(self, *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not corrects:
            del self.fields["reason"]
