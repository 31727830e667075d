"""Forms that say why their service refused, and keep both texts where two people wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.functional import lazy

from gavn.kernel.errors import Conflict, Refused
from gavn.works.forms import PartialDateField
from gavn.works.gateways import say

Row = TypeVar("Row")
said_later = lazy(say, str)


class Written(forms.Form):
    """A form that says why its service refused; ``theirs`` is what somebody else wrote meanwhile."""

    theirs: Any = None

    def written(self, write: Callable[..., Row]) -> Row | None:
        """What the service kept; nothing where the form or the service refused, and then it says why."""
        if not self.is_valid():
            return None
        try:
            return write(**self.asked())
        except (Conflict, Refused) as refusal:
            self.theirs = refusal.theirs if isinstance(refusal, Conflict) else None
            field = getattr(refusal, "field", "")
            self.add_error(field if field in self.fields else None, say(refusal.said))
        return None

    def asked(self) -> dict[str, Any]:
        """What the service is asked for."""
        return dict(self.cleaned_data)


def text(label: Any, help_text: Any = "", *, longest: int, required: bool = True, rows: int = 4) -> forms.CharField:
    """A text of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=longest, required=required, widget=area)


class WholeDayField(PartialDateField):
    """A day of which all is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(exact=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The day."""
        found = super().to_python(value)
        return found.first if found else None
