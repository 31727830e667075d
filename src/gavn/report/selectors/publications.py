"""Reports that are public, and those that wait to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gavn.access.selectors import units_where
from gavn.kernel.say import Said, said
from gavn.report.models import Publication
from gavn.works.selectors import stored_file
from gavn.works.services import file_content

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, Unit, User
    from gavn.kernel.periods import Period

SEE = "report.see_frozen"


def public_reports() -> QuerySet[Publication]:
    """Every report that everybody may read, the newest first."""
    return _known().filter(published_at__isnull=False, withdrawn_at__isnull=True).order_by("-last", "unit__name")


def public_report_named(public_id: str) -> Publication:
    """A public report; else 404."""
    return get_object_or_404(public_reports(), public_id=public_id)


def publication_seen_by(user: User, public_id: str) -> Publication:
    """A frozen report, for who may ask for it or release it; else 404."""
    return get_object_or_404(_known().filter(unit__in=units_where(user, SEE)), public_id=public_id)


def publications_of(unit: Unit, period: Period) -> list[Publication]:
    """What was frozen of a seen service's period, the newest first."""
    return list(_known().filter(unit=unit, first=period.first, last=period.last))


def frozen_file(publication: Publication, form: str) -> bytes:
    """One file as it was frozen; raises KeyError for a form it does not have."""
    return file_content(stored_file(publication.files[form], owner=publication.public_id))


def about_publication(act: TwoPersonAct, _reader: User) -> Said:
    """Which report an act would make public."""
    found = _known().get(public_id=act.about)
    return said("{service}, {first} to {last}", service=found.unit.name, first=found.first, last=found.last)


def address_of_publication(act: TwoPersonAct, reader: User) -> str:
    """Where the frozen files are looked at before anybody releases them."""
    there = Publication.objects.filter(unit__in=units_where(reader, SEE), public_id=act.about).exists()
    return reverse("publication", args=[act.about]) if there else ""


def _known() -> QuerySet[Publication]:
    return Publication.objects.select_related("unit", "made_by", "withdrawn_by")
