"""Writes of the catalogue: texts of others come in under their licence, own definitions are published and retired."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gavn.access.selectors import require
from gavn.catalogue.models import LoadedPack, OwnDefinition
from gavn.catalogue.pure.formats import TextPack
from gavn.catalogue.pure.formats.pack import LONGEST_ATTESTATION
from gavn.catalogue.pure.own import LONGEST_WHY, follows, named_by, own_problems
from gavn.catalogue.pure.reading import Problem, read_pack
from gavn.catalogue.selectors import instrument_or_none, own_definition, own_versions, text_problems
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


class PackRefused(Refused):
    """The text pack has problems; each names its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("The text pack cannot be used: {n} problems.", field="text", n=len(problems))
        self.problems = problems


class DefinitionRefused(Refused):
    """The definition has problems; each names its line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("The text has {n} problems; it cannot be published yet.", n=len(problems))
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


@transaction.atomic
def publish_definition(
    *, by: User, unit: Unit, kind: str, full_key: str, text: str, series: str = "first", series_why: str = ""
) -> OwnDefinition:
    """Make a text an organisation's own definition from now on; the version never changes afterwards.

    ``series`` says whether the figures of the version before go on: ``first``, ``bridges`` or ``breaks``.
    """
    require(by, "catalogue.publish", at=unit)
    definition, problems = text_problems(kind, text)
    problems = problems or own_problems(definition, full_key)
    if problems:
        raise DefinitionRefused(problems)
    before = own_versions(kind, definition.key)
    owned = OwnDefinition.objects.filter(key__startswith=definition.key.partition("/")[0] + "/").first()
    if owned is not None and owned.unit_id != unit.pk:
        raise Refused("{owner} is the name of another organisation.", owner=definition.key.partition("/")[0])
    follows(definition, [one.version for one in before], series, series_why.strip())
    _refers_to_nothing_retired(definition)
    made = OwnDefinition.objects.create(
        unit=unit, kind=kind, key=definition.key, version=definition.version, text=text,
        digest=sha256(text.encode()).hexdigest(), series=series, series_why=series_why.strip(), published_by=by,
        published_at=now(),
    )  # fmt: skip
    record(by, "catalogue.definition_published", about=made, unit=unit, definition=made.full_key, series=series)
    return made


@transaction.atomic
def retire_definition(*, by: User, definition: OwnDefinition, why: str) -> OwnDefinition:
    """Take a published version out of what can be chosen; those who use it go on reading it."""
    require(by, "catalogue.publish", at=definition.unit)
    reason = why.strip()
    if not reason or len(reason) > LONGEST_WHY:
        raise Refused("Say in at most {most} signs why.", field="why", most=LONGEST_WHY)
    kept = OwnDefinition.objects.select_for_update(of=("self",)).select_related("unit").get(pk=definition.pk)
    if kept.retired_at is not None:
        raise Refused("This version is retired already.")
    kept.retired_by, kept.retired_at, kept.retired_why = by, now(), reason
    kept.save(update_fields=["retired_by", "retired_at", "retired_why"])
    record(by, "catalogue.definition_retired", about=kept, unit=kept.unit, definition=kept.full_key)
    return kept


def _refers_to_nothing_retired(definition: Any) -> None:
    for kind, full_key in named_by(definition):
        row = own_definition(kind, full_key)
        if row is not None and row.retired_at is not None:
            raise Refused("{name} is retired; name a version that can still be chosen.", name=full_key)
