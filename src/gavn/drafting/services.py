"""Writes of the drafting stage: a draft is begun, written, published, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.catalogue.selectors import programme, versions_of
from gavn.catalogue.services import publish_definition
from gavn.drafting.models import Draft
from gavn.drafting.pure.merging import merged
from gavn.drafting.pure.skeletons import skeleton
from gavn.drafting.pure.texts import checked_name, checked_text, next_version, owner_of, renamed
from gavn.drafting.pure.words import KINDS
from gavn.drafting.selectors import DRAFT, PUBLISH, SERVICES, text_of
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.kernel.keys import Key
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.catalogue.models import OwnDefinition


@transaction.atomic
def start_draft(*, by: User, unit: Unit, kind: str, name: str, source: str = "") -> Draft:
    """Begin a definition of an organisation's own: a copy of ``source``, or the lines it needs with what they mean."""
    require(by, DRAFT, at=unit)
    full_key = _new_key(unit, kind, name)
    text = renamed(text_of(kind, source), full_key) if source else skeleton(kind, full_key, say)
    return _begun(by, unit, kind, full_key, text)


@transaction.atomic
def merge_programmes(*, by: User, unit: Unit, name: str, first: str, second: str) -> Draft:
    """Begin a programme that asks and counts what two do; where they differ, its text says so."""
    require(by, DRAFT, at=unit)
    if first == second:
        raise Refused("Choose two programmes.", field="second")
    full_key = _new_key(unit, "programmes", name)
    return _begun(by, unit, "programmes", full_key, merged(programme(first), programme(second), full_key))


@transaction.atomic
def start_version(*, by: User, definition: OwnDefinition) -> Draft:
    """Begin the version after the newest of an own definition."""
    require(by, DRAFT, at=definition.unit)
    newest = versions_of(definition.kind, definition.key)[0]
    full_key = f"{definition.key}@{newest + 1}"
    text = next_version(text_of(definition.kind, f"{definition.key}@{newest}"), full_key)
    return _begun(by, definition.unit, definition.kind, full_key, text)


@transaction.atomic
def save_draft(*, by: User, draft: Draft, text: str, expected: int) -> Draft:
    """Keep the text, with whatever problems it has; ``expected`` is the revision that was read."""
    require(by, DRAFT, at=draft.unit)
    kept = _held(draft, expected)
    kept.text = checked_text(text)
    return _changed(kept, by, "drafting.draft_saved")


@transaction.atomic
def drop_draft(*, by: User, draft: Draft, expected: int) -> Draft:
    """Put a draft away that will not become anything."""
    require(by, DRAFT, at=draft.unit)
    kept = _held(draft, expected)
    kept.state = "dropped"
    return _changed(kept, by, "drafting.draft_dropped")


@transaction.atomic
def publish_draft(
    *, by: User, draft: Draft, expected: int, series: str = "first", series_why: str = ""
) -> OwnDefinition:
    """Make the draft's text a version that can be used from now on and never changes."""
    require(by, PUBLISH, at=draft.unit)
    kept = _held(draft, expected)
    made = publish_definition(
        by=by, unit=kept.unit, kind=kept.kind, full_key=kept.full_key, text=kept.text, series=series,
        series_why=series_why,
    )  # fmt: skip
    kept.state, kept.published = "published", made.public_id
    _changed(kept, by, "drafting.draft_published")
    return made


def _new_key(unit: Unit, kind: str, name: str) -> str:
    """The full key of a definition that is not there yet."""
    if kind not in KINDS:
        raise Refused("Choose what you want to write.", field="kind")
    if unit.kind in SERVICES:
        raise Refused("Definitions belong to an organisation, not to one service.", field="unit")
    key = f"{owner_of(unit.name)}/{checked_name(name)}"
    if versions_of(kind, key):
        raise Refused("{key} is there already; make a new version of it.", key=key, field="name")
    return f"{key}@1"


def _begun(by: User, unit: Unit, kind: str, full_key: str, text: str) -> Draft:
    if Draft.objects.filter(kind=kind, full_key=full_key, state="draft").exists():
        raise Refused("Somebody is writing {key} already.", key=full_key, field="name")
    moment = now()
    draft = Draft.objects.create(
        unit=unit, kind=kind, full_key=full_key, text=checked_text(text), made_by=by, made_at=moment, changed_by=by,
        changed_at=moment,
    )  # fmt: skip
    record(by, "drafting.draft_begun", about=draft, unit=unit, definition=full_key)
    return draft


def _held(draft: Draft, expected: int) -> Draft:
    """The draft, locked and counted up; a conflict where somebody wrote on it since it was read."""
    kept = Draft.objects.select_for_update(of=("self",)).select_related("unit").get(pk=draft.pk)
    if kept.state != "draft":
        raise Refused("This draft is no longer written on.")
    if kept.revision != expected:
        raise Conflict("Somebody else saved this draft meanwhile. Both texts are below.", mine=draft, theirs=kept)
    kept.revision += 1
    return kept


def _changed(kept: Draft, by: User, kind: str) -> Draft:
    kept.changed_by, kept.changed_at = by, now()
    kept.save(update_fields=["text", "state", "published", "revision", "changed_by", "changed_at"])
    record(by, kind, about=kept, unit=kept.unit, definition=Key.parse(kept.full_key).path, revision=kept.revision)
    return kept
