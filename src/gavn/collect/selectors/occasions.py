"""Occasions as somebody may see them, and what is asked on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from gavn.access.selectors import civil_today
from gavn.access.selectors.roll_out import asked_by_now
from gavn.catalogue.selectors import instrument, worded
from gavn.collect.models import Occasion, Response, Revision, ServiceProgramme
from gavn.collect.pure.outcome import STATES
from gavn.collect.pure.sameness import draft_key
from gavn.collect.selectors.answers import answers_at
from gavn.collect.selectors.programmes import asked_on, choices_at
from gavn.rights.selectors import says_of, says_of_many
from gavn.works.selectors import drafts_of

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Ask, Instrument
    from gavn.kernel.say import Said
    from gavn.people.models import Enrolment
    from gavn.rights.pure.says import Says


@dataclass(frozen=True)
class Asked:
    """One form on an occasion: what is asked of whom, and how far it has come.

    ``state``: answered, draft, open, needs_text where the wording of somebody else's instrument is not loaded, or
    refused where the person does not want it asked.
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
    """All occasions of many stays, for figures without names; ``asked`` is whether the service's roll-out is there."""
    found = Occasion.objects.unscoped("for figures over many; the caller narrows the stays")
    return list(found.filter(enrolment__in=enrolments).annotate(asked=asked_by_now("enrolment__unit", "closes")))


def asks_of(occasion: Occasion) -> list[Ask]:
    """What is asked on an occasion, in the programme's order."""
    chosen = choices_at(occasion.enrolment.unit_id, occasion.programme, occasion.version)
    return asked_on(occasion, chosen)


def asks_allowed(occasion: Occasion) -> list[Ask]:
    """What may be asked on an occasion: what the person said no to is left out."""
    says, today = says_of(occasion.enrolment.individual_id), civil_today()
    return [ask for ask in asks_of(occasion) if says.may_ask(instrument(ask.instrument).key, ask.of, today)]


def asks_at(occasion: Occasion, *, owner: str = "", language: str = "en") -> list[Asked]:
    """What is asked on an occasion, with how far each form has come; ``owner`` is whose drafts count as begun."""
    drafts = set(drafts_of(owner, f"answer|{occasion.public_id}|")) if owner else set()
    says = says_of(occasion.enrolment.individual_id)
    asks, given = asks_of(occasion), answers_at(occasion)
    return states(occasion, asks, given, says=says, drafts=drafts, owner=owner, language=language)


def states(
    occasion: Occasion,
    asks: Sequence[Ask],
    revisions: Sequence[Revision],
    *,
    says: Says,
    drafts: set[str],
    owner: str,
    language: str = "en",
) -> list[Asked]:
    """How far each form has come, from what was read already; answers to what is no longer asked stay shown."""
    answered = {(one.response.instrument, one.response.respondent): one for one in revisions}
    found, today = [], civil_today()
    for ask in asks:
        definition = instrument(ask.instrument)
        revision = answered.get((definition.key, ask.of))
        key = draft_key(occasion.public_id, ask.instrument, ask.of, owner)
        if revision is not None:
            state = "answered"
        elif not says.may_ask(definition.key, ask.of, today):
            state = "refused"
        elif not worded(ask.instrument, language).answerable:
            state = "needs_text"
        else:
            state = "draft" if key in drafts else "open"
        found.append(Asked(ask, definition, state, revision))
    return found


def is_complete(occasion: Occasion, answered: set[tuple[str, str]]) -> bool:
    """Whether everything that may be asked on an occasion was answered: instruments with their respondents."""
    missing = missing_among(asks_of(occasion), answered)
    if not missing:
        return bool(answered)
    says = says_of(occasion.enrolment.individual_id)
    return bool(answered) and not left_to_ask(missing, says, {})


def complete_among(occasions: Sequence[Occasion]) -> list[Occasion]:
    """Those of many occasions on which everything was answered."""
    answered: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = Response.objects.unscoped("of occasions that were seen").filter(
        occasion__in=[one.pk for one in occasions], struck_at__isnull=True
    )
    for occasion, path, respondent in rows.values_list("occasion", "instrument", "respondent"):
        answered[occasion].add((path, respondent))
    units = {one.enrolment.unit_id for one in occasions}
    chosen = {
        (row.unit_id, row.programme, row.version): row.chosen
        for row in ServiceProgramme.objects.filter(unit__in=units).order_by("first", "id")
    }
    says = says_of_many({one.enrolment.individual_id for one in occasions})
    readable: dict[str, bool] = {}
    complete = []
    for one in occasions:
        missing = missing_among(asked_on(one, chosen.get(_within(one), [])), answered[one.pk])
        if answered[one.pk] and not left_to_ask(missing, says[one.enrolment.individual_id], readable):
            complete.append(one)
    return complete


def _within(occasion: Occasion) -> tuple[int, str, int]:
    return occasion.enrolment.unit_id, occasion.programme, occasion.version


def missing_among(asks: Sequence[Ask], answered: set[tuple[str, str]]) -> list[Ask]:
    """What was not answered yet."""
    return [ask for ask in asks if (instrument(ask.instrument).key, ask.of) not in answered]


def left_to_ask(missing: Sequence[Ask], says: Says, readable: dict[str, bool]) -> list[Ask]:
    """What of it can be asked: not what lacks its wording, nor what the person said no to.

    ``readable`` keeps which wordings are there, for callers who look at many.
    """
    today = civil_today()
    for ask in missing:
        if ask.instrument not in readable:
            readable[ask.instrument] = worded(ask.instrument, "en").answerable
    return [
        ask
        for ask in missing
        if readable[ask.instrument] and says.may_ask(instrument(ask.instrument).key, ask.of, today)
    ]
