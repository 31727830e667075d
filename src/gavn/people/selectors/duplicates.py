"""Who might be the person about to be enrolled, shown before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from gavn.access.selectors import controller_of, purpose_of
from gavn.history.services import note_shown, record
from gavn.kernel.say import Said
from gavn.people.gateways import number_hash, word_tokens
from gavn.people.models import Enrolment, Individual
from gavn.people.pure.names import same_name
from gavn.people.selectors.persons import identities_of, kept_id

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

MOST = 200
SAME_NUMBER = Said("the same national number")
SAME_NAME = Said("the same name")
SAME_MONTH = Said("the same month of birth and part of the name")


@dataclass(frozen=True)
class Duplicate:
    """Somebody known already; without a name when they are known only in services the user may not see."""

    individual: Individual
    name: str
    services: tuple[str, ...]
    reason: Said
    elsewhere: bool = False


def possible_duplicates(
    user: User,
    unit: Unit,
    *,
    given: str,
    family: str,
    birth_year: int | None,
    birth_month: int | None,
    number: str = "",
) -> list[Duplicate]:
    """Individuals of the same data controller with the number, the name, or the month of birth and part of the name.

    ``number`` is in its normal form. Asking for the number of somebody known only elsewhere leaves a line of history.
    """
    controller = controller_of(unit)
    seen = Individual.objects.seen_by(user).filter(controller=controller)
    hashed = number_hash(number, controller.public_id)
    candidates = list(_candidates(seen, f"{given} {family}", controller, hashed))
    found: list[Duplicate] = []
    services = _services(user, candidates)
    identities = identities_of(candidates)
    for one in candidates:
        name = identities[one.pk].name
        same_month = birth_year is not None and (one.birth_year, one.birth_month) == (birth_year, birth_month)
        reason = _reason(name, f"{given} {family}", same_number=one.same_number, same_month=same_month)
        if reason is not None:
            found.append(Duplicate(one, name, services.get(one.pk, ()), reason))
    note_shown(*(one.individual.public_id for one in found))
    if hashed and not any(one.reason is SAME_NUMBER for one in found):
        found += _elsewhere(user, unit, controller, hashed)
    return sorted(found, key=lambda one: (one.reason is not SAME_NUMBER, one.reason is not SAME_NAME, one.name))


def _candidates(seen: Any, name: str, controller: Unit, hashed: str) -> Any:
    """Everybody who shares the number or a part of the name, the nearest first."""
    tokens = [token for either in word_tokens(name, [controller.public_id]) for token in either]
    shared = Count("name_tokens", filter=Q(name_tokens__token__in=tokens))
    number = Q(vault__number_hash=hashed) if hashed else Q(pk__in=[])
    counted = seen.annotate(shared=shared, same_number=Count("vault", filter=number))
    return counted.filter(Q(shared__gt=0) | Q(same_number__gt=0)).order_by("-same_number", "-shared", "pk")[:MOST]


def _services(user: User, individuals: list[Individual]) -> dict[int, tuple[str, ...]]:
    """The names of the services in which the user sees each of them."""
    stays = Enrolment.objects.seen_by(user).filter(individual__in=individuals).order_by("unit__path")
    found: dict[int, tuple[str, ...]] = {}
    for key, name in stays.values_list("individual", "unit__name").distinct():
        found[key] = (*found.get(key, ()), name)
    return found


def _reason(known: str, asked: str, *, same_number: int, same_month: bool) -> Said | None:
    if same_number:
        return SAME_NUMBER
    if same_name(known, asked):
        return SAME_NAME
    return SAME_MONTH if same_month else None


def _elsewhere(user: User, unit: Unit, controller: Unit, hashed: str) -> list[Duplicate]:
    anybody = Individual.objects.unscoped("asked for by exact number, which leaves a line of history")
    one = anybody.filter(controller=controller, vault__number_hash=hashed).first()
    if one is None:
        return []
    one = anybody.get(public_id=kept_id(one.public_id))
    purpose = purpose_of(user, "people.enrol")
    record(user, "people.number_asked_for", about=one, individuals=[one.public_id], unit=unit, purpose=purpose)
    return [Duplicate(one, "", (), SAME_NUMBER, elsewhere=True)]
