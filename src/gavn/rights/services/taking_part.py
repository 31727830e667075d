"""How the person communicates, and how much they want to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from gavn.access.selectors import civil_today, require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict
from gavn.rights.models import Involvement, Profile
from gavn.rights.pure.rules import check_code, check_codes, check_order, check_past, check_words
from gavn.rights.pure.vocabulary import AREAS, LEVELS, MODES, TOOLS, WORDINGS
from gavn.rights.selectors.persons import SEEN, service_of
from gavn.rights.services.sealing import sealed_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gavn.access.models import User
    from gavn.people.models import Individual

MEANWHILE = "Somebody else changed this while you were writing."


@transaction.atomic
def write_profile(
    *,
    by: User,
    individual: Individual,
    basis: str,
    potential: str = "",
    tools: Sequence[str] = (),
    other_tools: str = "",
    network: str = "",
    variant: str = "",
    mode: str = "",
    revise_on: date | None = None,
    expected: int | None = None,
) -> Profile:
    """Write how the person communicates as a new version; ``expected`` is the version it was made upon."""
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    check_code(variant, WORDINGS, "variant")
    check_code(mode, MODES, "mode")
    if revise_on is not None:
        check_order(civil_today(), revise_on, "revise_on")
    row = Profile(individual=individual, variant=variant, mode=mode, revise_on=revise_on, by=by, at=now())
    row.tools = check_codes(tools, TOOLS, "tools")
    row.number = _next_number(individual, expected, row)
    row.sealed = sealed_for(
        individual,
        basis=check_words(basis, "basis", required=True),
        potential=check_words(potential, "potential"),
        other_tools=check_words(other_tools, "other_tools"),
        network=check_words(network, "network"),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as taken:  # somebody was quicker by an instant
        raise Conflict(MEANWHILE, mine=row, theirs=_versions(individual).first()) from taken
    record(by, "rights.profile_written", about=row, individuals=[individual.public_id], unit=unit, number=row.number)
    return row


def _next_number(individual: Individual, expected: int | None, mine: Profile) -> int:
    """The number after the newest; Conflict when somebody wrote one since the form was opened."""
    newest = _versions(individual).order_by("-number").first()
    number = newest.number if newest else 0
    if expected is not None and expected != number:
        raise Conflict(MEANWHILE, mine=mine, theirs=newest)
    return number + 1


def _versions(individual: Individual) -> QuerySet[Profile]:
    return Profile.objects.unscoped(SEEN).filter(individual=individual)


@transaction.atomic
def note_involvement(
    *,
    by: User,
    individual: Individual,
    area: str,
    wished: str,
    staff: str = "",
    disagreement: str = "",
    day: date | None = None,
) -> Involvement:
    """Write down how much the person wants to decide in one area, what staff think, and where they disagree."""
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    said_on = day or civil_today()
    check_code(area, AREAS, "area")
    check_code(wished, LEVELS, "wished")
    check_code(staff, {"", *LEVELS}, "staff")
    check_past(said_on, on=civil_today(), field="day")
    row = Involvement(individual=individual, area=area, wished=wished, staff=staff, day=said_on, by=by, at=now())
    row.sealed = sealed_for(individual, disagreement=check_words(disagreement, "disagreement"))
    row.save()
    record(by, "rights.involvement_noted", about=row, individuals=[individual.public_id], unit=unit, area=area)
    return row
