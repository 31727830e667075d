"""The phases in which a service begins: base data, then questionnaires, then feedback and comparison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

BASE, QUESTIONS, COMPARISON = 1, 2, 3
PHASES: dict[int, Said] = {
    BASE: Said("Base data: who comes, who leaves, what is done"),
    QUESTIONS: Said("Questionnaires too, with the result for each person"),
    COMPARISON: Said("Feedback and comparison of the whole service too"),
}


@dataclass(frozen=True)
class Phases:
    """The first day of each phase; an empty one is not decided yet."""

    base: date
    questions: date | None = None
    comparison: date | None = None

    def checked(self) -> Phases:
        """The same, where each phase follows the one before."""
        if self.comparison and not self.questions:
            raise Refused("Feedback and comparison need answers: say when questionnaires begin.", field="questions")
        if self.questions and self.questions < self.base:
            raise Refused("Questionnaires cannot begin before base data do.", field="questions")
        if self.questions and self.comparison and self.comparison < self.questions:
            raise Refused("Comparison cannot begin before the questionnaires do.", field="comparison")
        return self

    def on(self, day: date) -> int:
        """The phase that a day lies in; before the first it is the first.

        >>> plan = Phases(date(2027, 1, 1), questions=date(2027, 4, 1))
        >>> plan.on(date(2027, 3, 31)), plan.on(date(2027, 4, 1)), plan.on(date(2029, 1, 1))
        (1, 2, 2)
        """
        if self.comparison and self.comparison <= day:
            return COMPARISON
        return QUESTIONS if self.questions and self.questions <= day else BASE

    def next_after(self, day: date) -> tuple[int, date] | None:
        """The next phase that begins after a day, and when.

        >>> Phases(date(2027, 1, 1), questions=date(2027, 4, 1)).next_after(date(2027, 1, 1))
        (2, datetime.date(2027, 4, 1))
        """
        to_come = [(QUESTIONS, self.questions), (COMPARISON, self.comparison)]
        return next(((phase, first) for phase, first in to_come if first and first > day), None)
