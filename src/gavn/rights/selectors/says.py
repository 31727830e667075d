"""What a person's say means for other stages: what may be asked, what is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from gavn.access.selectors import civil_today
from gavn.rights.models import Contact, Decision
from gavn.rights.pure.says import STOPS_ASKING, STOPS_COUNTING, Say, Says

if TYPE_CHECKING:
    from gavn.people.models import Enrolment

WHY = "only what it stops, for a stay the caller may work with"


def may_ask(enrolment: Enrolment, instrument_key: str, respondent: str) -> bool:
    """Whether a form may be asked of a respondent within a stay, by what the person said."""
    return says_of(enrolment.individual_id).may_ask(instrument_key, respondent, civil_today())


def says_of(individual: int) -> Says:
    """All that one person said, by their inner id."""
    return says_of_many([individual])[individual]


def says_of_many(individuals: Iterable[int]) -> dict[int, Says]:
    """All that many persons said, in two queries; nobody's name is read."""
    keys = set(individuals)
    said: dict[int, list[Say]] = defaultdict(list)
    near: dict[int, set[str]] = defaultdict(set)
    rows = Decision.objects.unscoped(WHY).filter(individual__in=keys).order_by("first", "pk")
    for key, *one in rows.values_list("individual", "kind", "instrument", "respondent", "first", "ended_on"):
        said[key].append(Say(*one))
    contacts = Contact.objects.unscoped(WHY).filter(individual__in=keys, last=None).exclude(agreed="unasked")
    for key, agreed in contacts.order_by("pk").values_list("individual", "agreed"):
        near[key].add(agreed)
    return {key: Says(tuple(said[key]), frozenset(near[key])) for key in keys}


def persons_who_said_no() -> set[int]:
    """The inner ids of all who today do not want to be asked something."""
    rows = _holding().filter(kind__in=STOPS_ASKING).order_by().values_list("individual", flat=True)
    contacts = Contact.objects.unscoped(WHY).filter(agreed="no", last=None).order_by()
    return {*rows, *contacts.values_list("individual", flat=True)}


def is_left_out(individual: str, instrument: str, respondent: str) -> Exists:
    """A condition for a query: whether a row is left out of statistics; takes the names of its columns."""
    return Exists(_about(individual, instrument, respondent))


def left_out_because(individual: str, instrument: str, respondent: str) -> Subquery:
    """The same as a value: withdrawal or objection."""
    order = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(STOPS_COUNTING)))
    return Subquery(_about(individual, instrument, respondent).order_by(order).values("kind")[:1])


def _about(individual: str, instrument: str, respondent: str) -> QuerySet[Decision]:
    return _holding().filter(
        Q(instrument="") | Q(instrument=OuterRef(instrument)),
        Q(respondent="") | Q(respondent=OuterRef(respondent)),
        individual=OuterRef(individual),
        kind__in=STOPS_COUNTING,
    )


def _holding() -> QuerySet[Decision]:
    today = civil_today()
    ended = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    return Decision.objects.unscoped(WHY).filter(ended, first__lte=today)
