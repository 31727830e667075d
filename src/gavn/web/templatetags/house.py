"""Tags that know the house: tabs that stages put in, roles, the word for the person."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from gavn.access.pure.roles import ROLES
from gavn.access.pure.slots import Slot, acts_with_several, person_tabs, service_tabs
from gavn.web.context import links_of
from gavn.web.help.texts import topics
from gavn.web.middleware import RESPONDENTS
from gavn.web.templatetags.gavn import component, tabs
from gavn.works.gateways import say

register = template.Library()


@register.filter
def role_name(key: str) -> str:
    """A role's name in the reader's language."""
    return say(ROLES[key].name) if key in ROLES else key


def _tabs(slot: Slot, context: Context, public_id: str, label: str) -> SafeString:
    links: list[dict[str, Any]] = links_of(slot, context["request"], public_id)
    return tabs(links, label)


@register.simple_tag(takes_context=True, name="person_tabs")
def tabs_of_person(context: Context, individual: Any, label: str = "") -> SafeString:
    """The pages about one person that this reader may open."""
    return _tabs(person_tabs, context, individual.public_id, label)


@register.simple_tag(takes_context=True, name="service_tabs")
def tabs_of_service(context: Context, unit: Any, label: str = "") -> SafeString:
    """The pages about one service that this reader may open."""
    return _tabs(service_tabs, context, unit.public_id, label)


@register.simple_tag(takes_context=True)
def service_links(context: Context, unit: Any) -> list[dict[str, Any]]:
    """The same pages as plain links, for a list of services."""
    return links_of(service_tabs, context["request"], unit.public_id)


@register.simple_tag(takes_context=True)
def several(context: Context) -> SafeString:
    """What this reader may do with the rows of a list that are ticked; a row's box belongs to the form ``several``."""
    return component("several", context, links=links_of(acts_with_several, context["request"]))


@register.simple_tag
def respondents_door() -> str:
    """The address where people answer with a code: a site of its own, so no address of ours reverses to it."""
    return RESPONDENTS


@register.simple_tag(takes_context=True)
def help_address(context: Context) -> str:
    """Where the help with this page stands; nothing for who is signed out."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return ""
    return reverse("help", args=[match.url_name if match.url_name in topics() else "help"])
