"""What every page knows: the menu its reader may use, and whether this is a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from gavn.access.pure.slots import Slot, menu
from gavn.access.selectors import may
from gavn.access.views import demo_is_open

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


def links_of(slot: Slot, request: StaffRequest, *args: str) -> list[dict[str, Any]]:
    """The links of a slot that this reader may follow, the open one marked."""
    match = request.resolver_match
    here = match.url_name if match else None
    return [
        {"label": gettext(link.label.msgid), "url": reverse(link.url_name, args=args), "current": link.url_name == here}
        for link in slot.links
        if not link.permission or may(request.user, link.permission)
    ]


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The menu for signed-in readers; nothing of it for respondents."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    respondent = request.path_info.startswith("/r/")
    return {
        "menu": links_of(menu, cast("StaffRequest", request)) if signed_in and not respondent else [],
        "demo": demo_is_open() if not respondent else False,
    }
