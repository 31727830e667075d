"""Whose everything it is: every record of one person, every id, every word by which a file would name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gavn.history.selectors import lines_with
from gavn.history.services import note_shown
from gavn.kernel.say import Said
from gavn.people.selectors import individual_seen_by
from gavn.people.selectors.persons import identities_of, records_of
from gavn.rights.models import Erasure
from gavn.rights.pure.erasing import ASK, ASKED_FOR, GROUNDS, OTHER_GROUNDS
from gavn.works.gateways import erased_digest
from gavn.works.selectors import known_elsewhere_as
from gavn.works.services import Whom, all_erasers

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual

TOKEN = 24
LATEST = 100


@dataclass(frozen=True)
class Going:
    """How much would go from one place."""

    title: Said
    rows: int


def person_to_erase(user: User, public_id: str, permission: str = ASK) -> Individual:
    """The person with this id, where the user may ask for an erasure; else 404."""
    return individual_seen_by(user, public_id, permission)


def whom_of(individual: Individual) -> Whom:
    """Everything by which rows, lines and files of one person are found."""
    records = records_of(individual)
    token = f"erased:{erased_digest(individual.public_id)[:TOKEN]}"
    whom = Whom(keys=tuple(one.pk for one in records), ids=set(), token=token)
    whom.ids = {found for place in all_erasers() for found in place.ids(whom)}
    whom.known_as = known_elsewhere_as(whom.ids)
    whom.names = tuple(_names(records))
    return whom


def _names(records: list[Individual]) -> list[frozenset[str]]:
    """Full names and national numbers: words that say together whose a row is."""
    found = []
    for identity in identities_of(records).values():
        words = frozenset(identity.name.casefold().split())
        number = "".join(filter(str.isdigit, identity.number))
        found += [words] if len(words) > 1 else []
        found += [frozenset({part}) for part in (number, number[2:] if len(number) == 12 else "") if part]
    return found


def what_would_go(individual: Individual) -> list[Going]:
    """How many rows, lines and files of a person would go, place by place; places with nothing are left out."""
    note_shown(individual.public_id)
    whom = whom_of(individual)
    found = [Going(place.title, place.count(whom)) for place in all_erasers()]
    lines = Going(Said("Lines of history from which the person is blanked out"), lines_with(whom.ids).count())
    return sorted((one for one in (*found, lines) if one.rows), key=lambda one: -one.rows)


@dataclass(frozen=True)
class ErasureSeen:
    """That somebody was erased, with the words for why and for whom."""

    row: Erasure
    ground: Said
    asked_for: Said | str

    @property
    def rows(self) -> int:
        """How many rows and lines it took."""
        return sum(self.row.counts.values())


def erasures_seen_by(user: User) -> list[ErasureSeen]:
    """Erasures where the user may ask for some, the newest first; nothing in them leads to a person."""
    found = Erasure.objects.seen_by(user, ASK).select_related("unit", "by", "second")[:LATEST]
    return [ErasureSeen(one, (GROUNDS | OTHER_GROUNDS)[one.ground], ASKED_FOR.get(one.asked_for, "")) for one in found]


def unfinished() -> list[Any]:
    """Erasures whose files and figures are still to follow."""
    return list(Erasure.objects.unscoped("to be finished; they lead to nobody").filter(finished_at=None).order_by("pk"))
