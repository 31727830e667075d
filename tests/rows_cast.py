"""An analysis store of rows that a test names, without a database: enrolments, occasions and scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from gavn.measure.gateways.store import Store, new_snapshot
from gavn.measure.pure.tables import ENROLMENTS, GOALS, INTERVENTIONS, LEFT_OUT, OCCASIONS, SCORES

EPOCH = datetime(2009, 6, 1, 12, tzinfo=UTC)
NOTHING = {
    "text": None,
    "number": None,
    "whole": None,
    "yes_no": False,
    "day": None,
}


@dataclass
class Rows:
    """Rows by table; each is a mapping of the columns that matter."""

    enrolments: list[dict] = field(default_factory=list)
    occasions: list[dict] = field(default_factory=list)
    scores: list[dict] = field(default_factory=list)
    left_out: list[dict] = field(default_factory=list)
    interventions: list[dict] = field(default_factory=list)
    goals: list[dict] = field(default_factory=list)

    def stay(self, name: str, **about) -> str:
        """A stay of one person in the service ``s``, who has the stay's name unless told otherwise."""
        usual = {
            "enrolment": name,
            "individual": name,
            "service": "s",
            "sex": "woman",
            "measured_from": date(2008, 1, 1),
        }
        self.enrolments.append({**usual, **about})
        return name

    def measured(self, stay: str, kind: str, due: date, value: float | None, **about) -> None:
        """An occasion that was done, and the score ``f@1 total`` it gave; no value where too little was answered."""
        self.occasion(stay, kind, due, done_on=due, **{k: v for k, v in about.items() if k in {"number", "month"}})
        score = {
            "enrolment": stay, "individual": stay, "occasion": f"{stay} {kind} {due}", "kind": kind, "due": due,
            "day": due, "baseline": kind == "entry", "instrument": "gavn/f", "version": 1, "respondent": "individual",
            "score": "total", "value": value, "answered": 4 if value is not None else 1, "items": 4,
        }  # fmt: skip
        self.scores.append({**score, **about})

    def uncounted(self, stay: str, kind: str, due: date, reason: str, **about) -> None:
        """An occasion that was done, with answers to ``f@1`` that the person does not let count."""
        self.measured(stay, kind, due, 0.0, **about)
        wanted = (
            "enrolment",
            "individual",
            "occasion",
            "kind",
            "due",
            "day",
            "baseline",
            "instrument",
            "version",
            "respondent",
        )
        self.left_out.append({name: self.scores[-1][name] for name in wanted} | {"reason": reason, **about})
        del self.scores[-1]

    def occasion(self, stay: str, kind: str, due: date, **about) -> None:
        """An occasion; open unless told otherwise, closing thirty days later."""
        usual = {"enrolment": stay, "occasion": f"{stay} {kind} {due}", "kind": kind, "due": due, "number": 1}
        closes = date.fromordinal(due.toordinal() + 30)
        self.occasions.append({**usual, "closes": closes, "baseline": kind == "entry", **about})

    def store(self, made_at: datetime = EPOCH) -> Store:
        """The rows as a store."""
        tables = ((ENROLMENTS, self.enrolments), (OCCASIONS, self.occasions), (SCORES, self.scores))
        with new_snapshot(made_at=made_at, mark={}, definitions={}) as snapshot:
            for shape, rows in (
                *tables,
                (LEFT_OUT, self.left_out),
                (INTERVENTIONS, self.interventions),
                (GOALS, self.goals),
            ):
                kinds = {column.name: NOTHING[column.kind] for column in shape.columns}
                snapshot.write(shape, [[tuple({**kinds, **row}[name] for name in kinds) for row in rows]])
            return Store(snapshot.finish())
