"""What follows an erasure outside the database: the list of who was erased, files, the analysis store."""

from __future__ import annotations

from gavn.kernel.clock import now
from gavn.rights.models import Erasure
from gavn.rights.selectors.erasing.whom import unfinished
from gavn.works.gateways import add_to_erased_list, leave_no_trace
from gavn.works.services import erased, later, unlink_files

FINISH = "rights.want_erasures_finished"
FINISH_NOW = "rights.finish_erasures"


def finish_erasures() -> int:
    """Do for every erasure that has committed what is outside the database; may be run again. Returns how many."""
    waiting: list[Erasure] = unfinished()
    if waiting:
        add_to_erased_list({digest: one.at.date().isoformat() for one in waiting for digest in one.digests})
        unlink_files({digest for one in waiting for digest in one.files})
        erased.tell()
        leave_no_trace()
    for one in waiting:
        one.files, one.finished_at = [], now()
        one.save(update_fields=["files", "finished_at"])
    return len(waiting)


def want_erasures_finished(*, subject: str) -> None:
    """Due work: let the worker finish, outside the transaction of what is due."""
    later(FINISH_NOW)
