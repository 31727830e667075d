"""Several persons chosen from a list: the occasions and stays they stand for, each seen by the one who chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import get_language

from gavn.access.selectors import civil_today
from gavn.catalogue.selectors import worded
from gavn.collect.pure.outcome import RESPONDENTS
from gavn.collect.selectors import Sitting, asks_allowed, asks_at, occasion_seen_by, occasions_of
from gavn.kernel.say import Said
from gavn.people.selectors import names_of
from gavn.people.selectors.stays import stays_chosen
from gavn.report.pure.person.figures import occasion_said

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.collect.models import Occasion
    from gavn.people.models import Enrolment

MOST = 100
AHEAD = timedelta(days=60)
ANSWER, ENROL = "collect.answer", "people.enrol"
OF_THE_PERSON = "individual"


@dataclass(frozen=True)
class Chosen:
    """One person on the page that confirms: what it is about, and why not where it cannot be."""

    name: str
    stay: Enrolment
    occasion: Occasion | None = None
    why_not: Said | None = None

    @property
    def about(self) -> Said | None:
        """Which occasion it is about."""
        one = self.occasion
        return occasion_said(one.kind, one.number, baseline=one.baseline) if one else None


def stays_of_chosen(user: User, stays: Sequence[str], occasions: Sequence[str]) -> list[Chosen]:
    """The persons behind chosen stays and occasions, once each, by name; 404 where one is not to be seen."""
    by_occasion = [occasion_seen_by(user, one, ENROL).enrolment for one in _few(occasions)]
    seen = stays_chosen(user, _few(stays), ENROL)
    if len(seen) < len(set(stays)):
        raise Http404
    found = list({one.pk: one for one in [*seen, *by_occasion]}.values())
    names = names_of([one.individual for one in found])
    return sorted((Chosen(names[one.individual_id], one) for one in found), key=lambda one: one.name)


def occasions_of_chosen(user: User, occasions: Sequence[str], stays: Sequence[str]) -> list[Chosen]:
    """The occasions chosen, and of each chosen stay the next that is open; 404 where one is not to be seen."""
    seen = stays_chosen(user, _few(stays), ANSWER)
    if len(seen) < len(set(stays)):
        raise Http404
    pairs: list[tuple[Enrolment, Occasion | None]] = [(stay, _next(stay)) for stay in seen]
    for public_id in _few(occasions):
        occasion = occasion_seen_by(user, public_id, ANSWER)
        pairs.append((occasion.enrolment, occasion))
    names = names_of([stay.individual for stay, _occasion in pairs])
    found = [Chosen(names[stay.individual_id], stay, one, _why_not(one)) for stay, one in pairs]
    return sorted(found, key=lambda one: (one.why_not is not None, one.name))


def open_forms(occasions: Sequence[Occasion]) -> list[Sitting]:
    """Every form that is still asked on these occasions and has its words, in the language of whom it is asked."""
    found = []
    for occasion in occasions:
        theirs = occasion.enrolment.individual.language
        for asked in asks_at(occasion):
            language = (get_language() or "en") if asked.respondent == "practitioner" else theirs
            words = worded(asked.ask.instrument, language)
            if asked.state in ("open", "draft") and words.answerable:
                found.append(Sitting(occasion, asked, words, ""))
    return found


def respondent_word(code: str) -> Said:
    """Who is asked, in words."""
    return RESPONDENTS[code]


def _few(ids: Sequence[str]) -> list[str]:
    """At most so many at once."""
    return list(dict.fromkeys(ids))[:MOST]


def _next(stay: Enrolment) -> Occasion | None:
    """The first occasion of a stay that is open and not far ahead."""
    last = civil_today() + AHEAD
    return next((one for one in occasions_of(stay) if _is_open(one) and one.due <= last), None)


def _is_open(one: Occasion) -> bool:
    return one.done_on is None and not one.not_done


def _why_not(one: Occasion | None) -> Said | None:
    if one is None or not _is_open(one):
        return Said("Nothing is due in the next two months.")
    if not any(ask.of == OF_THE_PERSON for ask in asks_allowed(one)):
        return Said("Nothing is asked of the person themselves, or they said no.")
    return None
