"""A POST becomes a service's keyword arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

from gavn.access.pure.roles import ROLES
from gavn.access.selectors import unit_kinds, units_where
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


class SignIn(LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "username webauthn"}
        self.fields["login"] = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs=attributes))
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


MALFORMED = (KeyError, TypeError, ValueError, AttributeError)  # what allauth raises where a browser sends nonsense


def not_a_passkey() -> forms.ValidationError:
    """What is said where the device's answer cannot be read."""
    return forms.ValidationError(_("Your device did not make or find a passkey. Try again, or choose another way."))


class DeviceAnswer(forms.JSONField):
    """What a device answered; nested without end it cannot be read, and is shown again as it came."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """The answer as values."""
        try:
            return super().to_python(value)
        except RecursionError as wrong:
            raise not_a_passkey() from wrong

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What stands in the field when the form is shown again."""
        try:
            return super().bound_data(data, initial)
        except RecursionError:
            return InvalidJSONInput(data)


class ReadWhole(forms.Form):
    """An answer of a device that cannot be read is a mistake of the form, not of the server."""

    credential = DeviceAnswer()

    def clean_credential(self) -> Any:
        """The device's answer, or what to do where it cannot be read."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MALFORMED as wrong:
            raise not_a_passkey() from wrong


class UsePasskey(ReadWhole, AuthenticateWebAuthnForm):
    """The second step of a sign-in, by passkey."""


class SignInByPasskey(ReadWhole, LoginWebAuthnForm):
    """A sign-in by passkey alone."""


class ProveByPasskey(ReadWhole, ReauthenticateWebAuthnForm):
    """The same once more, before something changes."""


class AddPasskey(SignupWebAuthnForm):
    """What a device made, and what to call it; it signs in without a password."""

    name = forms.CharField(label=_("What do you call it?"), required=False, max_length=60)
    credential = DeviceAnswer()
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """What the device made, or what to do where it cannot be read."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except MALFORMED as wrong:
            raise not_a_passkey() from wrong
        return cleaned

    def made(self) -> dict[str, Any]:
        """The passkey and its name, once both were read."""
        return {"name": self.cleaned_data["name"], "credential": self.cleaned_data["credential"]}


class ChoosePassword(SetPasswordForm):  # type: ignore[type-arg]  # Django's takes no type when it runs
    """Twice a new password."""


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
    """Somebody new, who is then invited to sign in."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They sign in with it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class GiveRole(forms.Form):
    """A role somewhere, from one day to another."""

    role = forms.ChoiceField(label=_("Role"))
    at = forms.ChoiceField(label=_("Where"), help_text=_("It counts there and for everything below."))
    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: no end."),
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


class AnswerAct(forms.Form):
    """Yes or no to what somebody else asked for; a no says why."""

    verdict = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[("yes", _("Yes, do it")), ("no", _("No, it shall not be done"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What do you want to add?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for a no: the other reads it."),
    )  # fmt: skip
