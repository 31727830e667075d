"""Forms about who a person is, and what a service calls the persons it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.kernel.errors import Refused
from gavn.kernel.say import said
from gavn.people.forms.choices import UNREMEMBERED, YearInput, months, spoken
from gavn.people.gateways import Identity, read_number
from gavn.people.pure.numbers import masked
from gavn.people.pure.vocabulary import PERSON_WORDS, SEX
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.people.models import Individual


class CorrectPerson(forms.Form):
    """Name, number, birth, sex, language, address, protection."""

    given = forms.CharField(label=_("Given name"), max_length=100, widget=UNREMEMBERED)
    family = forms.CharField(label=_("Family name"), max_length=100, required=False, widget=UNREMEMBERED)
    number = forms.CharField(
        label=_("National number"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    drop_number = forms.BooleanField(label=_("Take the national number away"), required=False)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        widget=YearInput(),
    )
    birth_month = forms.TypedChoiceField(
        label=_("Month of birth"), choices=months, coerce=int, empty_value=None, required=False
    )
    sex = forms.ChoiceField(label=_("Sex as recorded"), choices=spoken(SEX), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language the person answers in"), choices=settings.LANGUAGES)
    address = forms.CharField(
        label=_("Address"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    protected = forms.BooleanField(
        label=_("Name and address are protected"),
        help_text=_("Then no list shows the address, the service or the contact."),
        required=False,
    )

    def __init__(self, data: Any = None, *, individual: Individual, identity: Identity) -> None:
        names = ("birth_year", "birth_month", "sex", "language", "protected")
        start: dict[str, Any] = {name: getattr(individual, name) for name in names}
        start |= {"given": identity.given, "family": identity.family, "address": identity.address}
        super().__init__(data, initial=start)
        if individual.protected:
            # The address is hidden here too: it is left as it is.
            del self.fields["address"]
        if identity.number:
            kept = said("Kept: {number}. Leave this empty to keep it.", number=masked(identity.number))
            self.fields["number"].help_text = say(kept)
        else:
            del self.fields["drop_number"]

    def clean_number(self) -> str:
        """The number in its normal form."""
        try:
            number = read_number(self.cleaned_data["number"], civil_today())
        except Refused as refusal:
            raise forms.ValidationError(say(refusal.said)) from refusal
        return number.normal if number else ""


class ChoosePersonWord(forms.Form):
    """The word in one language."""

    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    word = forms.ChoiceField(label=_("The word"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, language: str) -> None:
        super().__init__(data, initial={"language": language})
        word = self.fields["word"]
        assert isinstance(word, forms.ChoiceField)  # noqa: S101  declared above
        word.choices = [(code, f"{say(one)}, {say(many)}") for code, (one, many) in PERSON_WORDS.items()]
