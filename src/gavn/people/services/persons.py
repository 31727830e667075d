"""Correcting who a person is, and choosing what a service calls the persons it is for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.history.services import record
from gavn.kernel.errors import Refused
from gavn.people.gateways import Identity, read_number
from gavn.people.models import Enrolment, Individual, PersonWord
from gavn.people.pure.names import tidy
from gavn.people.pure.plans import check_code
from gavn.people.pure.stays import check_birth, check_span
from gavn.people.pure.vocabulary import PERSON_WORDS, SEX
from gavn.people.selectors.persons import identities_of
from gavn.people.services.rules import span_of
from gavn.people.services.vault import keep_identity

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


@transaction.atomic
def correct_person(
    *,
    by: User,
    enrolment: Enrolment,
    given: str,
    family: str,
    birth_year: int | None,
    birth_month: int | None,
    sex: str,
    language: str,
    protected: bool = False,
    number: str = "",
    drop_number: bool = False,
    address: str | None = None,
) -> Individual:
    """Correct name, birth, sex or number of the person of a stay; an empty ``number`` keeps the one there is."""
    require(by, "people.enrol", at=enrolment.unit)
    individual: Individual = (
        Individual.objects.unscoped("the person of a stay that was seen")
        .select_for_update()
        .get(pk=enrolment.individual_id)
    )
    kept = identities_of([individual])[individual.pk]
    identity = replace(_numbered(kept, number, drop=drop_number), given=tidy(given), family=tidy(family))
    if address is not None:
        identity = replace(identity, address=address.strip())
    if not identity.name:
        raise Refused("Write a name, or the name the service uses for the person.", field="given")
    check_birth(birth_year, birth_month, on=civil_today())
    check_span(span_of(enrolment), on=civil_today(), birth_year=birth_year)
    check_code(sex, SEX, "sex")
    individual.birth_year, individual.birth_month, individual.sex = birth_year, birth_month, sex
    individual.language, individual.protected = language, protected
    individual.save()
    keep_identity(individual, identity)
    record(by, "people.person_corrected", about=individual, individuals=[individual.public_id], unit=enrolment.unit)
    return individual


def _numbered(kept: Identity, number: str, *, drop: bool) -> Identity:
    """The identity with the number that was written, the one it had, or none."""
    read = read_number(number, civil_today())
    if read is not None:
        return replace(kept, number=read.normal, number_kind=read.kind)
    return replace(kept, number="", number_kind="") if drop else kept


@transaction.atomic
def choose_person_word(*, by: User, unit: Unit, language: str, word: str) -> PersonWord:
    """Choose what a unit and those below it call the persons they are for, in one language."""
    require(by, "people.choose_word", at=unit)
    check_code(word, PERSON_WORDS, "word")
    chosen, _made = PersonWord.objects.update_or_create(unit=unit, language=language, defaults={"word": word})
    record(by, "people.word_chosen", about=unit, unit=unit, language=language, word=word)
    return chosen
