"""Everything of one person goes, from every stage, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.history.services import blank_out, record
from gavn.kernel.clock import now
from gavn.people.selectors.persons import all_ids, individual_at, records_of
from gavn.rights.models import Erasure
from gavn.rights.selectors.erasing import whom_of
from gavn.rights.services.erasing.finishing import FINISH, finish_erasures
from gavn.rights.services.erasing.holding import check_not_held
from gavn.works.gateways import erased_digest, erased_list
from gavn.works.services import all_erasers, due_at

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.people.models import Individual

LINES = "history.Event"
RESTORED = "restored"


@transaction.atomic
def erase_person(
    *, individual: Individual, by: User | None, second: User | None, unit: Unit, ground: str, asked_for: str
) -> Erasure:
    """Take away every row of the person, and blank them out of the history; files and figures follow within minutes.

    For callers that saw two persons agree. Refused while something stands against it.
    """
    records = records_of(individual, lock=True)
    check_not_held(records)
    return _taken_away(individual, records, by=by, second=second, unit=unit, ground=ground, asked_for=asked_for)


def _taken_away(
    individual: Individual,
    records: list[Individual],
    *,
    by: User | None,
    second: User | None,
    unit: Unit,
    ground: str,
    asked_for: str,
) -> Erasure:
    whom = whom_of(individual)
    places = all_erasers()
    counts = {place.name: place.count(whom) for place in places}
    for place in places:
        place.erase(whom)
    counts[LINES] = blank_out(dict.fromkeys(whom.ids, whom.token))
    done = Erasure(
        unit=unit, ground=ground, asked_for=asked_for, by=by, second=second, at=now(),
        digests=[erased_digest(one.public_id) for one in records], files=sorted(set(whom.files)),
        counts={name: number for name, number in counts.items() if number},
    )  # fmt: skip
    done.save()
    due_at(done.at, FINISH, done.public_id)
    record(
        by, "rights.person_erased", about=done, unit=unit, ground=ground, rows=sum(counts.values()),
        second=second.public_id if second else "",
    )  # fmt: skip
    return done


def came_back() -> list[int]:
    """The records, by number, of persons who are here although the list says they were erased."""
    wanted = erased_list()
    return [key for key, public_id in all_ids() if erased_digest(public_id) in wanted] if wanted else []


def erase_again() -> int:
    """Erase whoever is here again although the list says they were erased: what a restored copy brought back.

    Returns how many. Two persons agreed to each of them before, and nothing can stand against it any more.
    """
    back = came_back()
    for key in back:
        with transaction.atomic():
            one = individual_at(key)
            if one is not None:  # gone with the record it was merged into
                _taken_away(
                    one, [one], by=None, second=None, unit=one.controller, ground=RESTORED, asked_for="ourselves"
                )
    if back:
        finish_erasures()
    return len(back)
