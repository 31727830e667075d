"""A POST becomes what the services of this stage ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.kernel.errors import Conflict, Refused
from gavn.report.pure.year import LONGEST_TEXT
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.report.models import Reading


class ReadingForm(forms.Form):
    """What we make of the figures; ``theirs`` is the other text where two wrote at once."""

    text = forms.CharField(
        label=_("What do we make of the figures?"),
        help_text=_(
            "What surprises us? What do we believe lies behind it? What will we do, and when will we see whether it "
            "helped? Name no person."
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=LONGEST_TEXT,
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)
    theirs = ""

    def written(self, write: Callable[..., Reading]) -> Reading | None:
        """The text as the service kept it; nothing where the form or the service refused, and then it says why."""
        if not self.is_valid():
            return None
        try:
            return write(**self.cleaned_data)
        except Conflict as conflict:
            self.theirs = conflict.theirs.text
            self.data = {"text": self.cleaned_data["text"], "expected": str(conflict.theirs.revision)}
            self.add_error(None, say(conflict.said))
        except Refused as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, say(refusal.said))
        return None


class PublishForm(forms.Form):
    """Why the report is to be public."""

    reason = forms.CharField(
        label=_("Why is it to be public?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The second person reads this and decides."),
    )  # fmt: skip
