"""What a page's script needs so that nothing typed is lost when the network is."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from gavn.access.gateways.trays import device_of
from gavn.access.pure.pages import page
from gavn.access.services import tray_key
from gavn.catalogue.pure.formats import LANGUAGES
from gavn.collect.views.respondent import with_code

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.collect.forms.visiting import Visit

SCRIPTS = [f"gavn/js/offline/{name}.js" for name in ("device", "fields", "form", "key", "outbox", "state", "tray")]
"""Every script that another one asks for; a browser that keeps the page must keep them too."""


def _given(request: HttpRequest, owner: str) -> JsonResponse:
    """The key of this person's tray on this device, and after how many seconds without work it is forgotten."""
    device = device_of(request)
    if not device:
        return JsonResponse({}, status=422)
    return JsonResponse({**tray_key(device, owner), "idle": settings.GAVN_IDLE_MINUTES * 60})


@page("collect.answer")
@require_POST
def device_key(request: StaffRequest) -> HttpResponse:
    """Give whoever may write answers the key under which they lie on this device until they are sent."""
    return _given(request, request.user.public_id)


@with_code
@require_POST
def own_device_key(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give a respondent the key under which their answers lie on this device until they are sent."""
    return _given(request, visit.owner)


@page(everybody=True)
@require_GET
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """Say what waits on this device to be sent; holds nobody's data, so that a browser may keep the page."""
    if language not in LANGUAGES:
        raise Http404
    with translation.override(language):
        response = render(request, "offline.html", {"offline_scripts": SCRIPTS})
    response.headers["Content-Language"] = language
    return response


@cache
def _worker() -> str:
    """The script that stands between the browser and the network."""
    return Path(str(finders.find("gavn/js/offline/worker.js"))).read_text(encoding="utf-8")


@page(everybody=True)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows the page above where there is no network; it keeps that page and nothing else."""
    return HttpResponse(_worker(), content_type="text/javascript", headers={"Service-Worker-Allowed": "/"})
