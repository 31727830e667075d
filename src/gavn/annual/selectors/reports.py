"""The yearly reports somebody may read, and what each of them says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from gavn.access.selectors import units_where
from gavn.annual.pure.report import programme_report
from gavn.annual.pure.year import PanelDecision, PanelText, ProgrammeYear
from gavn.compare.pure.disclosure import PUBLIC
from gavn.judge.pure.figures import figure_of
from gavn.judge.pure.quality import quality_of, quality_shown
from gavn.judge.pure.shown import figure_shown
from gavn.judge.pure.words import TEXTS
from gavn.judge.selectors import decisions_of, interpretations_of
from gavn.judge.selectors.meetings import meetings_seen_by, title_of
from gavn.kernel.periods import Period
from gavn.report.gateways.wording import word
from gavn.report.selectors.publications import publications_of
from gavn.report.selectors.services import civil_day

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.judge.models import AuditMeeting
    from gavn.report.models import Publication
    from gavn.report.pure.document import Document

PREPARE = "judge.hold"


@dataclass(frozen=True)
class Listed:
    """A report in the list: which meeting it tells of, its programme, and whether everybody may read it."""

    meeting: AuditMeeting
    programme: str
    public: bool


def reports_seen_by(user: User) -> QuerySet[AuditMeeting]:
    """The meetings whose report somebody may read: published ones, and in their own places those being heard."""
    here = Q(state="hearing", unit__in=units_where(user, PREPARE)) | Q(state="published")
    return meetings_seen_by(user).filter(here, signed_at__isnull=False).order_by("-last", "programme", "unit__path")


def report_seen_by(user: User, public_id: str) -> AuditMeeting:
    """A meeting whose report somebody may read; else 404."""
    return get_object_or_404(reports_seen_by(user), public_id=public_id)


def reports_listed(user: User) -> list[Listed]:
    """Every report somebody may read, the newest first."""
    return [Listed(one, title_of(one), bool(public_of(one))) for one in reports_seen_by(user)]


def period_of(meeting: AuditMeeting) -> Period:
    """The season a meeting looked at."""
    return Period(meeting.first, meeting.last)


def key_of(meeting: AuditMeeting) -> str:
    """The key of the meeting's programme, without its version."""
    return meeting.programme.partition("@")[0]


def frozen_of(meeting: AuditMeeting) -> list[Publication]:
    """What was frozen of a meeting's report to be made public, the newest first."""
    return publications_of(meeting.unit, period_of(meeting), programme=key_of(meeting))


def public_of(meeting: AuditMeeting) -> list[Publication]:
    """The files of a meeting's report that everybody may read now."""
    return [one for one in frozen_of(meeting) if one.published_at and not one.withdrawn_at]


def stays_of(meeting: AuditMeeting) -> int:
    """How many stays the report is about."""
    return quality_of(meeting.quality[0]).stays if meeting.quality else 0


def year_of(meeting: AuditMeeting) -> ProgrammeYear:
    """Everything the report of a meeting says, with small numbers hidden from everybody alike."""
    final, where = meeting.state == "published", (meeting.programme, meeting.unit, period_of(meeting))
    figures = [figure_shown(figure_of(row.frozen), PUBLIC) for row in meeting.figures.all()]
    texts: dict[str, tuple[PanelText, ...]] = {}
    for one in interpretations_of(*where, published_only=final):
        if one.meeting == meeting.public_id:
            told = PanelText(TEXTS[one.kind], one.text, one.author, civil_day(one.written_at))
            texts[one.indicator] = (*texts.get(one.indicator, ()), told)
    decided = [one for one in decisions_of(*where, published_only=final) if one.meeting == meeting.public_id]
    return ProgrammeYear(
        programme=title_of(meeting),
        version=meeting.programme,
        place=meeting.unit.name,
        period=period_of(meeting),
        frozen=meeting.frozen_on or meeting.last,
        language=(get_language() or "en").partition("-")[0],
        figures=tuple(figures),
        texts=texts,
        decisions=tuple(PanelDecision(one.indicator, one.what, one.why, one.by, civil_day(one.at)) for one in decided),
        quality=tuple(quality_shown([quality_of(one) for one in meeting.quality], PUBLIC)),
        preliminary=not final,
    )


def report_of(meeting: AuditMeeting) -> Document:
    """The report of a meeting as a document, in the active language."""
    return programme_report(year_of(meeting), word)
