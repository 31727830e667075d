"""Writes of the tree."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gavn.access.models import Unit, User
from gavn.access.selectors import require
from gavn.history.services import record
from gavn.kernel.errors import Refused


@transaction.atomic
def add_unit(
    *, by: User | None, name: str, kind: str, under: Unit | None = None, controller: bool = False,
    opened: date | None = None,
) -> Unit:  # fmt: skip
    """Add a node to the tree. ``by`` is nobody only while an installation is set up."""
    if by is not None:
        require(by, "access.shape", at=under)
    if under is not None and under.kind == Unit.Kind.UNIT and kind != Unit.Kind.UNIT:
        raise Refused("A {kind} cannot lie below a unit.", kind=kind, field="kind")
    fields = {"name": name, "kind": kind, "controller": controller, "opened": opened}
    if under is None:
        unit: Unit = Unit.objects.add_root(fields)
    else:
        unit = Unit.objects.add_child(Unit.objects.get(pk=under.pk), fields)
    record(by, "access.unit_added", about=unit, unit=under)
    return unit


@transaction.atomic
def rename_unit(*, by: User, unit: Unit, name: str) -> Unit:
    """Give a node another name."""
    require(by, "access.shape", at=unit)
    unit.name = name
    unit.save(update_fields=["name"])
    record(by, "access.unit_renamed", about=unit, unit=unit)
    return unit
