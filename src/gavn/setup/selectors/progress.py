"""How far the set-up of an organisation is, read from what is there; nothing about it is kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import get_language

from gavn.access.selectors import unit_seen_by, units_where
from gavn.access.selectors.roll_out import roll_outs
from gavn.access.selectors.staffing import role_counts
from gavn.collect.selectors import definition_of, programmes_chosen
from gavn.measure.selectors.critical import critical_routes
from gavn.setup.models import Mandate, Owner
from gavn.setup.pure.steps import Progress, ServiceState, progress

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

PERMISSION = "access.shape"


def owners_seen_by(user: User) -> list[Unit]:
    """The organisations whose set-up the user keeps: those that answer for personal data, else the highest nodes."""
    mine = list(units_where(user, PERMISSION).order_by("path"))
    paths = {unit.path for unit in mine}
    return [unit for unit in mine if unit.controller] or [
        unit for unit in mine if unit.path[: -unit.steplen] not in paths
    ]


def answers_for(user: User, public_id: str = "") -> Unit:
    """The node with this id whose set-up the user keeps, or the first of their organisations; else 404."""
    if public_id:
        return unit_seen_by(user, public_id, PERMISSION)
    owners = owners_seen_by(user)
    if not owners:
        raise Http404
    return owners[0]


def owner_above(user: User, service: Unit) -> Unit:
    """The organisation in whose set-up a service stands for this user."""
    return next((one for one in owners_seen_by(user) if service.path.startswith(one.path)), service)


def services_below(user: User, owner: Unit) -> list[Unit]:
    """The open services of an organisation, in the order of the tree."""
    below = units_where(user, PERMISSION).filter(path__startswith=owner.path, kind="service", closed__isnull=True)
    return list(below.order_by("path"))


def mandate_of(owner: Unit) -> Mandate | None:
    """On whose decision the organisation works with gavn, as far as it was written down."""
    return Mandate.objects.filter(unit=owner).first()


def owner_of(owner: Unit) -> Owner | None:
    """Who answers for the data, as far as it was written down."""
    return Owner.objects.filter(unit=owner).first()


def progress_of(user: User, owner: Unit) -> Progress:
    """All steps of an organisation's set-up, and what stands at each of its services."""
    services = services_below(user, owner)
    keys = [unit.pk for unit in services]
    programmes, phases, routes = programmes_chosen(keys), roll_outs(keys), critical_routes(services)
    managers, practitioners = role_counts(services, "manager"), role_counts(services, "practitioner")
    language = (get_language() or "en").partition("-")[0]
    states = [
        ServiceState(
            id=unit.public_id,
            name=unit.name,
            managers=managers[unit.pk],
            practitioners=practitioners[unit.pk],
            programme=definition_of(programmes[unit.pk]).title.in_(language) if unit.pk in programmes else "",
            recipients=unit.pk in routes,
            phases=phases.get(unit.pk),
        )
        for unit in services
    ]
    return progress(mandate=mandate_of(owner) is not None, owner=owner_of(owner) is not None, services=tuple(states))


def left_to_set_up(user: User) -> tuple[Unit, Progress] | None:
    """The first organisation whose set-up the user keeps and that is not finished, with how far it is."""
    for owner in owners_seen_by(user):
        found = progress_of(user, owner)
        if found.next:
            return owner, found
    return None
