"""Occasions as somebody may see them, and what is asked on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from gavn.catalogue.selectors import instrument, worded
from gavn.collect.models import Occasion, Response, Revision, ServiceProgramme
from gavn.collect.pure.outcome import STATES
from gavn.collect.pure.sameness import draft_key
from gavn.collect.selectors.answers import answers_at
from gavn.collect.selectors.programmes import asked_on, choices_at
from gavn.works.selectors import drafts_of

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Ask, Instrument
    from gavn.kernel.say import Said
    from gavn.people.models import Enrolment


@dataclass(frozen=True)
class Asked:
    """One form on an occasion: what is asked of whom, and how far it has come.

    ``state``: answered, draft, open, or needs_text where the wording of somebody else's instrument is not loaded.
    """

    ask: Ask
    instrument: Instrument
    state: str
    revision: Revision | None = None

    @property
    def respondent(self) -> str:
        """Who answers."""
        return str(self.ask.of)

    @property
    def state_word(self) -> Said:
        """How far it has come, in words."""
        return STATES[self.state]

    @property
    def answered(self) -> bool:
        """Whether nothing more is asked here."""
        return self.state == "answered"


def occasion_seen_by(user: User, public_id: str, permission: str = "people.see") -> Occasion:
    """An occasion with its stay, where the user has the permission; else 404."""
    found = Occasion.objects.seen_by(user, permission).select_related(
        "enrolment__individual", "enrolment__unit", "enrolment__contact", "enrolment__deputy", "discussed_by"
    )
    occasion: Occasion = get_object_or_404(found, public_id=public_id)
    return occasion


def occasions_of(enrolment: Enrolment) -> list[Occasion]:
    """All occasions of a seen stay, the first due first."""
    found = list(Occasion.objects.unscoped("of a stay the reader was let see").filter(enrolment=enrolment))
    for occasion in found:
        occasion.enrolment = enrolment
    return found


def occasions_of_many(enrolments: Iterable[int]) -> list[Occasion]:
    """All occasions of many stays, for figures without names."""
    found = Occasion.objects.unscoped("for figures over many; the caller narrows the stays")
    return list(found.filter(enrolment__in=enrolments))


def asks_of(occasion: Occasion) -> list[Ask]:
    """What is asked on an occasion, in the programme's order."""
    chosen = choices_at(occasion.enrolment.unit_id, occasion.programme, occasion.version)
    return asked_on(occasion, chosen)


def asks_at(occasion: Occasion, *, owner: str = "", language: str = "en") -> list[Asked]:
    """What is asked on an occasion, with how far each form has come; ``owner`` is whose drafts count as begun."""
    drafts = set(drafts_of(owner, f"answer|{occasion.public_id}|")) if owner else set()
    return states(occasion, asks_of(occasion), answers_at(occasion), drafts=drafts, owner=owner, language=language)


def states(
    occasion: Occasion,
    asks: Sequence[Ask],
    revisions: Sequence[Revision],
    *,
    drafts: set[str],
    owner: str,
    language: str = "en",
) -> list[Asked]:
    """How far each form has come, from what was read already; answers to what is no longer asked stay shown."""
    answered = {(one.response.instrument, one.response.respondent): one for one in revisions}
    found = []
    for ask in asks:
        definition = instrument(ask.instrument)
        revision = answered.get((definition.key, ask.of))
        key = draft_key(occasion.public_id, ask.instrument, ask.of, owner)
        if revision is not None:
            state = "answered"
        elif not worded(ask.instrument, language).answerable:
            state = "needs_text"
        else:
            state = "draft" if key in drafts else "open"
        found.append(Asked(ask, definition, state, revision))
    return found


def is_complete(occasion: Occasion, answered: set[tuple[str, str]]) -> bool:
    """Whether everything that can be asked on an occasion was answered: instruments with their respondents."""
    return _all_answered(asks_of(occasion), answered, {})


def complete_among(occasions: Sequence[Occasion]) -> list[Occasion]:
    """Those of many occasions on which everything was answered."""
    answered: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = Response.objects.unscoped("of occasions that were seen").filter(occasion__in=[one.pk for one in occasions])
    for occasion, path, respondent in rows.values_list("occasion", "instrument", "respondent"):
        answered[occasion].add((path, respondent))
    units = {one.enrolment.unit_id for one in occasions}
    chosen = {
        (row.unit_id, row.programme, row.version): row.chosen
        for row in ServiceProgramme.objects.filter(unit__in=units).order_by("first", "id")
    }
    can_be_asked: dict[str, bool] = {}
    complete = []
    for one in occasions:
        asks = asked_on(one, chosen.get(_within(one), []))
        if _all_answered(asks, answered[one.pk], can_be_asked):
            complete.append(one)
    return complete


def _within(occasion: Occasion) -> tuple[int, str, int]:
    return occasion.enrolment.unit_id, occasion.programme, occasion.version


def _all_answered(asks: Sequence[Ask], answered: set[tuple[str, str]], can_be_asked: dict[str, bool]) -> bool:
    """Whether nothing askable is missing; what lacks its wording cannot be asked."""
    missing = [ask.instrument for ask in asks if (instrument(ask.instrument).key, ask.of) not in answered]
    for name in missing:
        if name not in can_be_asked:
            can_be_asked[name] = worded(name, "en").answerable
    return bool(answered) and not any(can_be_asked[name] for name in missing)
