"""One person: who it is, their stays, where they are, and what the service calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import get_object_or_404

from gavn.history.services import note_shown
from gavn.kernel.say import Said
from gavn.people.gateways import Identity, open_identity
from gavn.people.models import Enrolment, Individual, Merge, PersonWord, Placement, VaultEntry
from gavn.people.pure.vocabulary import PERSON_WORDS

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

NAMELESS = "–"


def individual_seen_by(user: User, public_id: str, permission: str = "people.see") -> Individual:
    """The individual with this id, if the user may see a stay of theirs; else 404."""
    seen = Individual.objects.seen_by(user, permission).select_related("controller")
    found: Individual | None = seen.filter(public_id=public_id).first()
    if found is None:
        found = get_object_or_404(seen, public_id=kept_id(public_id))
    return found


def kept_id(public_id: str) -> str:
    """The id under which a person is known now: another one where the record was merged, perhaps more than once."""
    merges = Merge.objects.unscoped("ids only; who sees the person is asked by the caller").filter(undone_at=None)
    while (
        found := merges.filter(other__public_id=public_id).values_list("kept__public_id", flat=True).first()
    ) is not None:
        public_id = found
    return public_id


def known_as(individual: Individual) -> list[str]:
    """All ids under which the history tells of a person: their own, and those of records merged into it."""
    merges = Merge.objects.unscoped("ids only, of a person who was seen").filter(undone_at=None)
    ids, new = [individual.public_id], [individual.public_id]
    while new:
        new = list(merges.filter(kept__public_id__in=new).values_list("other__public_id", flat=True))
        ids += new
    return ids


def records_of(individual: Individual, *, lock: bool = False) -> list[Individual]:
    """The record of a person who was seen, and those that were merged into it."""
    found = Individual.objects.unscoped("records of one person").filter(public_id__in=known_as(individual))
    found = found.select_for_update(of=("self",)) if lock else found
    return list(found.select_related("controller").order_by("pk"))


def all_ids() -> Iterator[tuple[int, str]]:
    """Number and random id of every record; to be held against the list of who was erased."""
    rows = Individual.objects.unscoped("ids only, for the installation itself").order_by("pk")
    yield from rows.values_list("pk", "public_id").iterator(chunk_size=5000)


def individual_named(public_id: str) -> Individual | None:
    """A record by the id it had or has, for a caller that asks for the permission; nothing where it is gone."""
    found: Individual | None = (
        Individual.objects.unscoped("the caller asks for the permission at each of their services")
        .filter(public_id=kept_id(public_id))
        .select_related("controller")
        .first()
    )
    return found


def individual_at(key: int) -> Individual | None:
    """A record by its number, for the installation itself; nothing where it is gone."""
    rows = Individual.objects.unscoped("for the installation itself").select_related("controller")
    found: Individual | None = rows.filter(pk=key).first()
    return found


def enrolment_seen_by(user: User, public_id: str, permission: str = "people.see") -> Enrolment:
    """The stay with this id, if the user has the permission at its service; else 404."""
    stays = Enrolment.objects.seen_by(user, permission).select_related("individual", "unit", "contact", "deputy")
    stay: Enrolment = get_object_or_404(stays, public_id=public_id)
    return stay


def enrolments_seen_by(user: User, individual: Individual) -> list[Enrolment]:
    """The individual's stays in the services that the user may see, newest first."""
    stays = Enrolment.objects.seen_by(user).filter(individual=individual)
    return list(
        stays.select_related("individual", "unit", "contact", "deputy").order_by("closed", "-entered_on", "-id")
    )


def name_of(individual: Individual) -> str:
    """The individual's name; counts as shown."""
    return names_of([individual])[individual.pk]


def names_of(individuals: Iterable[Individual]) -> dict[int, str]:
    """Names by primary key; all count as shown."""
    shown = {one.pk: one for one in individuals}
    note_shown(*(one.public_id for one in shown.values()))
    return {key: identity.name or NAMELESS for key, identity in identities_of(shown.values()).items()}


def identity_of(individual: Individual) -> Identity:
    """Name, number and address of an individual that was seen; the address stays hidden when it is protected."""
    note_shown(individual.public_id)
    identity = identities_of([individual])[individual.pk]
    if individual.protected:
        return Identity(identity.given, identity.family, identity.number, identity.number_kind)
    return identity


def identities_of(individuals: Iterable[Individual]) -> dict[int, Identity]:
    """What the vault holds of each individual; the caller notes whom it shows."""
    keys = [one.pk for one in individuals]
    entries = VaultEntry.objects.unscoped("of individuals that were seen").filter(individual__in=keys)
    rows = entries.values_list("individual", "sealed", "controller__public_id")
    found = {key: open_identity(closed, controller) for key, closed, controller in rows}
    return {key: found.get(key, Identity()) for key in keys}


def current_unit(enrolment: Enrolment) -> Unit:
    """Where in the service the person is now: the unit of the open placement, or the service itself."""
    placed = Placement.objects.unscoped("of a stay that was seen").filter(enrolment=enrolment, last=None)
    last = placed.select_related("unit").last()
    return last.unit if last else enrolment.unit


def person_words(unit: Unit) -> dict[str, tuple[Said, Said]]:
    """What the service calls the persons it is for, by language."""
    return {language: person_word(unit, language) for language, _name in settings.LANGUAGES}


def person_word(unit: Unit, language: str) -> tuple[Said, Said]:
    """What the service calls the persons it is for: one and many; the nearest choice upward counts."""
    steps = [unit.path[: end * unit.steplen] for end in range(1, unit.depth + 1)]
    chosen = PersonWord.objects.filter(unit__path__in=steps, language=language).order_by("-unit__depth").first()
    return PERSON_WORDS[chosen.word if chosen else "person"]
