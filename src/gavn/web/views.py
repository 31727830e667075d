"""Pages of the front itself: errors, and whether the house stands."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from gavn.access.pure.pages import page


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open longer than the sign-in: say so, and that the draft is kept."""
    return render(request, "403_expired.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or it is not for this reader: the same words for both."""
    return render(request, "404.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reader's roles do not open this page."""
    return render(request, "403.html", status=403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read."""
    return render(request, "400.html", status=400)


@page(everybody=True)
def ready(request: HttpRequest) -> JsonResponse:
    """Whether this process can serve: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    state: dict[str, Any] = {"ready": True}
    return JsonResponse(state)
