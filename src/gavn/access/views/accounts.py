"""Accounts and the roles they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gavn.access import forms, services
from gavn.access.gateways.elsewhere import links_of
from gavn.access.gateways.second_factors import factors_of
from gavn.access.pure.pages import page
from gavn.access.selectors import account_seen_by, accounts_seen_by, civil_today, role_seen_by
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest, User


@page("access.shape")
def accounts(request: StaffRequest) -> HttpResponse:
    """List everybody who works with gavn, and their roles."""
    words = request.GET.get("words", "")
    found = [one for one in accounts_seen_by(request.user) if words.lower() in f"{one.name} {one.email}".lower()]
    return render(request, "access/accounts.html", {"accounts": found, "words": words, "today": civil_today()})


@page("access.shape")
def account(request: StaffRequest, user: str) -> HttpResponse:
    """Show one account: which roles, where, since when."""
    found = account_seen_by(request.user, user)
    told = {"account": found, "today": civil_today(), "factors": factors_of(found), "own": found == request.user}
    told |= {"links": links_of(found)}
    return render(request, "access/account.html", told)


@page("access.shape")
@require_http_methods(["GET", "POST"])
def add_user(request: StaffRequest) -> HttpResponse:
    """Ask who, then add them; their first role and the invitation come next."""
    form = forms.AddUser(request.POST or None)
    if form.is_valid():
        try:
            made = services.add_user(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, say(refusal.said))
        else:
            return redirect("give_role", made.public_id)
    return render(request, "access/add_user.html", {"form": form})


@page("access.shape")
@require_http_methods(["GET", "POST"])
def give_role(request: StaffRequest, user: str) -> HttpResponse:
    """Ask which role where, then give it."""
    found = account_seen_by(request.user, user)
    form = forms.GiveRole(request.POST or None, by=request.user, initial={"first": civil_today()})
    if form.is_valid():
        try:
            services.give_role(by=request.user, user=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, say(refusal.said))
        else:
            return redirect("account", found.public_id)
    return render(request, "access/give_role.html", {"form": form, "account": found})


@page("access.shape")
@require_POST
def end_role(request: StaffRequest, role: str) -> HttpResponse:
    """Let a role end today."""
    held = role_seen_by(request.user, role)
    services.end_role(by=request.user, held=held, last=max(held.first, civil_today()))
    return redirect("account", held.user.public_id)


@page("access.shape")
@require_POST
def close_account(request: StaffRequest, user: str) -> HttpResponse:
    """Close the account of somebody who leaves."""
    return _changed(request, user, services.close_account)


@page("access.shape")
@require_POST
def open_account(request: StaffRequest, user: str) -> HttpResponse:
    """Open a closed account again."""
    return _changed(request, user, services.open_account)


def _changed(request: StaffRequest, user: str, change: Callable[..., User]) -> HttpResponse:
    found = account_seen_by(request.user, user)
    try:
        change(by=request.user, user=found)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("account", found.public_id)
