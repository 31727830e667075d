"""What every stay has without being asked: the columns an indicator may name, their types and their codes."""

from __future__ import annotations

from gavn.catalogue.pure.expressions import Type

STAY_COLUMNS: dict[str, Type] = {
    "sex": Type.TEXT,
    "birth_year": Type.NUMBER,
    "age_at_entry": Type.NUMBER,
    "already_there": Type.BOOL,
    "days_stayed": Type.NUMBER,
    "closed": Type.BOOL,
    "exit_reason": Type.TEXT,
    "dead": Type.BOOL,
    "goals": Type.NUMBER,
    "goals_reached": Type.NUMBER,
    "interventions": Type.NUMBER,
    "statuses_due": Type.NUMBER,
    "statuses_done": Type.NUMBER,
}
GROUPINGS = frozenset(
    {
        "enrolment", "individual", "service", "organisation", "municipality", "region", "nation", "path",
        "birth_month", "entered_on", "entered_precision", "exited_on", "exited_precision", "measured_from",
        "age_band", "month", "quarter", "year", "population", "base", "n", "missing", "events", "total", "squares",
        "exposure",
    }
)  # fmt: skip
"""What stands beside these columns where stays are counted; a read that was called so would stand for two things."""
AT_ENTRY = frozenset({"sex", "birth_year", "age_at_entry", "already_there"})
STAY_CODES: dict[str, frozenset[str]] = {
    "sex": frozenset({"woman", "man", "other", "unknown"}),
    "exit_reason": frozenset({"planned", "unplanned", "moved", "other_service", "died", "other", "unknown"}),
}
KINDS_OF_INTERVENTION = frozenset({"upholding", "compensating", "regaining", "developing", "network"})
