"""What a service's yearly report is made of: the same figures for a period and for the period before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gavn.catalogue.pure.formats import Score
from gavn.compare.pure.changed import Changes, Line
from gavn.compare.pure.counts import Ages, Choices, Enrolled, EnrolmentTime, Followed, GoalCount
from gavn.compare.pure.methods.time_to_exit import TimeToExit
from gavn.compare.pure.scope import LEAST_INSIDE, Scope
from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Caption, Text

MAIN = 2
LONGEST_TEXT = 20_000  # characters of what is made of the figures
LONGEST = 5 * 366  # days: a yearly report of more is no report of a year


@dataclass(frozen=True)
class Asked:
    """A question of the base data: its words, what was chosen, from which form; ``at_exit`` of the closed only."""

    key: str
    title: str
    several: bool
    labels: Mapping[str, str]
    choices: Choices
    form: str
    at_exit: bool = False


@dataclass(frozen=True)
class Outcome:
    """A score with its change: its words, which changes count as reliable and why, now and in the period before."""

    line: Line
    title: str
    form: str
    respondent: Said
    score: Score
    norm: Said
    threshold_from: Said | None
    bands: Mapping[str, str]
    changes: Changes
    before: Changes | None = None

    @property
    def version(self) -> Said:
        """The definition that counts."""
        return said("{form} version {version}, {score}", form=self.form, version=self.line.version, score=self.title)


@dataclass(frozen=True)
class Earlier:
    """The figures of a period that another is held against."""

    scope: Scope
    enrolled: Enrolled
    time: EnrolmentTime
    followed: tuple[Followed, ...]


@dataclass(frozen=True)
class Counted(Earlier):
    """All figures of one period. ``length`` is the reason in words where no curve can be drawn."""

    length: TimeToExit | Said
    ages: Ages
    asked: tuple[Asked, ...]
    exits: Choices
    given: Choices
    goals: tuple[GoalCount, ...]


@dataclass(frozen=True)
class Reading:
    """What somebody made of the figures, signed or not yet."""

    text: str
    author: str
    written_on: date
    signed_by: str = ""
    signed_on: date | None = None
    other_figures: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text in its paragraphs."""
        return tuple(part.strip() for part in self.text.replace("\r", "").split("\n\n") if part.strip())


@dataclass(frozen=True)
class Year:
    """Everything a report says: about which service, for whom, with which figures, and what was made of them.

    ``inside``: the reader may open the persons, so that nothing is hidden; ``extremes``: smallest and largest too.
    """

    service: str
    persons: Said
    now: Counted
    before: Earlier | None
    outcomes: tuple[Outcome, ...]
    inside: bool = True
    extremes: bool = False
    reading: Reading | None = None

    @property
    def main(self) -> tuple[Outcome, ...]:
        """The scores that stand on the first page: those whose change can be judged first, then the most frequent."""
        ordered = sorted(self.outcomes, key=lambda one: (one.changes.threshold is None, -one.changes.total.n))
        return tuple(ordered[:MAIN])

    @property
    def scope(self) -> Scope:
        """The stays that are counted."""
        return self.now.scope

    def caption(self, version: Text, *, n: int | None = None, missing: int | None = None) -> Caption:
        """What every figure of this report names; neither n nor missing where one would give somebody away."""
        small = not self.inside and any(0 < (number or 0) < LEAST_INSIDE for number in (n, missing))
        return Caption(
            source=said("gavn, {service}", service=self.service),
            period=period_said(self.scope),
            version=version,
            frozen=self.scope.frozen,
            n=None if small else n,
            missing=None if small else missing,
        )


def period_said(scope: Scope) -> Said:
    """The days that are counted; a period that goes on is said to do so."""
    if scope.whole:
        return said("everything recorded up to {last}", last=scope.last)
    if scope.last < scope.period.last:
        return said("{first} to {last} (so far)", first=scope.first, last=scope.last)
    return said("{first} to {last}", first=scope.first, last=scope.last)


def period_short(scope: Scope) -> Text:
    """The year where the period is one, else its days.

    >>> period_short(Scope(("a",), Period(date(2024, 1, 1), date(2024, 12, 31)), date(2025, 6, 1)))
    '2024'
    """
    first, last = scope.first, scope.last
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return str(first.year) if whole else period_said(scope)


def period_before(period: Period) -> Period:
    """The period of the same length that ended the day before; a year is held against a year.

    >>> str(period_before(Period(date(2024, 1, 1), date(2024, 12, 31))))
    '2023-01-01..2023-12-31'
    >>> str(period_before(Period(date(2024, 1, 10), date(2024, 1, 19))))
    '2023-12-31..2024-01-09'
    """
    last = period.first - timedelta(days=1)
    months = _whole_months(period)
    if months:
        return Period(add_months(period.first, -months), last)
    return Period(period.first - (period.last - period.first) - timedelta(days=1), last)


def _whole_months(period: Period) -> int:
    """How many whole months a period is, or 0."""
    after = period.last + timedelta(days=1)
    months = (after.year - period.first.year) * 12 + after.month - period.first.month
    return months if add_months(period.first, months) == after else 0


def checked(period: Period) -> Period:
    """The period, unless it is too long to be reported as one."""
    if (period.last - period.first).days > LONGEST:
        raise Refused("A report covers at most five years; {period} is longer.", period=str(period), field="period")
    return period
