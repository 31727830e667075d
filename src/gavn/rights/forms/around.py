"""Forms of who speaks for the person, and who is near them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from gavn.access.selectors import civil_today
from gavn.people.forms.saving import RevisedForm
from gavn.rights.forms import fields
from gavn.rights.pure.vocabulary import AGREED, RELATIONS, REPRESENTATIVES, SCOPES

if TYPE_CHECKING:
    from gavn.rights.models import Contact, PersonsRow, Representative

REACHED_AT = ("phone", "mail", "note")


class NearForm(RevisedForm):
    """What the forms about other persons share: a row that is changed brings its words with it."""

    def _fill(self, row: PersonsRow | None, words: dict[str, str]) -> None:
        if row is None:
            del self.fields["expected"]
            return
        self.initial.update({name: getattr(row, name) for name in self.fields if hasattr(row, name)}, **words)
        self.initial["expected"] = getattr(row, "revision")  # noqa: B009  both kinds of rows have revisions


class RepresentativeForm(NearForm):
    """Who may speak for the person, in what, since when."""

    name = fields.line(_("Name"), required=True)
    kind = fields.one_of(_("As what?"), REPRESENTATIVES, initial="guardian")
    scope = fields.some_of(_("In what?"), SCOPES)
    first = fields.day(_("From which day?"), required=True)
    last = fields.day(_("Until which day?"), help_text=_("Leave this empty while it holds."))
    phone = fields.line(_("Telephone"))
    mail = fields.line(_("E-mail"))
    note = fields.words(_("Is there something to add?"))

    def __init__(
        self, data: Any = None, *, row: Representative | None = None, words: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial={"first": civil_today()})
        self._fill(row, words or {})


class ContactForm(NearForm):
    """Who is near the person, and whether they may be asked."""

    name = fields.line(_("Name"), required=True)
    relation = fields.chosen(_("What are they to the person?"), RELATIONS)
    agreed = fields.one_of(
        _("Does the person agree that they are asked?"),
        AGREED,
        initial="unasked",
        help_text=_("Where the person says no to one and yes to none, no relative is asked."),
    )
    agreed_on = fields.day(_("On which day did the person say so?"))
    phone = fields.line(_("Telephone"))
    mail = fields.line(_("E-mail"))
    note = fields.words(_("Is there something to add?"))

    def __init__(self, data: Any = None, *, row: Contact | None = None, words: dict[str, str] | None = None) -> None:
        super().__init__(data)
        self._fill(row, words or {})
