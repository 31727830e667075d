"""Forms of what a person was told, and whether they are here of their own will."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.rights.forms import fields
from gavn.rights.pure.copies import PURPOSES
from gavn.rights.pure.vocabulary import GROUNDS, TOLD_ABOUT, TOLD_HOW, TOLD_WHOM


class Inform(forms.Form):
    """What was told, how, to whom, on which day, by whom."""

    about = fields.some_of(_("What was told?"), TOLD_ABOUT)
    how = fields.some_of(_("How?"), TOLD_HOW)
    whom = fields.some_of(_("To whom?"), TOLD_WHOM)
    day = fields.day(_("On which day?"), required=True)
    teller = fields.line(_("Who told it?"), help_text=_("Leave this empty if it was you."))
    note = fields.words(_("Is there something to add?"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"day": civil_today(), "whom": ["person"], "how": ["spoken"]})


class CopyOfPerson(forms.Form):
    """What the copy is for."""

    purpose = fields.one_of(_("What is the copy for?"), PURPOSES, initial="asked")


class StateGround(forms.Form):
    """Of their own will or not, from which day, by which ground."""

    kind = fields.one_of(_("Is the person here of their own will?"), GROUNDS, initial="voluntary")
    first = fields.day(_("From which day?"), required=True)
    ground = fields.words(
        _("By which law or order?"), help_text=_("Needed where the person is here against their will.")
    )
    last = fields.day(_("Until which day?"), help_text=_("Leave this empty while it holds."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"first": civil_today()})


class EndGround(forms.Form):
    """The last day on which it held."""

    last = fields.day(_("What was the last day?"), required=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"last": civil_today()})
