"""How answers were given: in which mode, on which day, with whose help."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.collect.pure.outcome import HELPED_HOW, HELPERS, MODES, MODES_TO_CHOOSE
from gavn.kernel.dates import PartialDate
from gavn.kernel.say import Said
from gavn.works.forms import PartialDateField
from gavn.works.gateways import say

said_later = lazy(say, str)


def choices(codes: dict[str, Said], only: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
    """The codes with their words, as a field's choices."""
    return [(code, said_later(words)) for code, words in codes.items() if not only or code in only]


class Helped(forms.Form):
    """Who helped, and how."""

    helper = forms.ChoiceField(
        label=_("Did somebody help?"), choices=choices(HELPERS), widget=forms.RadioSelect, initial="nobody"
    )
    helped_how = forms.ChoiceField(
        label=_("How did they help?"), choices=choices(HELPED_HOW), widget=forms.RadioSelect, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Somebody who helped did so in some way; nobody helped in no way."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("helper") == "nobody":
            cleaned["helped_how"] = ""
        elif cleaned.get("helper") and not cleaned.get("helped_how"):
            self.add_error("helped_how", _("Choose how they helped."))
        return cleaned


class Circumstances(Helped):
    """How somebody else's answers came to the one who writes them down."""

    field_order = ["mode", "answered_on", "helper", "helped_how"]

    mode = forms.ChoiceField(
        label=_("How were the answers given?"), choices=choices(MODES, MODES_TO_CHOOSE), widget=forms.RadioSelect
    )
    answered_on = PartialDateField(label=_("On which day?"), exact=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = PartialDate.of(civil_today())

    def clean_answered_on(self) -> Any:
        """The whole day; today where none was written."""
        written: PartialDate | None = self.cleaned_data.get("answered_on")
        return written.exact if written else civil_today()


class OwnAnswers(forms.Form):
    """The practitioner's own answers: only the day can differ."""

    answered_on = PartialDateField(label=_("On which day?"), exact=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = PartialDate.of(civil_today())

    def clean(self) -> dict[str, Any]:
        """Alone, at the screen."""
        written: PartialDate | None = (super().clean() or {}).get("answered_on")
        day = written.exact if written else civil_today()
        return {"mode": "self_screen", "helper": "", "helped_how": "", "answered_on": day}
