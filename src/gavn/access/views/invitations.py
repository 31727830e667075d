"""Inviting somebody, and their first steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from gavn.access import forms, services
from gavn.access.gateways.elsewhere import named_providers
from gavn.access.gateways.second_factors import passkey_options, sign_in_with_new_passkey, sign_in_with_new_password
from gavn.access.pure.pages import page
from gavn.access.selectors import account_seen_by
from gavn.access.services.invitations import Letter
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffInvitation, StaffRequest, User


def letter_in(language: str) -> Letter:
    """What an invitation says in a language."""
    with override(language):
        subject = _("You are invited to gavn")
        body = _(
            "Hello,\n\nyou have been invited to work with gavn. This link lets you in for the first time; "
            "it works once, for seven days:\n\n{link}\n\nIf you did not expect this, ignore it."
        )
    return Letter(subject, body)


def sent(request: StaffRequest, user: User) -> str:
    """Invite somebody in their own language; the link, to be handed over too."""
    letter = letter_in(user.language)
    address = request.build_absolute_uri(reverse("first_sign_in", args=["CODE"]))
    _invitation, link = services.invite_user(by=request.user, user=user, address=address, **vars(letter))
    return link


def sent_to_relink(request: StaffRequest, user: User, provider: str) -> str:
    """Let somebody be linked to a provider anew, in their own language; the link, to be handed over too."""
    with override(user.language):
        subject = _("Sign in to gavn anew")
        body = _(
            "Hello,\n\nthe organisation that you sign in through knows you by a new name. Open this link and sign in "
            "there once more; it works once, for seven days:\n\n{link}\n\nIf you did not expect this, ignore it."
        )
    address = request.build_absolute_uri(reverse("first_sign_in", args=["CODE"]))
    sent_in = {"address": address, "subject": subject, "body": body}
    return services.allow_relink(by=request.user, user=user, provider=provider, **sent_in)


@page("access.shape")
@require_POST
def invite_user(request: StaffRequest, user: str) -> HttpResponse:
    """Invite somebody anew, for example after they lost their device."""
    found = account_seen_by(request.user, user)
    try:
        link = sent(request, found)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
        return redirect("account", found.public_id)
    return render(request, "access/invited.html", {"account": found, "link": link})


@page(everybody=True)
@require_http_methods(["GET", "POST"])
def first_sign_in(request: HttpRequest, code: str) -> HttpResponse:
    """Greet somebody new: they make a passkey, or choose a password first."""
    try:
        invitation = services.welcome(code)
        return (
            _linked_only(request, invitation, code) if invitation.links_only else _welcomed(request, invitation, code)
        )
    except Refused as refusal:
        return render(request, "access/welcome_over.html", {"why": refusal.said}, status=410)


def _linked_only(request: HttpRequest, invitation: StaffInvitation, code: str) -> HttpResponse:
    told = {"account": invitation.user, "providers": named_providers(), "invitation": code}
    return render(request, "access/elsewhere/welcome_again.html", told)


def _welcomed(request: HttpRequest, invitation: StaffInvitation, code: str) -> HttpResponse:
    user = invitation.user
    passkey = forms.AddPasskey(request.POST if "credential" in request.POST else None, user=user)
    password = forms.ChoosePassword(user, request.POST if "new_password1" in request.POST else None)
    if passkey.is_valid():
        services.use_invitation(invitation=invitation)
        return sign_in_with_new_passkey(request, user, **passkey.made())
    if password.is_valid():
        services.use_invitation(invitation=invitation, password=password.cleaned_data["new_password1"])
        sign_in_with_new_password(request, user)
        return redirect("your_sign_in")
    options = {"creation_options": passkey_options(user)}
    told = {"account": user, "passkey": passkey, "password": password, "options": options, "invitation": code}
    told |= {"providers": named_providers()}
    return render(request, "access/welcome.html", told)
