"""Signing in through an identity provider: there, back, and being linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.internal.statekit import get_states
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from gavn.access import services
from gavn.access.gateways.elsewhere import Link, links_of, provider_named
from gavn.access.gateways.oidc import Conversation
from gavn.access.gateways.saml import our_metadata
from gavn.access.pure.pages import page
from gavn.access.pure.providers import OpenIdProvider, Provider, SamlProvider
from gavn.access.selectors import account_seen_by
from gavn.access.views.invitations import sent_to_relink
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

NOT_HELD = said("The provider’s answer does not hold.")
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)  # what a provider that answers nonsense leads to
FOLDER = "access/elsewhere"


def not_let_in(request: HttpRequest, why: Said) -> HttpResponse:
    """Say why somebody who came from a provider is not let in."""
    return render(request, f"{FOLDER}/not_let_in.html", {"why": why}, status=403)


def did_not_hold(request: HttpRequest) -> HttpResponse:
    """Say that an answer was not what a provider answers to this browser now."""
    return not_let_in(request, NOT_HELD)


def stopped(request: HttpRequest) -> HttpResponse:
    """Say that somebody turned round at the provider."""
    return not_let_in(request, said("You stopped at the provider."))


def provider_down(request: HttpRequest, key: str) -> HttpResponse:
    """Say that a provider does not answer, and what one can do meanwhile."""
    known = provider_named(key)
    name = known.name.in_(get_language() or "en") if known else key
    return render(request, f"{FOLDER}/provider_down.html", {"name": name}, status=503)


def _known(key: str, kind: type[Provider]) -> Provider:
    known = provider_named(key)
    if not isinstance(known, kind):
        raise Http404
    return known


def _gone(request: HttpRequest, key: str, *, process: str, onward: str, invitation: str = "") -> HttpResponse:
    """Lead to the provider, by a page and not by an answer to the form, which the browser would not follow there."""
    known = _known(key, Provider)
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = ""
    try:
        there = get_adapter(request).get_provider(request, provider=key)
        reply: HttpResponse = there.redirect(request, process, onward or None, {"invitation": invitation})
    except (RequestException, OAuth2Error, OSError, Refused, *UNREADABLE):
        return provider_down(request, key)
    if reply.status_code != 302:
        return reply
    told = {"address": reply.headers["Location"], "name": known.name.in_(get_language() or "en")}
    return render(request, f"{FOLDER}/going.html", told)


@page(everybody=True)
@require_POST
def sign_in_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to a provider to sign in."""
    asked = {"onward": request.POST.get("next", ""), "invitation": request.POST.get("invitation", "")[:80]}
    return _gone(request, provider_id, process="login", **asked)


@page()
@require_POST
def link_elsewhere(request: StaffRequest, provider_id: str) -> HttpResponse:
    """Go to a provider to be linked to it."""
    return _gone(request, provider_id, process="connect", onward=reverse("your_sign_in"))


@page(everybody=True)
@require_GET
def back_from_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from a provider that speaks OpenID Connect."""
    _known(provider_id, OpenIdProvider)
    try:
        reply: HttpResponse = OAuth2CallbackView.adapter_view(Conversation(request, provider_id))(request)
    except Refused as refusal:
        services.note_refused(provider=provider_id, owner=None)
        return not_let_in(request, refusal.said)
    except (OAuth2Error, OSError, *UNREADABLE):
        return provider_down(request, provider_id)
    return reply


@page(everybody=True)
@csrf_exempt
@require_POST
def answer_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from a provider that speaks SAML, whose answer names the question that this browser asked.

    A post from another site brings no session with it, so the browser is asked to post once more, from here.
    """
    _known(provider_id, SamlProvider)
    if not get_states(request) and "again" not in request.POST:
        return render(request, f"{FOLDER}/again.html", {"answer": request.POST.get("SAMLResponse", "")})
    try:
        came = get_adapter(request).get_provider(request, provider=provider_id).answered(request)
    except (Refused, PermissionDenied) as refusal:
        services.note_refused(provider=provider_id, owner=None)
        return not_let_in(request, refusal.said if isinstance(refusal, Refused) else NOT_HELD)
    reply: HttpResponse = complete_social_login(request, came)
    return reply


@page(everybody=True)
@require_GET
def metadata_for_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """What a provider's administrators need to know of this installation."""
    known = _known(provider_id, SamlProvider)
    return HttpResponse(our_metadata(request, known), content_type="application/samlmetadata+xml")  # type: ignore[arg-type]


@page()
@require_http_methods(["GET", "POST"])
def unlink_elsewhere(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for proof and once more, then let a provider open nothing more."""
    link = next((one for one in links_of(request.user) if one.pk == pk), None)
    if link is None:
        raise Http404
    reply: HttpResponse = reauthentication_required(_unlinked)(request, pk, link=link)
    return reply


def _unlinked(request: StaffRequest, pk: int, *, link: Link) -> HttpResponse:
    if request.method == "POST":
        try:
            services.unlink(by=request.user, pk=pk)
        except Refused as refusal:
            messages.error(request, say(refusal.said))
        return redirect("your_sign_in")
    return render(request, f"{FOLDER}/unlink.html", {"link": link})


@page("access.shape")
@require_POST
def relink_user(request: StaffRequest, user: str, provider_id: str) -> HttpResponse:
    """Let somebody be linked anew, once."""
    found = account_seen_by(request.user, user)
    _known(provider_id, Provider)
    try:
        link = sent_to_relink(request, found, provider_id)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
        return redirect("account", found.public_id)
    return render(request, f"{FOLDER}/relink.html", {"account": found, "link": link})
