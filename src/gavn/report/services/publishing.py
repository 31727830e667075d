"""A report made public: frozen when one person asks, public when another releases it, taken back by either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import get_language

from gavn.access.selectors import require
from gavn.access.services import ask_two_persons
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.report.gateways.formats import FORMATS, file_of, words_of
from gavn.report.models import Publication
from gavn.report.selectors.documents import public_report
from gavn.works.gateways.leaving import let_out
from gavn.works.services import store_file

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, User
    from gavn.report.selectors.documents import ReportAsked

KIND = "report.publish"
LEAST_STAYS = 30
"""About fewer stays nothing is made public: who knows the service would know whom the figures are about."""


@transaction.atomic
def ask_publishing(*, by: User, asked: ReportAsked, reason: str) -> Publication:
    """Freeze the report as everybody would read it, and ask a second person to make it public."""
    require(by, "report.publish", at=asked.unit)
    if asked.refused:
        raise Refused(asked.refused.msgid, **asked.refused.params)
    document, stays = public_report(asked)
    if stays < LEAST_STAYS:
        raise Refused("The report is about {n} stays; at least {least} are needed to make one public.",
                      n=stays, least=LEAST_STAYS)  # fmt: skip
    words, name = words_of(document), f"{asked.unit.name} {asked.period}"
    files = {form: let_out(file_of(document, form), f"{name}.{form}", words=words) for form in FORMATS}
    made = Publication.objects.create(
        unit=asked.unit, first=asked.period.first, last=asked.period.last, language=get_language() or "en",
        snapshot=asked.store.snapshot, made_by=by, made_at=now(),
    )  # fmt: skip
    stored = {form: store_file(one, name=f"{name}.{form}", owner=made.public_id) for form, one in files.items()}
    made.files = {form: one.public_id for form, one in stored.items()}
    made.save(update_fields=["files"])
    ask_two_persons(by=by, kind=KIND, unit=asked.unit, about=made.public_id, reason=reason)
    record(by, "report.publication_frozen", about=made, unit=made.unit)
    return made


def publish(*, act: TwoPersonAct, by: User) -> Publication:
    """What a release does: the frozen files are public, and an earlier report of the same period no longer is."""
    made = Publication.objects.select_for_update(of=("self",)).select_related("unit").get(public_id=act.about)
    at = now()
    earlier = Publication.objects.filter(unit=made.unit, first=made.first, last=made.last, language=made.language)
    earlier.exclude(pk=made.pk).filter(published_at__isnull=False, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by=by
    )
    made.published_at = at
    made.save(update_fields=["published_at"])
    record(by, "report.published", about=made, unit=made.unit, asked_by=act.asked_by.public_id)
    return made


@transaction.atomic
def withdraw_publication(*, by: User, publication: Publication) -> Publication:
    """Take a public report back at once; that needs one person only."""
    require(by, "report.publish", at=publication.unit)
    if publication.published_at is None or publication.withdrawn_at is not None:
        raise Refused("This report is not public.")
    publication.withdrawn_at, publication.withdrawn_by = now(), by
    publication.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(by, "report.publication_withdrawn", about=publication, unit=publication.unit)
    return publication
