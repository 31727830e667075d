"""A POST becomes a service's keyword arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from gavn.access.pure.roles import ROLES
from gavn.access.selectors import unit_kinds, units_where
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


class SignIn(AuthenticationForm):
    """Address and password."""

    username = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))


class ChangePassword(PasswordChangeForm):
    """The password so far, and twice a new one."""

    field_order = ["old_password", "new_password1", "new_password2"]


class AddUnit(forms.Form):
    """A new node of the tree."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("What is it?"), choices=unit_kinds, initial="service")


class RenameUnit(forms.Form):
    """Another name for a node."""

    name = forms.CharField(label=_("Name"), max_length=120)


class AddUser(forms.Form):
    """Somebody new, with a first password to hand over."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They sign in with it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class GiveRole(forms.Form):
    """A role somewhere, from one day to another."""

    role = forms.ChoiceField(label=_("Role"))
    at = forms.ChoiceField(label=_("Where"), help_text=_("It counts there and for everything below."))
    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text=_("Empty: no end.")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.public_id: unit for unit in units_where(by, "access.shape").order_by("path")}
        roles, at = self.fields["role"], self.fields["at"]
        roles.choices = [(key, say(role.name)) for key, role in ROLES.items()]  # type: ignore[attr-defined]
        indent = "\u2003"
        at.choices = [(key, indent * (unit.depth - 1) + unit.name) for key, unit in self.units.items()]  # type: ignore[attr-defined]

    def clean_at(self) -> Unit:
        return self.units[self.cleaned_data["at"]]
