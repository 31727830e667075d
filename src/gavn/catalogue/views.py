"""Pages of the catalogue: what is asked, how it is scored, and whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gavn.access.pure.pages import page
from gavn.access.selectors import may
from gavn.catalogue import forms, selectors, services
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

Shown = TypeVar("Shown")
LOAD = "catalogue.load_pack"


@page("catalogue.see")
def catalogue(request: StaffRequest) -> HttpResponse:
    """List the instruments and the programmes."""
    instruments, programmes = selectors.catalogue_rows(_language(), request.GET.get("q", "")[:200])
    context = {"instruments": instruments, "programmes": programmes, "may_load": may(request.user, LOAD)}
    return render(request, "catalogue/catalogue.html", context)


@page("catalogue.see")
def instrument(request: StaffRequest, key: str) -> HttpResponse:
    """Show one instrument in one version."""
    shown = _found(selectors.instrument_page, key)
    context = {"page": shown, "may_load": may(request.user, LOAD), "crumbs": _crumbs()}
    return render(request, "catalogue/instrument.html", context)


@page("catalogue.see")
def programme_page(request: StaffRequest, key: str) -> HttpResponse:
    """Show one programme in one version."""
    shown = _found(selectors.programme_page, key)
    return render(request, "catalogue/programme_page.html", {"page": shown, "crumbs": _crumbs()})


@page("catalogue.load_pack")
@require_http_methods(["GET", "POST"])
def load_pack(request: StaffRequest) -> HttpResponse:
    """Ask for a text pack and its licence, then load it; every problem is shown with its line."""
    form = forms.LoadPack(request.POST or None, request.FILES or None)
    context = {"form": form, "problems": (), "crumbs": _crumbs()}
    if form.is_valid():
        try:
            loaded = services.load_pack(by=request.user, **form.asked)
        except Refused as refusal:
            form.add_error(refusal.field or None, say(refusal.said))
            context["problems"] = getattr(refusal, "problems", ())
        else:
            messages.success(request, _("The text is loaded. The form can be answered from now on."))
            return redirect("instrument", loaded.instrument)
    return render(request, "catalogue/load_pack.html", context)


def _language() -> str:
    return (get_language() or "en")[:2]


def _found(selector: Callable[[str, str], Shown], key: str) -> Shown:
    """What the selector finds; an address of nothing is a page that does not exist."""
    try:
        return selector(key, _language())
    except Refused as refusal:
        raise Http404 from refusal


def _crumbs() -> list[dict[str, str]]:

    return [{"label": _("Catalogue"), "url": reverse("catalogue")}]
