"""The life of an import: brought, looked at, confirmed, taken in; small ones at once, large ones in the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gavn.access.selectors import require
from gavn.catalogue.selectors import instrument_or_none
from gavn.history.services import record
from gavn.imports.models import Import
from gavn.imports.pure import read_contents
from gavn.imports.selectors import Plan, mapping_of, matched, preview_key
from gavn.imports.services.taking import take_in
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.works.selectors import stored_file
from gavn.works.services import drop_drafts, file_content, later, save_draft, store_file

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.imports.pure import Mapping

LOOK, TAKE = "imports.look_at", "imports.take_in"
MOST_AT_ONCE = 2000
SMALL_WORKBOOK = 300_000
ENDED = ("done", "refused", "erased")


def look_at(content: bytes, mapping: Mapping, *, by: User | None, under: Unit | None = None) -> Plan:
    """What a file would add, and everything that is wrong with it; writes nothing."""
    return matched(read_contents(content, mapping, instrument_or_none), mapping, by=by, under=under)


@transaction.atomic
def begin_import(*, by: User, content: bytes, name: str, mapping: str) -> Import:
    """Keep the file, encrypted, and look at it; a large one in the worker."""
    require(by, "collect.import")
    mapping_of(mapping)
    stored = store_file(content, name=name, owner=by.public_id)
    brought = Import.objects.create(by=by, file=stored.public_id, mapping=mapping, state="looking", started_at=now())
    record(by, "collect.file_brought", about=brought)
    if _large(content):
        later(LOOK, public_id=brought.public_id)
    else:
        _look(brought)
    return brought


def look_at_import(public_id: str) -> None:
    """The job: look at a file that was brought; done again after it was confirmed, it changes nothing."""
    brought = Import.objects.select_related("by").get(public_id=public_id)
    if brought.state == "looking":
        _look(brought)


@transaction.atomic
def confirm_import(*, by: User, brought: Import) -> Import:
    """Take the file in as it was shown; a large one in the worker."""
    require(by, "collect.import")
    held = Import.objects.select_for_update().get(pk=brought.pk)
    if held.state in ENDED:
        return held
    held.state, held.progress = "running", 0
    held.save(update_fields=["state", "progress"])
    record(by, "imports.import_confirmed", about=held)
    if _large(_content(held)):
        later(TAKE, public_id=held.public_id)
    else:
        transaction.on_commit(lambda: run_import(held.public_id))
    return held


def run_import(public_id: str) -> None:
    """The job: take in a file that was confirmed; the same twice is once."""
    brought = Import.objects.select_related("by").get(public_id=public_id)
    if brought.state != "running":
        return
    try:
        _take(brought)
    except Refused as refusal:
        _refuse(brought, refusal.said)
    except PermissionDenied:
        _refuse(brought, said("You may not import into one of these services."))


def _refuse(brought: Import, why: Said) -> None:
    """Keep why nothing was written where only the importer reads it."""
    Import.objects.filter(pk=brought.pk).update(ended_at=now())
    _look(brought, state="refused", why=why)


def _take(brought: Import) -> None:
    content, mapping = _content(brought), mapping_of(brought.mapping)
    contents = read_contents(content, mapping, instrument_or_none)
    _tell(brought, 30)
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=brought.pk)
        if held.state != "running":
            return
        plan = matched(contents, mapping, by=brought.by)
        preview = plan.preview
        take_in(by=brought.by, plan=plan)
        held.state, held.progress, held.ended_at = "done", 100, now()
        held.result = preview.counts | {"rows": preview.rows}
        held.save()
        drop_drafts([preview_key(brought.public_id)])


def _look(brought: Import, *, state: str = "looked_at", why: Said | None = None) -> None:
    plan = look_at(_content(brought), mapping_of(brought.mapping), by=brought.by)
    if why is not None and not plan.contents.troubles:
        plan.contents.troubles.add(0, "", why)
    owner = brought.by.public_id if brought.by else ""
    save_draft(preview_key(brought.public_id), plan.preview.kept(), owner=owner)
    Import.objects.filter(pk=brought.pk).update(state=state)
    brought.state = state


def _tell(brought: Import, percent: int) -> None:
    Import.objects.filter(pk=brought.pk).update(progress=percent)


def _content(brought: Import) -> bytes:
    owner = brought.by.public_id if brought.by else ""
    return file_content(stored_file(brought.file, owner=owner))


def _large(content: bytes) -> bool:
    """Whether a file is for the worker: more rows than a page waits for."""
    packed = content.startswith(b"PK")
    return len(content) > SMALL_WORKBOOK if packed else content.count(b"\n") > MOST_AT_ONCE
