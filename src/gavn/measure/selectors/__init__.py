"""Reads of the measure stage: series, who is not on track, critical answers, answers side by side, the store."""

from gavn.measure.selectors.critical import (
    CriticalList,
    CriticalPage,
    CriticalRow,
    CriticalSeen,
    critical_list,
    critical_page,
    critical_route,
    critical_seen,
    critical_task_seen_by,
    critical_tasks_of,
    individual_of,
    local_help,
    may_receive,
    open_critical_tasks_of,
)
from gavn.measure.selectors.pairs import Pair, pairs_of
from gavn.measure.selectors.series import newest_own_norms, norm_for, series_of, series_of_many
from gavn.measure.selectors.store import StoreState, store_problems, store_state
from gavn.measure.selectors.tracks import directions_of, off_track_sentences, track_of, tracks_of

__all__ = [
    "CriticalList",
    "CriticalPage",
    "CriticalRow",
    "CriticalSeen",
    "Pair",
    "StoreState",
    "critical_list",
    "critical_page",
    "critical_route",
    "critical_seen",
    "critical_task_seen_by",
    "critical_tasks_of",
    "directions_of",
    "individual_of",
    "local_help",
    "may_receive",
    "newest_own_norms",
    "norm_for",
    "off_track_sentences",
    "open_critical_tasks_of",
    "pairs_of",
    "series_of",
    "series_of_many",
    "store_problems",
    "store_state",
    "track_of",
    "tracks_of",
]
