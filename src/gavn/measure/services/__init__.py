"""Writes of the measure stage: scores, tasks from critical answers, own norms, the analysis store."""

from gavn.measure.services.critical import close_critical, escalate_critical, see_critical
from gavn.measure.services.norms import keep_own_norm
from gavn.measure.services.registers import store_written
from gavn.measure.services.routes import set_critical_route
from gavn.measure.services.scoring import score_revisions
from gavn.measure.services.store import fresh_store, refresh_store
from gavn.measure.services.struck import close_struck_tasks, forget_answers, reopen_struck_tasks

__all__ = [
    "close_critical",
    "close_struck_tasks",
    "escalate_critical",
    "forget_answers",
    "fresh_store",
    "keep_own_norm",
    "refresh_store",
    "reopen_struck_tasks",
    "score_revisions",
    "see_critical",
    "set_critical_route",
    "store_written",
]
