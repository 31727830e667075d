"""What `gavn doctor` looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gavn.access.gateways.elsewhere import all_providers
from gavn.history.selectors import verified
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.measure.selectors import store_problems
from gavn.rights.services.erasing import came_back
from gavn.web.elsewhere.file import seen_wrong
from gavn.works.gateways import erased_list
from gavn.works.gateways.keyring import VAULT
from gavn.works.selectors import all_files, overdue_work, unsent_messages
from gavn.works.services import file_content, missing_keys

LATE = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen."""

    what: str
    well: bool
    text: str


def _schema() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding("database", False, f"{connection.vendor}, {len(waiting)} migrations waiting; run gavn migrate")
    return Finding("database", True, f"{connection.vendor}, schema up to date")


def _history() -> Finding:
    verdict = verified()
    told = f"{verdict.sealed} lines sealed, {verdict.unsealed} not yet"
    return Finding(
        "history", verdict.whole, told if verdict.whole else f"{told}; TAMPERED: " + "; ".join(verdict.broken[:10])
    )


def _keys() -> Finding:
    path = VAULT.path
    if not path.exists():
        return Finding("keys", False, f"{path} is missing; restore it from the backup of the keys")
    missing = missing_keys()
    if missing:
        shut = sum(missing.values())
        return Finding("keys", False, f"{shut} values lie under keys that are missing: {', '.join(sorted(missing))}")
    private = path.stat().st_mode & 0o077 == 0
    return Finding("keys", private, "present" if private else f"{path} can be read by others; chmod 600 it")


def _files() -> Finding:
    broken = []
    files = list(all_files())
    for stored in files:
        try:
            file_content(stored)
        except (Refused, OSError):
            broken.append(stored.name)
    return Finding(
        "files", not broken, f"{len(files)} stored" + (f"; damaged: {', '.join(broken[:5])}" if broken else "")
    )


def _jobs() -> Finding:
    late = overdue_work(now() - LATE)
    return Finding(
        "jobs", late == 0, f"{late} overdue by more than ten minutes; is `gavn serve` running?" if late else "none late"
    )


def _store() -> Finding:
    problems = store_problems()
    return Finding("store", not problems, "; ".join(problems[:5]) or "every file is as it was written")


def _erased() -> Finding:
    back = len(came_back())
    told = f"{back} persons are back who were erased; start `gavn serve` anew, or `gavn retention run`"
    return Finding("erased", not back, told if back else f"{len(erased_list())} on the list, none of them here")


def _outbox() -> Finding:
    return Finding("outbox", True, f"{unsent_messages()} messages wait")


def _providers() -> Finding:
    wrong = [found for found in map(seen_wrong, all_providers()) if found]
    names = ", ".join(one.key for one in all_providers()) or "none, people sign in here"
    return Finding("identity providers", not wrong, "; ".join(wrong) or names)


EXAMINATIONS: list[Callable[[], Finding]] = [
    _schema,
    _history,
    _keys,
    _files,
    _jobs,
    _store,
    _erased,
    _outbox,
    _providers,
]


def examined() -> list[Finding]:
    """Everything, in order; with a schema that is behind, only that."""
    first = EXAMINATIONS[0]()
    return [first, *(look() for look in EXAMINATIONS[1:])] if first.well else [first]
