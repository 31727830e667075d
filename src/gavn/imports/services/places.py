"""Services that an import needs and that are not there yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.services import add_unit
from gavn.collect.services.programmes import choose_programme
from gavn.imports.selectors import services_named

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


@transaction.atomic
def make_services(
    *, by: User | None, under: Unit, words: Iterable[str], programme: str | None, first: date | None
) -> list[Unit]:
    """Add the services of these names that are missing below a node, each with the programme it works with.

    ``by`` is nobody when whoever keeps the installation does so from its command line.
    """
    made = []
    for word, found in services_named(sorted(words), by=None, under=under).items():
        if found:
            continue
        unit = add_unit(by=by, name=word, kind="service", under=under)
        if programme is not None:
            choose_programme(by=by, unit=unit, programme=programme, first=first)
        made.append(unit)
    return made
