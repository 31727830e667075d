"""What the panel writes: on the quality of the data, beside a figure, and what it decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.judge.forms.written import Written, text
from gavn.judge.pure.words import LONGEST, LONGEST_LINE


class QualityForm(Written):
    """Sign the data off, or send them back."""

    VERDICTS = [("sign", _("Good enough to be talked about")), ("back", _("Not yet: they go back"))]

    verdict = forms.ChoiceField(label=_("How good are the data?"), choices=VERDICTS, widget=forms.RadioSelect)
    words = text(
        _("What has to be borne in mind, or mended?"),
        _("Everybody who reads the figures reads this beside them. Name no person."),
        longest=LONGEST,
    )


class InterpretationForm(Written):
    """A text beside a figure."""

    text = text(_("Text"), _("Saved as you write. Name no person; small numbers can point at somebody."),
                longest=LONGEST, rows=8)  # fmt: skip
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DecisionForm(Written):
    """What is decided, why, on which figure."""

    what = forms.CharField(
        label=_("What is decided?"),
        help_text=_("One sentence that says what will be done differently."),
        max_length=LONGEST_LINE,
    )
    why = text(_("Why?"), _("What in the figure or in the talk led to it? Name no person."), longest=LONGEST)
    figure = forms.ChoiceField(label=_("For which figure?"), required=False)
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, data: Any = None, *, figures: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        if figures:
            fields["figure"].choices = [("", _("For the whole")), *figures]
            del fields["expected"]
        else:
            del fields["figure"]
