"""Look-ups drawn by lot: a month of a service, its lines, and the months that nobody has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from gavn.access.selectors import controller_of, may, units_where
from gavn.people.pure.looks import page_shown, purpose_said
from gavn.people.selectors import names_of
from gavn.protect.gateways import open_words
from gavn.protect.models import LookSample, SampledLook
from gavn.protect.pure.vocabulary import RELATIONS, UNEXPLAINED, VERDICTS

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.kernel.say import Said

JUDGE, SEE = "protect.judge_looks", "protect.see_samples"
SHORT = 8


@dataclass(frozen=True)
class Month:
    """One month of one service: how many look-ups were drawn, and how many of them somebody has read."""

    sample: LookSample
    drawn: int
    judged: int
    unexplained: int

    @property
    def done(self) -> bool:
        """Whether every line has its verdict."""
        return self.drawn == self.judged


@dataclass(frozen=True)
class LookLine:
    """One look-up in the reader's words."""

    look: SampledLook
    person: str
    page: Said | str
    purpose: Said | str
    relation: Said
    verdict: Said | None
    words: str
    own: bool


@dataclass(frozen=True)
class SamplePage:
    """A month with its lines."""

    month: Month
    lines: list[LookLine]


def overview(user: User) -> list[Month]:
    """The months of all services that the user follows, the newest first; counts only."""
    return [_month(one) for one in _counted().filter(unit__in=units_where(user, SEE))[:600]]


def months_not_done(user: User) -> int:
    """How many months of the user's services have lines without a verdict."""
    open_lines = SampledLook.objects.unscoped("counted, nobody is shown").filter(verdict="")
    mine = open_lines.filter(sample__unit__in=units_where(user, JUDGE)).exclude(user=user)
    return mine.values("sample").distinct().count()


def sample_seen_by(user: User, public_id: str) -> Month:
    """One month of a service whose look-ups the user may judge; else 404."""
    return _month(get_object_or_404(_counted(), unit__in=units_where(user, JUDGE), public_id=public_id))


def sample_page(user: User, public_id: str) -> SamplePage:
    """The lines of a month; names for who may see the persons, codes for others."""
    month = sample_seen_by(user, public_id)
    rows = SampledLook.objects.unscoped("of a seen month").filter(sample=month.sample)
    return SamplePage(month, _lines(user, list(rows.select_related("individual", "user", "judged_by"))))


def look_seen_by(user: User, public_id: str) -> LookLine:
    """One look-up that the user may judge; else 404."""
    rows = SampledLook.objects.seen_by(user, JUDGE).select_related("individual", "user", "judged_by", "sample__unit")
    return _lines(user, [get_object_or_404(rows, public_id=public_id)])[0]


def sampled_months(month: date) -> set[int]:
    """The services of which the look-ups of a month were drawn, by primary key."""
    return set(LookSample.objects.filter(month=month).values_list("unit", flat=True))


def _counted() -> QuerySet[LookSample]:
    return LookSample.objects.select_related("unit").annotate(
        lines=Count("looks"),
        read=Count("looks", filter=~Q(looks__verdict="")),
        bad=Count("looks", filter=Q(looks__verdict=UNEXPLAINED)),
    )


def _month(row: LookSample) -> Month:
    return Month(row, row.lines, row.read, row.bad)  # type: ignore[attr-defined]  # annotated above


def _lines(user: User, looks: list[SampledLook]) -> list[LookLine]:
    if not looks:
        return []
    unit = looks[0].sample.unit
    names = names_of(look.individual for look in looks) if may(user, "people.see", at=unit) else {}
    controller = controller_of(unit).public_id
    return [
        LookLine(
            look, names.get(look.individual_id, look.individual.public_id[:SHORT]), page_shown(look.page),
            purpose_said(look.purpose), RELATIONS[look.relation], VERDICTS.get(look.verdict),
            open_words(look.sealed, controller), look.user_id == user.pk,
        )
        for look in looks
    ]  # fmt: skip
