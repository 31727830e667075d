"""Forms about a stay: who is there for the person, the end, another unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today, units_where
from gavn.kernel.dates import PartialDate
from gavn.people.fields import PartialDateField
from gavn.people.forms.choices import NOT_CHOSEN, ColleagueField, spoken
from gavn.people.forms.saving import RevisedForm
from gavn.people.pure.vocabulary import EXIT_REASONS

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.people.models import Enrolment


class ChangeStay(RevisedForm):
    """The entry, the contact and the deputy."""

    entered = PartialDateField(label=_("Entered the service"), required=False)
    contact = ColleagueField(label=_("Contact"), required=False)
    deputy = ColleagueField(label=_("Deputy"), required=False)

    def __init__(self, data: Any = None, *, stay: Enrolment) -> None:
        start = {"entered": stay.entry, "expected": stay.revision}
        super().__init__(data, initial=start)
        for name, user in (("contact", stay.contact), ("deputy", stay.deputy)):
            field = self.fields[name]
            assert isinstance(field, ColleagueField)  # noqa: S101  declared above
            field.offer(stay.unit, also=user)
            self.initial[name] = user.public_id if user else ""


class EndStay(RevisedForm):
    """When and why somebody left."""

    exited = PartialDateField(
        label=_("Left the service"), required=False, help_text=_("Leave out what you do not know.")
    )
    reason = forms.ChoiceField(label=_("Why"), choices=spoken(EXIT_REASONS), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, stay: Enrolment) -> None:
        super().__init__(data, initial={"exited": PartialDate.of(civil_today()), "expected": stay.revision})


class MovePerson(forms.Form):
    """The unit within the service, and since when."""

    unit = forms.ChoiceField(label=_("To which unit"))
    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data: Any = None, *, stay: Enrolment, by: User) -> None:
        super().__init__(data, initial={"first": civil_today()})
        below = units_where(by, "people.enrol").filter(path__startswith=stay.unit.path).order_by("path")
        self.units = {unit.public_id: unit for unit in below}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [NOT_CHOSEN, *((key, unit.name) for key, unit in self.units.items())]

    def clean_unit(self) -> Unit:
        """The unit of the chosen id."""
        return self.units[self.cleaned_data["unit"]]
