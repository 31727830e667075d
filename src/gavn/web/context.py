"""What every page knows: the menu its reader may use, and whether this is a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext

from gavn import __version__
from gavn.access.pure.slots import Slot, menu, own_pages
from gavn.access.selectors import may
from gavn.access.views import demo_is_open
from gavn.web.middleware import RESPONDENTS

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
    if request.path_info.startswith(RESPONDENTS):
        return {"menu": [], "user_menu": [], "demo": False, "worker": worker_address()}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "user_menu": [], "demo": demo_is_open()}
    own = links_of(own_pages, cast("StaffRequest", request))
    own.append({"label": gettext("How you sign in"), "url": reverse("your_sign_in")})
    if user.has_usable_password():
        own.append({"label": gettext("Change password"), "url": reverse("change_password")})
    return {
        "menu": links_of(menu, cast("StaffRequest", request)),
        "user_menu": own,
        "demo": demo_is_open(),
        "device_key": reverse("device_key") if may(user, "collect.answer") else "",
        "worker": worker_address(),
    }


def worker_address() -> str:
    """The script for those without a network, in the reader's language; another release is another address."""
    asked = urlencode({"language": get_language() or "en", "release": __version__})
    return f"{reverse('worker', urlconf=settings.ROOT_URLCONF)}?{asked}"
