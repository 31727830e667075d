"""What waits about the persons of somebody, or of the services somebody leads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.access.selectors import civil_today, may
from gavn.collect.selectors import due_counts
from gavn.collect.selectors.drafts import begun_by
from gavn.collect.selectors.due import due_soonest, not_discussed
from gavn.kernel.clock import now
from gavn.kernel.say import Said
from gavn.measure.selectors.critical import critical_seen, individual_of, open_critical_tasks_of
from gavn.measure.selectors.tracks import tracks_of
from gavn.people.selectors.contacts import entered_since, given_to, stays_of_contact
from gavn.report.pure.person.figures import occasion_said

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.collect.models import Occasion
    from gavn.people.models import Enrolment

ANSWER = "collect.answer"
NEW_DAYS = 14
TALK_DAYS = 60
DUE = {
    "overdue": (20, "danger", Said("Overdue"), Said("Ask what is overdue"), Said("{n} overdue")),
    "week": (50, "warning", Said("Due this week"), Said("Ask what is due this week"), Said("{n} due this week")),
}


def persons_wait(*, user: User, into: list[Pile]) -> None:
    """Everything about persons; a contact sees their own, who is nobody's contact and leads sees the whole service."""
    if not may(user, ANSWER):
        return
    stays = stays_of_contact(user)
    leads = may(user, "collect.choose_programme")
    mine = bool(stays) or not leads
    into += _critical(user)
    into += _due(user, mine=mine)
    into += _off_track(stays)
    into += _to_talk_about(user, mine=mine)
    into += _begun(user)
    into += _given(user, stays)
    into += _entered(user)
    if mine and leads:
        into += _late_here(user)


def _critical(user: User) -> list[Pile]:
    language = get_language() or "en"
    lines = [
        Line(
            reverse("critical_task", args=[task.public_id]),
            individual_of(task),
            words=critical_seen(task, language).message,
            day=task.opened_at.date(),
        )
        for task in open_critical_tasks_of(user)[: MOST + 1]
    ]
    act, why = Said("Act on the critical answer"), Said("{n} waiting for somebody to act")
    title, everything = Said("Critical answers"), reverse("critical")
    return piled(Pile("critical", 10, title, lines, tone="danger", act=act, why=why, everything=everything))


def _due(user: User, *, mine: bool) -> list[Pile]:
    counts = due_counts(user, mine=mine)
    found = due_soonest(user, "", mine=mine, most=2 * MOST)
    piles = []
    for when, (order, tone, title, act, why) in DUE.items():
        lines = [_occasion_line(one, "forms") for one, is_when in found if is_when == when]
        to = reverse("due") + f"?when={when}" + ("&mine=1" if mine else "")
        piles += piled(Pile(when, order, title, lines, counts[when], tone=tone, act=act, why=why, everything=to))
    return piles


def _late_here(user: User) -> list[Pile]:
    late, to = due_counts(user, mine=False)["overdue"], reverse("due") + "?when=overdue"
    return piled(Pile("late_here", 55, Said("Overdue among all colleagues"), (), late, everything=to))


def _off_track(stays: list[Enrolment]) -> list[Pile]:
    astray = {key: why for key, why in tracks_of(stays).items() if why}
    lines = [Line(_overview(stay), stay.individual, why=tuple(astray[stay.pk])) for stay in stays if stay.pk in astray]
    act, why = Said("Look at who is not on track"), Said("{n} not on track")
    return piled(Pile("off_track", 30, Said("Not on track"), lines, tone="warning", act=act, why=why))


def _to_talk_about(user: User, *, mine: bool) -> list[Pile]:
    since = civil_today() - timedelta(days=TALK_DAYS)
    lines = [_occasion_line(one, "feedback") for one in not_discussed(user, since=since, mine=mine, most=MOST + 1)]
    act, why = Said("Talk about the newest answers"), Said("{n} not talked about yet")
    return piled(Pile("talk", 40, Said("New answers to talk about"), lines, tone="info", act=act, why=why))


def _begun(user: User) -> list[Pile]:
    lines = [_occasion_line(one, "forms", day=draft.saved_at.date()) for draft, one in begun_by(user)]
    return piled(Pile("begun", 60, Said("Forms you have begun"), lines))


def _given(user: User, stays: list[Enrolment]) -> list[Pile]:
    given = given_to(user, now() - timedelta(days=NEW_DAYS))
    lines = [
        Line(_overview(stay), stay.individual, day=given[stay.public_id].date())
        for stay in stays
        if stay.public_id in given
    ]
    return piled(Pile("given", 70, Said("Handed over to you"), lines, tone="info"))


def _entered(user: User) -> list[Pile]:
    since = civil_today() - timedelta(days=NEW_DAYS)
    lines = [
        Line(_overview(stay), stay.individual, day=stay.entered_on, where=_where(stay))
        for stay in entered_since(user, since, most=MOST + 1)
    ]
    return piled(Pile("entered", 80, Said("Newly enrolled"), lines))


def _where(stay: Enrolment) -> str:
    """The service, where the address is not protected."""
    return "" if stay.individual.protected else stay.unit.name


def _occasion_line(one: Occasion, page: str, *, day: date | None = None) -> Line:
    """An occasion of a person: to be done on the page of their forms, or to be talked about beside its result."""
    person = one.enrolment.individual
    to_forms = reverse("forms", args=[person.public_id]) + f"#o_{one.public_id}"
    to = to_forms if page == "forms" else reverse(page, args=[one.public_id])
    what = occasion_said(one.kind, one.number, baseline=one.baseline)
    return Line(to, person, what=what, day=day or getattr(one, "newest", None) or one.due)


def _overview(stay: Enrolment) -> str:
    return reverse("overview", args=[stay.individual.public_id])
