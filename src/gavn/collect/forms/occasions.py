"""Short forms about occasions, invitations and programmes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.catalogue.pure.formats import Programme
from gavn.collect.forms.circumstances import choices
from gavn.collect.pure.outcome import NOT_DONE, RESPONDENTS, VARIANTS
from gavn.kernel.dates import PartialDate
from gavn.works.forms import PartialDateField

PLAIN = "plain"


class LeaveOut(forms.Form):
    """Why an occasion was not done."""

    reason = forms.ChoiceField(label=_("Why was it not done?"), choices=choices(NOT_DONE), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Is there something to add?"),
        help_text=_("Colleagues who work with the person can read this."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Invite(forms.Form):
    """Whom to invite, in which words, for how long."""

    respondent = forms.ChoiceField(label=_("Who will answer?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    variant = forms.ChoiceField(
        label=_("In which words?"),
        choices=choices({code or PLAIN: words for code, words in VARIANTS.items()}),
        widget=forms.RadioSelect,
        initial=PLAIN,
    )
    days = forms.IntegerField(
        label=_("For how many days can the code be used?"), min_value=1, max_value=366, initial=30
    )

    def __init__(self, *args: Any, respondents: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["respondent"].choices = choices(RESPONDENTS, tuple(respondents))  # type: ignore[attr-defined]

    def clean_variant(self) -> str:
        """The code of the wording; the plain one has none."""
        return str(self.cleaned_data["variant"]).replace(PLAIN, "")


class Correct(forms.Form):
    """Why answers are corrected, and upon which revision."""

    reason = forms.CharField(
        label=_("Why are the answers corrected?"),
        help_text=_("The answers that stood are kept beside the corrected ones."),
        max_length=300,
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    client_id = forms.CharField(widget=forms.HiddenInput, max_length=40)


class EnterCode(forms.Form):
    """The code of an invitation."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It stands in the letter or message you got. Small and large letters are the same."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class ChooseProgramme(forms.Form):
    """Which programme a service works with, which measures it chooses, how often it asks."""

    chosen = forms.MultipleChoiceField(
        label=_("Which outcome measures do you choose?"),
        help_text=_("What the programme always asks is asked anyway."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    status_every = forms.IntegerField(
        label=_("Months between two statuses"),
        help_text=_("Leave this empty to ask as often as the programme says."),
        min_value=1,
        max_value=60,
        required=False,
    )
    first = PartialDateField(label=_("From which day?"), exact=True, required=False)

    def __init__(self, *args: Any, programme: Programme, titles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        optional = [ask for ask in programme.asks if not ask.always]
        offered = {f"{ask.instrument}|{ask.of}": titles[f"{ask.instrument}|{ask.of}"] for ask in optional}
        self.fields["chosen"].choices = list(offered.items())  # type: ignore[attr-defined]
        if not offered:
            del self.fields["chosen"]
        self.fields["first"].initial = PartialDate.of(civil_today())

    def clean_first(self) -> Any:
        """The whole day; today where none was written."""
        written: PartialDate | None = self.cleaned_data.get("first")
        return written.exact if written else civil_today()
