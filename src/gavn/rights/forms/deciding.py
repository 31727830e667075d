"""Forms of what the person says no to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.catalogue.selectors import instruments
from gavn.rights.forms import fields
from gavn.rights.pure.vocabulary import DECISIONS, EFFECTS, RESPONDENTS
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.rights.models import Representative
    from gavn.rights.selectors import Worded

PERSON = "person"


def _kinds() -> list[tuple[str, str]]:
    """Each choice with what follows from it, so that nobody has to look it up."""
    return [(code, f"{say(word)}. {say(EFFECTS[code])}") for code, word in DECISIONS.items()]


class SayNo(forms.Form):
    """What the person does not want, of which form, whoever answers, and who says so."""

    kind = forms.ChoiceField(label=_("What does the person say?"), choices=_kinds, widget=forms.RadioSelect)
    instrument = forms.ChoiceField(label=_("About which form?"), required=False)
    respondent = fields.chosen(_("Whose answers?"), RESPONDENTS, required=False)
    first = fields.day(_("From which day?"), required=True)
    said_by = forms.ChoiceField(label=_("Who says so?"), widget=forms.RadioSelect)
    words = fields.words(_("In their own words"), help_text=_("Nobody has to give a reason."))

    def __init__(self, data: Any = None, *, representatives: Sequence[Worded], language: str) -> None:
        start = {"first": civil_today(), "said_by": PERSON, "respondent": "individual"}
        super().__init__(data, initial=start)
        self.speaking = {one.row.public_id: one.row for one in representatives if not one.over}
        titles = sorted((one.title.in_(language), one.key) for one in instruments())
        offered = {
            "instrument": [("", _("All forms")), *((key, title) for title, key in titles)],
            "respondent": [(code, say(word)) for code, word in RESPONDENTS.items()],
            "said_by": [
                (PERSON, _("The person")),
                *((one.row.public_id, one.words.get("name", "")) for one in representatives if not one.over),
            ],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_said_by(self) -> Representative | None:
        """The representative who says so; nobody where it is the person."""
        return self.speaking.get(self.cleaned_data["said_by"])


class TakeBackNo(forms.Form):
    """From which day the person is asked and counted again."""

    ended_on = fields.day(_("From which day?"), required=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"ended_on": civil_today()})
