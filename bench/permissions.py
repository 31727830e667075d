"""What asking who may see costs: the same lists with and without the filter, over a nation of 200,000 persons."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

from bench._made import figure, printed

PERSONS, ORGANISATIONS, SERVICES = 200_000, 40, 10
ROUNDS, LIMIT, SHORT = 41, 0.10, 0.020
TODAY = date(2026, 11, 22)


def run() -> dict[str, Any]:
    """For each list the extra time in per cent, the median over rounds in which both are timed one after the other."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    readers = _nation()
    figures = [printed("database", connection.vendor), printed("persons", f"{PERSONS}")]
    for name, user in readers.items():
        for what, without, within in _lists(user):
            extra, seconds = _extra(without, within)
            # What takes a few milliseconds is told in milliseconds: there the part is that of preparing the query.
            added = seconds - seconds / (1 + extra)
            if seconds > SHORT:
                figures.append(figure(f"{what}, {name}: part added by the filter", extra, LIMIT))
            told = f"{seconds * 1000:.1f} ms, of which the filter {added * 1000:.1f} ms"
            figures.append(printed(f"{what}, {name}: with the filter", told))
    return {"figures": figures}


def _extra(without: Callable[[], object], within: Callable[[], object]) -> tuple[float, float]:
    """The median of the pairs' ratios less one; who goes first takes turns."""
    _seconds(without), _seconds(within)
    ratios, taken = [], []
    for place in range(ROUNDS):
        first = _seconds(without if place % 2 else within)
        second = _seconds(within if place % 2 else without)
        bare, asked = (first, second) if place % 2 else (second, first)
        ratios.append(asked / bare)
        taken.append(asked)
    return median(ratios) - 1, median(taken)


def _seconds(read: Callable[[], object]) -> float:
    started = time.perf_counter()
    read()
    return time.perf_counter() - started


def _lists(user: Any) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    """The lists as pages read them; without the filter the same rows are named by the units they lie in."""
    from django.db.models import Q

    from gavn.access.selectors import roles_held
    from gavn.collect.models import Occasion
    from gavn.people.models import Enrolment

    paths = [held.unit.path for held in roles_held(user)]
    units = _units_below(paths)
    week = TODAY + timedelta(days=7)

    def stays(rows: Any) -> object:
        near = rows.filter(closed=False).select_related("individual", "unit", "contact")
        return list(near.order_by("-entered_on", "-id")[:500])

    def due(rows: Any) -> object:
        open_ones = rows.filter(done_on__isnull=True, not_done="").filter(Q(due__lte=week))
        near = open_ones.select_related("enrolment__individual", "enrolment__unit")
        return list(near.order_by("due", "id")[:40])

    def counted(rows: Any) -> object:
        return rows.filter(closed=False).count()

    bare = "measured beside the filter"
    return [
        ("500 stays", lambda: stays(Enrolment.objects.unscoped(bare).filter(unit__in=units)),
         lambda: stays(Enrolment.objects.seen_by(user))),
        ("40 due", lambda: due(Occasion.objects.unscoped(bare).filter(enrolment__unit__in=units)),
         lambda: due(Occasion.objects.seen_by(user, "collect.answer"))),
        ("stays counted", lambda: counted(Enrolment.objects.unscoped(bare).filter(unit__in=units)),
         lambda: counted(Enrolment.objects.seen_by(user))),
    ]  # fmt: skip


def _units_below(paths: list[str]) -> list[int]:
    from gavn.access.models import Unit

    found: list[int] = []
    for path in paths:
        found += Unit.objects.filter(path__startswith=path).values_list("pk", flat=True)
    return found


def _nation() -> dict[str, Any]:
    """A nation of services with persons and their occasions; a practitioner, a head of an organisation, of it all."""
    from gavn.access.services import add_unit, add_user, give_role

    nation = add_unit(by=None, name="Nation", kind="nation")
    services, places = [], {"a whole nation": nation}
    for number in range(ORGANISATIONS):
        owner = add_unit(by=None, name=f"Organisation {number}", kind="organisation", under=nation, controller=True)
        places.setdefault("an organisation", owner)
        for place in range(SERVICES):
            service = add_unit(by=None, name=f"Service {number}.{place}", kind="service", under=owner)
            services.append((owner, service))
            places.setdefault("a service", service)
    _fill(services)
    readers = {}
    for name, unit in places.items():
        readers[name] = add_user(by=None, email=f"{len(readers)}@example.org", name=name)
        give_role(by=None, user=readers[name], role="practitioner", at=unit)
    return readers


def _fill(services: list[tuple[Any, Any]]) -> None:
    """Persons, stays and four occasions each, written in bulk."""
    from gavn.collect.models import Occasion
    from gavn.kernel.clock import now
    from gavn.people.models import Enrolment, Individual
    from gavn.works.gateways import count_rows_anew

    each = PERSONS // len(services)
    for place, (owner, service) in enumerate(services):
        people = Individual.objects.bulk_create(
            [Individual(controller=owner, birth_year=1950 + one % 60, added_at=now()) for one in range(each)]
        )
        entered = [TODAY - timedelta(days=(place * 7 + one * 3) % 900) for one in range(each)]
        stays = Enrolment.objects.bulk_create(
            [
                Enrolment(individual=one, unit=service, entered=str(day), entered_on=day, measured_from=day,
                          closed=number % 3 == 0)
                for number, (one, day) in enumerate(zip(people, entered, strict=True))
            ]
        )  # fmt: skip
        Occasion.objects.bulk_create(
            [
                Occasion(enrolment=stay, programme="gavn/x", version=1, kind="status", number=step,
                         due=stay.entered_on + timedelta(days=180 * step),
                         closes=stay.entered_on + timedelta(days=180 * step + 30),
                         done_on=stay.entered_on if step < 2 else None)
                for stay in stays
                for step in range(4)
            ]
        )  # fmt: skip
    count_rows_anew()
