"""Fields that several forms have: days, words, codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from gavn.kernel.say import Said
from gavn.people.forms.choices import UNREMEMBERED, spoken, spoken_unchosen
from gavn.rights.pure.rules import LONGEST


def day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day in the calendar, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def words(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A few lines of text."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=LONGEST, widget=widget)


def line(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """One line that no browser remembers for the next person."""
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=200, widget=UNREMEMBERED)


def one_of(label: Any, codes: Mapping[str, Said], *, initial: str = "", help_text: Any = "") -> forms.ChoiceField:
    """One code, all in sight."""
    return forms.ChoiceField(
        label=label, choices=spoken(codes), initial=initial, help_text=help_text, widget=forms.RadioSelect
    )


def chosen(label: Any, codes: Mapping[str, Said], *, required: bool = True, help_text: Any = "") -> forms.ChoiceField:
    """One code of a list, none chosen beforehand."""
    return forms.ChoiceField(label=label, choices=spoken_unchosen(codes), required=required, help_text=help_text)


def some_of(label: Any, codes: Mapping[str, Said], *, required: bool = True) -> forms.MultipleChoiceField:
    """Several codes."""
    return forms.MultipleChoiceField(
        label=label, choices=spoken(codes), required=required, widget=forms.CheckboxSelectMultiple
    )
