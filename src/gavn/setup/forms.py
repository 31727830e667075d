"""What is asked at each step of a set-up."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.setup.pure.sheets import LARGEST

DAY = {"type": "date"}
ISO = "%Y-%m-%d"  # what a browser understands in every language


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=forms.DateInput(format=ISO, attrs=DAY)
    )


class WriteMandate(forms.Form):
    """Who decided, when, by which document, with what, for how long."""

    decided_by = forms.CharField(
        label=_("Who decided that you use gavn?"), max_length=200, help_text=_("For example the social committee.")
    )
    decided_on = _day(_("When?"))
    document = forms.CharField(
        label=_("In which document can it be read?"), max_length=200, help_text=_("Title, number or address.")
    )
    resources = forms.CharField(
        label=_("Who has time for it, and how much?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: one full-time coordinator, half an hour a week for each practitioner."),
    )
    first = _day(_("From which day?"))
    last = _day(_("Until which day?"), required=False, help_text=_("Leave this empty while no end is decided."))


class WriteOwner(forms.Form):
    """Who answers for the data, and whom to ask."""

    controller = forms.CharField(label=_("Which organisation answers for the personal data?"), max_length=200)
    contact = forms.CharField(
        label=_("How is it reached?"), max_length=200, help_text=_("Address, telephone or e-mail that may be public.")
    )
    officer = forms.CharField(label=_("Who is its data protection officer?"), max_length=200)
    officer_contact = forms.CharField(
        label=_("How is the officer reached?"),
        max_length=200,
        help_text=_("Everybody whose data are kept may ask the officer; the law wants this to be public."),
    )


class PlanRollOut(forms.Form):
    """The first day of each phase."""

    base = _day(_("From which day are base data kept?"), help_text=_("Who comes, who leaves, what is done."))
    questions = _day(
        _("From which day are questionnaires asked?"),
        required=False,
        help_text=_("Nothing is called late or missing before that day. Leave this empty until you know it."),
    )
    comparison = _day(
        _("From which day does the service look at itself, and beside others?"),
        required=False,
        help_text=_("When enough answers are there to say something. Leave this empty until you know it."),
    )


class SheetFile(forms.Form):
    """A file to look at; or the same file again, to take it in."""

    file = forms.FileField(
        label=_("The file"), required=False, help_text=_("CSV or a workbook (.xlsx), at most half a megabyte.")
    )
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """One of the two, not larger than can be looked at."""
        given = super().clean() or {}
        file = given.get("file")
        if file is not None and file.size > LARGEST:
            self.add_error("file", _("The file is larger than half a megabyte; divide it."))
        elif file is None and not given.get("content"):
            self.add_error("file", _("Choose a file."))
        elif file is None:
            given["seen"] = self._seen(given["content"])
        else:
            given["seen"] = file.read()
        return given

    def _seen(self, content: str) -> bytes:
        try:
            return base64.b64decode(content, validate=True)
        except (binascii.Error, ValueError):
            self.add_error("file", _("Choose the file once more."))
            return b""

    @property
    def again(self) -> str:
        """What was looked at, to be sent with the yes."""
        return base64.b64encode(self.cleaned_data["seen"]).decode()
