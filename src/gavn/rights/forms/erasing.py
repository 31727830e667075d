"""Forms of erasure, hold and how long something is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gavn.catalogue.selectors import programmes
from gavn.rights.forms import fields
from gavn.rights.pure.erasing import ASKED_FOR, GROUNDS, HOLDS, KEPT
from gavn.works.gateways import say


class AskErasure(forms.Form):
    """Why a person shall be erased, and who asked for it."""

    ground = fields.one_of(_("Why?"), GROUNDS)
    asked_for = fields.chosen(_("Who asks for it?"), ASKED_FOR)
    words = fields.words(
        _("What has the second person to know?"),
        required=True,
        help_text=_("How it was asked for, and why nothing obliges us to keep it. It is erased with the rest."),
    )


class SetHold(forms.Form):
    """Why nothing of a person may be erased, and until when."""

    kind = fields.one_of(_("Why?"), HOLDS)
    why = fields.words(_("Which case is it, and who said so?"), required=True)
    until = fields.day(_("Up to and with which day?"), help_text=_("Leave this empty until the end is known."))


class AskDueList(forms.Form):
    """What the second person has to know about a list."""

    words = fields.words(
        _("What has the second person to know?"),
        required=True,
        help_text=_("Who looked through the list, and whether the archive has what it must have."),
    )


class KeepPerson(forms.Form):
    """Why a person is taken off a list."""

    why = fields.words(_("Why is the person kept?"), required=True)


class RetentionForm(forms.Form):
    """How many months something is kept, and on which ground."""

    what = forms.ChoiceField(label=_("What?"), widget=forms.RadioSelect)
    programme = forms.ChoiceField(label=_("In which programme?"), required=False)
    months = forms.IntegerField(label=_("How many months?"), min_value=1, max_value=360)
    ground = fields.words(
        _("On which ground?"), required=True, help_text=_("The law or the decision, so that it can be shown.")
    )

    def __init__(self, data: Any = None, *, whole: bool) -> None:
        super().__init__(data, initial={"what": "persons"})
        offered = KEPT if whole else {"persons": KEPT["persons"]}
        what = [(code, f"{say(one.name)} – {say(one.after)}") for code, one in offered.items()]
        language = get_language() or "en"
        titles = sorted((one.title.in_(language), one.key) for one in programmes())
        self.fields["what"].choices = what  # type: ignore[attr-defined]
        self.fields["programme"].choices = [  # type: ignore[attr-defined]
            ("", _("Every programme")), *((key, title) for title, key in titles)
        ]  # fmt: skip
