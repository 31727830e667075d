"""A POST becomes what the services of this stage ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gavn.drafting.pure.texts import LONGEST
from gavn.drafting.pure.words import KINDS, SERIES
from gavn.kernel.errors import Conflict, Refused
from gavn.works.gateways import say

Row = TypeVar("Row")
Choices = Sequence[tuple[str, str]]
said_later = lazy(say, str)


class Written(forms.Form):
    """A form that says why its service refused; ``theirs`` is what somebody else wrote meanwhile."""

    theirs: Any = None
    problems: Sequence[Any] = ()

    def written(self, write: Callable[..., Row]) -> Row | None:
        """What the service kept; nothing where the form or the service refused, and then it says why."""
        if not self.is_valid():
            return None
        try:
            return write(**self.cleaned_data)
        except (Conflict, Refused) as refusal:
            self.theirs = refusal.theirs if isinstance(refusal, Conflict) else None
            self.problems = getattr(refusal, "problems", ())
            field = getattr(refusal, "field", "")
            self.add_error(field if field in self.fields else None, say(refusal.said))
        return None


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Short name"),
        help_text=_("Small letters a–z, digits and hyphens. It stands in the key and cannot be changed later."),
        max_length=40,
    )


class StartForm(Written):
    """What is begun, whose it is, and what it is a copy of."""

    unit = forms.ChoiceField(label=_("Whose is it?"))
    kind = forms.ChoiceField(
        label=_("What do you want to write?"),
        choices=[(kind, said_later(words)) for kind, words in KINDS.items()],
        widget=forms.RadioSelect,
        initial="programmes",
    )
    name = _name()
    source = forms.ChoiceField(
        label=_("Begin with a copy of"),
        help_text=_("Without a copy you get the lines it needs, each explained."),
        required=False,
    )

    def __init__(self, data: Any = None, *, units: Choices, sources: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = units
        fields["source"].choices = [("", _("Nothing: explained lines")), *sources]

    def clean(self) -> dict[str, Any]:
        """A copy is of the same kind as what is written."""
        given = super().clean() or {}
        kind, _space, full_key = given.get("source", "").partition(" ")
        if full_key and kind != given.get("kind"):
            self.add_error("source", _("This is of another kind than what you want to write."))
        return {**given, "source": full_key}


class MergeForm(Written):
    """Two programmes that become one draft."""

    unit = forms.ChoiceField(label=_("Whose is it?"))
    name = _name()
    first = forms.ChoiceField(label=_("The first programme"), help_text=_("Where the two differ, its words stand."))
    second = forms.ChoiceField(label=_("The second programme"))

    def __init__(self, data: Any = None, *, units: Choices, programmes: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = units
        fields["first"].choices = fields["second"].choices = programmes


class DraftForm(Written):
    """The text as it is being written, or a file that takes its place."""

    text = forms.CharField(
        label=_("The text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "gv-drafting__text"}),
    )
    file = forms.FileField(label=_("Or put a file in its place"), required=False)
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        """Take the text from the file, where one was given."""
        given = super().clean() or {}
        file = given.pop("file", None)
        if file and file.size > 4 * LONGEST:
            self.add_error("file", _("The file is too large."))
        elif file:
            given["text"] = file.read().decode("utf-8", errors="surrogateescape")
        return given


class PublishForm(Written):
    """Whether the figures of the version before go on."""

    series = forms.ChoiceField(label=_("What becomes of the series so far?"), widget=forms.RadioSelect)
    series_why = forms.CharField(
        label=_("Why does the series end?"),
        help_text=_("Only where it ends. Everybody who reads the definition sees this."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, follows: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        steps = ("bridges", "breaks") if follows else ("first",)
        fields["series"].choices = [(step, said_later(SERIES[step])) for step in steps]
        if not follows:
            fields["series"].initial = "first"
            del fields["series_why"]


class RetireForm(Written):
    """Why a version is not chosen any more."""

    why = forms.CharField(
        label=_("Why is it retired?"),
        help_text=_("Those who still use it read this, and what they can use instead."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
