"""Seasons: everybody who reads figures below or above the node they are for may know their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from gavn.access.pure.roles import roles_with
from gavn.access.selectors import civil_today, roles_held, units_where
from gavn.calendar.models import Season
from gavn.catalogue.selectors import programmes
from gavn.collect.selectors import programmes_chosen
from gavn.measure.gateways.store.kept import kept_store

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.measure.gateways.store import Store

SEE, KEEP = "report.see_service", "calendar.keep_season"
KINDS = ("nation", "region", "municipality", "organisation")
"""The nodes a season can be for: those above the services."""


def season(public_id: str) -> Season:
    """A season by its id, whoever asks; raises Season.DoesNotExist."""
    return Season.objects.select_related("unit", "frozen_by").get(public_id=public_id)


def seasons_of(programme: str, unit: Unit) -> list[Season]:
    """The seasons of a programme that hold for a node: its own and those of nodes above it, the newest first."""
    steps = [unit.path[: end * unit.steplen] for end in range(1, unit.depth + 1)]
    found = Season.objects.filter(programme=programme, unit__path__in=steps).select_related("unit")
    return list(found.order_by("-year", "-unit__path"))


def seasons_seen_by(user: User) -> QuerySet[Season]:
    """The seasons of nodes at, below and above those whose figures the user may see; the newest first."""
    wanted = roles_with(SEE)
    held = [one.unit for one in roles_held(user) if one.role in wanted]
    above = {unit.path[: end * unit.steplen] for unit in held for end in range(1, unit.depth + 1)}
    seen = Q(unit__in=units_where(user, SEE)) | Q(unit__path__in=above)
    return Season.objects.filter(seen).select_related("unit", "frozen_by", "made_by")


def season_seen_by(user: User, public_id: str, permission: str = "") -> Season:
    """A season the user may know of, or at whose node the user has the permission; else 404."""
    found = seasons_seen_by(user)
    if permission:
        found = found.filter(unit__in=units_where(user, permission))
    return get_object_or_404(found, public_id=public_id)


def programmes_to_choose() -> list[tuple[str, str]]:
    """The programmes a season can be for: key without version, title in the reader's language."""
    titles = {one.key: one.title.in_(_language()) for one in programmes()}
    return sorted(titles.items(), key=lambda one: one[1].casefold())


def programme_title(key: str) -> str:
    """What a programme is called, in the reader's language; its key where it is not known here."""
    return dict(programmes_to_choose()).get(key, key)


def units_to_choose(user: User) -> list[Unit]:
    """The nodes for which the user may open a season."""
    return list(units_where(user, KEEP).filter(kind__in=KINDS, closed=None).order_by("path"))


def frozen_store(one: Season) -> Store | None:
    """The store as it was frozen for a season; nothing before the freeze."""
    return kept_store(one.snapshot) if one.snapshot else None


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def season_known(public_id: str) -> Season | None:
    """A season by its id, for work that is due; nothing where there is none."""
    return Season.objects.select_related("unit").filter(public_id=public_id).first()


def freeze_is_due(one: Season) -> bool:
    """Whether the day of the freeze has come and nobody froze the data yet."""
    return not one.snapshot and one.freezes <= civil_today()


def services_of(one: Season) -> list[Unit]:
    """The services that take part in a season: those below its node that work with its programme today."""
    below = {
        unit.pk: unit for unit in type(one.unit).objects.get_descendants(one.unit).filter(kind="service", closed=None)
    }
    chosen = programmes_chosen(below)
    return [unit for key, unit in below.items() if key in chosen and chosen[key].programme == one.programme]
