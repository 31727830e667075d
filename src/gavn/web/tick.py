"""What happens once a minute: history is sealed, due work runs, digests are written, the outbox is sent."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import close_old_connections

from gavn.desk.services.digest import write_digests
from gavn.history.services import seal_lines
from gavn.protect.services import want_samples
from gavn.works.services import run_due, send_messages

log = logging.getLogger("gavn.tick")
CHORES: tuple[Callable[[], int], ...] = (want_samples, run_due, write_digests, send_messages, seal_lines)


def tick() -> None:
    """Do each chore; one that fails is told and does not keep the others from being done."""
    for chore in CHORES:
        close_old_connections()
        try:
            chore()
        except Exception:  # the next minute tries again
            log.exception("%s failed", chore.__name__)
    close_old_connections()
