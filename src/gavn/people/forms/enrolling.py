"""The form that enrols a person: as short as it can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.kernel.clock import public_id
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.people.fields import PartialDateField
from gavn.people.forms.choices import UNREMEMBERED, ColleagueField, YearInput, months, spoken
from gavn.people.gateways import read_number
from gavn.people.pure.vocabulary import SEX
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.people.models import Individual
    from gavn.people.selectors import Duplicate

SOMEBODY_ELSE = "new"
CHANGE = "change"


class EnrolPerson(forms.Form):
    """Who it is, since when, and who is there for them."""

    given = forms.CharField(label=_("Given name"), max_length=100, widget=UNREMEMBERED)
    family = forms.CharField(label=_("Family name"), max_length=100, required=False, widget=UNREMEMBERED)
    number = forms.CharField(
        label=_("National number"),
        max_length=20,
        required=False,
        help_text=_("Only if the service needs it. It is kept encrypted."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        help_text=_("Leave it out if you wrote the national number."),
        widget=YearInput(marked=False),
    )
    birth_month = forms.TypedChoiceField(
        label=_("Month of birth"), choices=months, coerce=int, empty_value=None, required=False
    )
    sex = forms.ChoiceField(
        label=_("Sex as recorded"), choices=spoken(SEX), initial="unknown", widget=forms.RadioSelect
    )
    entered = PartialDateField(label=_("Entered the service"))
    already_there = forms.BooleanField(
        label=_("The person was here before we began to measure"),
        help_text=_("Then the first status counts as the baseline."),
        required=False,
    )
    contact = ColleagueField(label=_("Contact"), required=False)
    deputy = ColleagueField(label=_("Deputy"), required=False)
    ticket = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, unit: Unit, by: User) -> None:
        start = {"entered": PartialDate.of(civil_today()), "contact": by.public_id, "ticket": public_id()}
        super().__init__(data, initial=start)
        self.warning: Said | None = None
        for name in ("contact", "deputy"):
            field = self.fields[name]
            assert isinstance(field, ColleagueField)  # noqa: S101  declared above
            field.offer(unit)

    def clean_number(self) -> str:
        """The number in its normal form; a doubtful check sum is remembered as a warning."""
        try:
            number = read_number(self.cleaned_data["number"], civil_today())
        except Refused as refusal:
            raise forms.ValidationError(say(refusal.said)) from refusal
        self.warning = number.warning if number else None
        self.born = number.born if number else None
        return number.normal if number else ""

    def clean_ticket(self) -> str:
        """The form's own mark, by which a repeat is known."""
        ticket: str = self.cleaned_data["ticket"]
        if not re.fullmatch("[0-9a-f]{32}", ticket):
            raise forms.ValidationError(_("This form is damaged. Open it again."))
        return ticket

    def clean(self) -> dict[str, Any]:
        """Take the birth from the number where it was left out; both must agree."""
        cleaned = super().clean() or self.cleaned_data
        born = getattr(self, "born", None)
        if born is not None and cleaned.get("birth_year") is None and "birth_year" in cleaned:
            cleaned["birth_year"], cleaned["birth_month"] = born.year, born.month
        elif born is None and cleaned.get("birth_year") is None and "birth_year" in cleaned:
            self.add_error("birth_year", _("Write the year of birth."))
        elif born is not None and cleaned.get("birth_year") not in (None, born.year):
            self.add_error("birth_year", _("The national number says another year. Compare both."))
        return cleaned

    @property
    def who(self) -> dict[str, Any]:
        """What possible duplicates are looked for with."""
        return {name: self.cleaned_data[name] for name in ("given", "family", "birth_year", "birth_month", "number")}

    @property
    def answer(self) -> str:
        """What was answered when somebody similar was shown: an id, "new", "change" or nothing."""
        return str(self.data.get("chosen", ""))

    def settled(self, known: list[Duplicate]) -> bool:
        """Whether it is clear who it is and that the number is meant."""
        ids = {one.individual.public_id for one in known}
        return (not known and self.warning is None) or self.answer in ids | {SOMEBODY_ELSE}

    def chosen(self, known: list[Duplicate]) -> Individual | None:
        """The person whom somebody said it is."""
        return next((one.individual for one in known if one.individual.public_id == self.answer), None)

    @property
    def sent(self) -> list[tuple[str, str]]:
        """All that was typed, to be carried through the question who it is."""
        left_out = {"csrfmiddlewaretoken", "chosen"}
        return [(name, str(self.data[name])) for name in self.data if name not in left_out]
