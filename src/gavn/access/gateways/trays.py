"""What a device keeps until it can be sent: which device a page runs on, and how it throws all of it away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

LONGEST = 36


def device_of(request: HttpRequest) -> str:
    """The random name that a page's script gave this device; nothing where it keeps nothing."""
    named = request.POST.get("device", "")
    return named if 0 < len(named) <= LONGEST and named.replace("-", "").isalnum() else ""


def wipe_device(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser throw away all it keeps of gavn.

    Where answers of somebody else wait on a shared device, the page has taken its own reader's away already; theirs
    stay, under a key that only they are given.
    """
    others = bool(request.POST.get("others_wait"))
    response.headers["Clear-Site-Data"] = '"cache"' if others else '"cache", "storage"'
