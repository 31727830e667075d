"""A POST becomes what the services of this stage ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.improve.pure.actions import LONGEST, LONGEST_TITLE
from gavn.kernel.errors import Conflict, Refused
from gavn.works.forms import PartialDateField
from gavn.works.gateways import say

Row = TypeVar("Row")
Choices = Sequence[tuple[str, str]]


class Written(forms.Form):
    """A form that says why its service refused; ``theirs`` is what somebody else wrote meanwhile."""

    theirs: Any = None

    def written(self, write: Callable[..., Row]) -> Row | None:
        """What the service kept; nothing where the form or the service refused, and then it says why."""
        if not self.is_valid():
            return None
        try:
            return write(**self.cleaned_data)
        except (Conflict, Refused) as refusal:
            self.theirs = refusal.theirs if isinstance(refusal, Conflict) else None
            field = getattr(refusal, "field", "")
            self.add_error(field if field in self.fields else None, say(refusal.said))
        return None


class DayField(PartialDateField):
    """A day of which all is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(exact=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The day."""
        found = super().to_python(value)
        return found.first if found else None


def _text(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, required=required, widget=area)


class ActionForm(Written):
    """What is done, by whom, until when, and how one will see that it helped."""

    title = forms.CharField(label=_("What is it called?"), max_length=LONGEST_TITLE)
    what = _text(_("What is done?"), _("So that somebody who was not there knows what to do. Name no person served."))
    unit = forms.ChoiceField(label=_("Where?"))
    responsible = forms.ChoiceField(
        label=_("Who is responsible?"), help_text=_("One person; others can do it with them.")
    )
    due = DayField(label=_("Until when?"))
    measure = forms.ChoiceField(label=_("By which indicator will one see it?"), required=False)
    target = _text(
        _("What shall it lead to?"), _("In words, with a number where there is one."), required=False, rows=2
    )
    reason = _text(_("Why is it changed?"), required=False, rows=2)
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(
        self, data: Any = None, *, units: Choices = (), people: Choices, measures: Choices, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["responsible"].choices = people
        fields["measure"].choices = [("", _("None")), *measures]
        fields["unit"].choices = units
        for name in ("reason", "expected") if units else ("unit",):
            del fields[name]


class NoteForm(Written):
    """How far an action is."""

    words = _text(_("How far is it?"), _("Everybody who sees the action reads this."))


class EndForm(Written):
    """What becomes of an action."""

    STATES = {"done": _("It is done"), "dropped": _("It is dropped"), "reopened": _("It is taken up again")}

    state = forms.ChoiceField(label=_("What becomes of it?"), widget=forms.RadioSelect)
    words = _text(_("What was done, or why?"))
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, steps: Sequence[str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["state"].choices = [(key, words) for key, words in self.STATES.items() if key in steps]
