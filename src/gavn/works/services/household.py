"""Writes every stage may need: files, drafts, messages, jobs, due work, foreign names, what the installation is."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gavn.history.pure.purposes import RUNNING
from gavn.history.services import for_purpose
from gavn.kernel.clock import now, public_id
from gavn.kernel.errors import Conflict, Refused
from gavn.works.gateways import file_path, opened, sealed
from gavn.works.models import Draft, DueWork, ForeignName, Installation, Message, StoredFile

Job = Callable[..., None]
_jobs: dict[str, Job] = {}


def register_job(name: str, job: Job) -> None:
    """Make a job known under its name; stages do so in their ``apps.py``."""
    _jobs[name] = job


def registered_jobs() -> list[str]:
    """The names of all jobs."""
    return sorted(_jobs)


@task()
def run_job(name: str, arguments: dict[str, Any]) -> None:
    """What the worker runs: a job by its name."""
    with for_purpose(RUNNING):
        _jobs[name](**arguments)


def later(name: str, **arguments: Any) -> None:
    """Run a job in the worker once this transaction has committed."""
    if name not in _jobs:
        raise KeyError(name)
    transaction.on_commit(lambda: run_job.enqueue(name, arguments))


def give_back_jobs(worker: str) -> int:
    """Let what a worker had in hand when it died be run again; returns how many jobs. For when it surely is dead.

    Every job does its work in one transaction, so that what was killed half-way did nothing.
    """
    running = DBTaskResult.objects.running().values_list("pk", "worker_ids")
    mine = [pk for pk, workers in running if workers[-1:] == [worker]]
    return DBTaskResult.objects.filter(pk__in=mine).update(status=TaskResultStatus.READY, started_at=None)


def due_at(moment: datetime, kind: str, subject: str) -> None:
    """See to it that a job runs once for a subject at a moment; the same said twice is one."""
    DueWork.objects.get_or_create(kind=kind, subject=subject, due=moment)


def run_due() -> int:
    """Run what is due, each in one transaction with the mark that it is done; returns how many ran.

    One that fails stays due and keeps no other from being done; its trouble is raised at the end.
    """
    waiting = DueWork.objects.filter(done_at__isnull=True, due__lte=now()).order_by("due").values_list("pk", flat=True)
    ran = 0
    troubles: list[Exception] = []
    for pk in list(waiting):
        try:
            ran += _run_one_due(pk)
        except Exception as trouble:  # noqa: BLE001  raised below
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
    return ran


@transaction.atomic
def _run_one_due(pk: int) -> bool:
    one = DueWork.objects.select_for_update().get(pk=pk)
    if one.done_at is not None:
        return False
    with for_purpose(RUNNING):
        _jobs[one.kind](subject=one.subject)
    one.done_at = now()
    one.save(update_fields=["done_at"])
    return True


def store_file(content: bytes, *, name: str, owner: str) -> StoredFile:
    """Keep a file encrypted under the digest of its content."""
    digest = hashlib.sha256(content).hexdigest()
    path = file_path(digest)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = path.with_suffix(f".{public_id()}")
        written.touch(mode=0o600)
        with written.open("wb") as out:
            out.write(sealed(content, purpose="file"))
            out.flush()
            os.fsync(out.fileno())
        written.rename(path)
    return StoredFile.objects.create(digest=digest, name=name[:200], size=len(content), owner=owner, stored_at=now())


def file_content(stored: StoredFile) -> bytes:
    """The clear content of a stored file, checked against its digest."""
    content = opened(file_path(stored.digest).read_bytes(), purpose="file")
    if hashlib.sha256(content).hexdigest() != stored.digest:
        raise Refused("The file {name} is damaged; restore it from a backup.", name=stored.name)
    return content


@transaction.atomic
def save_draft(key: str, content: dict[str, Any], *, owner: str, expected: int | None = None) -> Draft:
    """Keep what was typed so far. ``expected`` is the revision it was typed upon; another one is a conflict."""
    closed = sealed(json.dumps(content).encode(), purpose="draft")
    draft, made = Draft.objects.select_for_update().get_or_create(
        key=key, defaults={"owner": owner, "sealed": closed, "saved_at": now()}
    )
    if made:
        return draft
    if expected is not None and expected != draft.revision:
        raise Conflict("Somebody saved this form in the meantime.", mine=content, theirs=draft_content(draft))
    draft.sealed, draft.owner, draft.saved_at = closed, owner, now()
    draft.revision += 1
    draft.save()
    return draft


def draft_content(draft: Draft) -> dict[str, Any]:
    """What was typed so far."""
    content: dict[str, Any] = json.loads(opened(draft.sealed, purpose="draft"))
    return content


def drop_drafts(keys: Iterable[str]) -> None:
    """Forget drafts, because what they held was sent."""
    Draft.objects.filter(key__in=list(keys)).delete()


def queue_message(to: str, subject: str, body: str) -> Message:
    """Put a mail into the outbox, with the id it keeps however often it is tried."""
    return Message.objects.create(
        message_id=f"<{public_id()}@gavn>", to=to, subject=subject, body=body, queued_at=now()
    )


def forget_ours(ours: Iterable[str]) -> None:
    """Forget what other systems call things that are gone."""
    ForeignName.objects.filter(ours__in=list(ours)).delete()


def give_draft(key: str, *, to_key: str, owner: str) -> None:
    """Let somebody else go on with a draft; where they have one of their own there, that one stands."""
    if Draft.objects.filter(key=to_key).exists():
        drop_drafts([key])
    else:
        Draft.objects.filter(key=key).update(key=to_key, owner=owner)


def drop_drafts_under(prefix: str) -> None:
    """Forget everybody's drafts whose key begins so, because what they belong to is gone."""
    Draft.objects.filter(key__startswith=prefix).delete()


def name_ours(source: str, kind: str, names: dict[str, str]) -> None:
    """Remember under which external ids a source knows things of ours: {external: public id}."""
    ForeignName.objects.bulk_create(
        [ForeignName(source=source, kind=kind, external=external, ours=ours) for external, ours in names.items()]
    )


def mark_installation(*, demo: bool) -> None:
    """Say once what this installation is."""
    if Installation.objects.exists():
        raise Refused("This installation was set up before; a demo needs an empty folder.")
    Installation.objects.create(demo=demo, made_at=now())
