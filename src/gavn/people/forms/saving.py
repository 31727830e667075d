"""From a valid form to its service: a refusal becomes an error of its field, a conflict shows both texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from gavn.kernel.errors import Conflict, Refused
from gavn.works.gateways import say

Made = TypeVar("Made")


class RevisedForm(forms.Form):
    """A form that knows which revision its reader saw; after a conflict it holds both texts."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
    mine = ""
    theirs = ""


def saved(form: forms.Form, write: Callable[..., Made]) -> Made | None:
    """What the service made of the form; nothing when the form or the service refused."""
    if not form.is_valid():
        return None
    try:
        return write(**form.cleaned_data)
    except Refused as refusal:
        text = say(refusal.said)
        if isinstance(refusal, Conflict) and isinstance(form, RevisedForm):
            _show_both(form, refusal.theirs)
        form.add_error(refusal.field if refusal.field in form.fields else None, text)
    return None


def _show_both(form: RevisedForm, theirs: Any) -> None:
    """Keep both texts for the page; sending the form again is then meant."""
    typed = {name: form.cleaned_data[name] for name in form.cleaned_data if hasattr(theirs, name)}
    form.mine = _text(form, typed)
    form.theirs = _text(form, {name: getattr(theirs, name) for name in typed})
    form.data = {**{name: form.data[name] for name in form.data}, "expected": str(theirs.revision)}


def _text(form: forms.Form, values: dict[str, Any]) -> str:
    lines = []
    for name, value in values.items():
        choices = dict(getattr(form.fields[name], "choices", ()))
        several = value if isinstance(value, list) else [value]
        shown = [str(choices.get(one, "" if one is None else one)) for one in several]
        lines.append(f"{form.fields[name].label}: {', '.join(shown)}")
    return "\n".join(lines)
