"""Writes of the catalogue: texts of others come in under their licence."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.catalogue.models import LoadedPack
from gavn.catalogue.pure.formats import TextPack
from gavn.catalogue.pure.formats.pack import LONGEST_ATTESTATION
from gavn.catalogue.pure.reading import Problem, read_pack
from gavn.catalogue.selectors import instrument_or_none
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import User


class PackRefused(Refused):
    """The text pack has problems; each names its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("The text pack cannot be used: {n} problems.", field="text", n=len(problems))
        self.problems = problems


@transaction.atomic
def load_pack(*, by: User, text: str, attestation: str) -> LoadedPack:
    """Take in an instrument's text, with the word of who loads it that the licence allows it.

    The same text a second time is the pack that is there already.
    """
    require(by, "catalogue.load_pack")
    attested = attestation.strip()
    if not attested or len(attested) > LONGEST_ATTESTATION:
        raise Refused(
            "Say in at most {most} signs what allows you to use this text.",
            field="attestation",
            most=LONGEST_ATTESTATION,
        )
    reading = read_pack(text, instrument_or_none)
    if reading.problems:
        raise PackRefused(reading.problems)
    pack, digest = reading.whole, sha256(text.encode()).hexdigest()
    newest = LoadedPack.objects.select_for_update().filter(instrument=pack.instrument).first()
    if newest is not None and newest.digest == digest:
        return newest
    _follows(pack, newest)
    loaded = LoadedPack.objects.create(
        instrument=pack.instrument,
        text_version=pack.text_version,
        text=text,
        digest=digest,
        attestation=attested,
        attested_by=by,
        loaded_at=now(),
    )
    record(by, "catalogue.pack_loaded", about=loaded, instrument=pack.instrument, text_version=pack.text_version)
    return loaded


def _follows(pack: TextPack, newest: LoadedPack | None) -> None:
    """A pack that is loaded stays; another text has a higher number."""
    if newest is not None and pack.text_version <= newest.text_version:
        raise Refused(
            "Text version {newest} of {instrument} is loaded already; give this one the text_version {next}.",
            field="text",
            newest=newest.text_version,
            instrument=pack.instrument,
            next=newest.text_version + 1,
        )
