"""A POST becomes what the services of this stage ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gavn.benefit.pure.proposals import ACTS, LONGEST
from gavn.kernel.errors import Conflict, Refused
from gavn.works.gateways import say

__all__ = ["AcknowledgeForm", "DecideForm", "ProposeForm"]
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


class AcknowledgeForm(Written):
    """One line to the team."""

    answer = forms.CharField(
        label=_("What do you answer the team?"),
        help_text=_("One line: what you make of it, or what you will do. The team reads it here. Name no person."),
        max_length=300,
    )


def _text(label: Any, help_text: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposeForm(Written):
    """What one would want to know, why, how one could get it, and what must be solved."""

    wanted = _text(_("What would you want to know?"), _("As a question, in your own words. Name no person."))
    why = _text(_("Why?"), _("What would you or the persons here do differently if you knew?"))
    how = _text(
        _("How could one get it?"),
        _("Who knows it, who could be asked, when? Leave this empty if you have no idea yet."),
        required=False,
    )
    solve = _text(
        _("What must be solved first?"),
        _("Time, consent, wording, a number that another system holds …"),
        required=False,
    )


class DecideForm(Written):
    """What becomes of a proposal."""

    state = forms.ChoiceField(label=_("What becomes of it?"), widget=forms.RadioSelect)
    reason = _text(_("Why?"), _("The one who proposed it reads this. Needed where it is declined."), required=False)
    into = forms.ChoiceField(
        label=_("With which proposal is it merged?"), help_text=_("Only where it is merged."), required=False
    )
    form = forms.ChoiceField(
        label=_("In which form does the question stand?"),
        help_text=_("Only where it stands in a form."),
        required=False,
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        data: Any = None,
        *,
        steps: Sequence[str],
        others: Sequence[tuple[str, str]],
        in_forms: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["state"].choices = [(step, said_later(ACTS[step])) for step in steps]
        fields["into"].choices = [("", "–"), *others]
        fields["form"].choices = [("", "–"), *in_forms]
        for step, field in (("merged", "into"), ("in_form", "form")):
            if step not in steps:
                del fields[field]
