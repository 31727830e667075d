"""Forms of how the person communicates, and how much they want to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.people.forms.saving import RevisedForm
from gavn.rights.forms import fields
from gavn.rights.pure.vocabulary import AREAS, LEVELS, MODES, TOOLS, WORDINGS

if TYPE_CHECKING:
    from gavn.rights.models import Profile

PLAIN = "plain"
WRITTEN = ("tools", "mode", "revise_on")


class ProfileForm(RevisedForm):
    """A new version of how the person communicates."""

    basis = fields.words(
        _("How does the person understand and express themselves?"),
        required=True,
        help_text=_("What works today, and what does not."),
    )
    potential = fields.words(_("What could the person learn or manage with support?"))
    tools = fields.some_of(_("What helps?"), TOOLS, required=False)
    other_tools = fields.line(_("What else helps?"))
    network = fields.words(_("What do those near the person say?"))
    variant = fields.one_of(
        _("Which words suit the person?"),
        {code or PLAIN: word for code, word in WORDINGS.items()},
        initial=PLAIN,
        help_text=_("It is proposed when the person is invited to answer."),
    )
    mode = fields.chosen(_("How does the person answer best?"), MODES, required=False)
    revise_on = fields.day(_("When is it looked at again?"))

    def __init__(self, data: Any = None, *, newest: Profile | None, words: dict[str, str]) -> None:
        start: dict[str, Any] = {"expected": newest.number if newest else 0, **words}
        if newest is not None:
            start |= {name: getattr(newest, name) for name in WRITTEN} | {"variant": newest.variant or PLAIN}
        super().__init__(data, initial=start)
        self.fields["mode"].choices = fields.spoken(MODES)  # type: ignore[attr-defined]

    def clean_variant(self) -> str:
        """The code of the wording; the plain one has none."""
        return str(self.cleaned_data["variant"]).replace(PLAIN, "")


class InvolvementForm(forms.Form):
    """How much the person wants to decide in one area, and what staff think."""

    area = fields.chosen(_("In which area?"), AREAS)
    wished = fields.one_of(_("What does the person want?"), LEVELS, help_text=_("As the person says."))
    staff = fields.chosen(_("What do staff think is possible?"), LEVELS, required=False)
    disagreement = fields.words(_("Where do they disagree?"), help_text=_("Both views, in the words of each."))
    day = fields.day(_("On which day?"), required=True)

    def __init__(self, data: Any = None, *, area: str = "") -> None:
        super().__init__(data, initial={"day": civil_today(), "area": area})
