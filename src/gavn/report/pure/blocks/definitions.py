"""What the words and numbers of the report mean, with the versions and norms that count."""

from __future__ import annotations

from collections.abc import Callable

from gavn.kernel.say import Said, said
from gavn.report.pure.document import Definition, Definitions, Section, Text
from gavn.report.pure.year import Outcome, Year, period_said

PLACE = 70
WORDS: tuple[tuple[Said, Said], ...] = (
    (
        Said("Stay, person"),
        Said(
            "A stay lasts from entry to exit; it is counted when at least one of its days lies in the period. "
            "A person with two stays is counted once among the persons."
        ),
    ),
    (
        Said("New, closed, ongoing"),
        Said("New: entered in the period. Closed: ended in it. Ongoing: not ended on its last day."),
    ),
    (
        Said("Enrolment time"),
        Said(
            "From the day of entry to the day of exit, or to the last day counted. A month is a twelfth of 365.2425 "
            "days. A month without a day counts as its middle; a year alone counts as missing."
        ),
    ),
    (
        Said("Still there"),
        Said(
            "Estimated by the method of Kaplan and Meier (1958). Stays that were open before the period count from "
            "the day on which they came under observation."
        ),
    ),
    (
        Said("First and later measurement"),
        Said(
            "The first is taken at entry, or at the first status of a person who was already there. "
            "It is held against the newest later one. Answers of the person and of the practitioner are never mixed."
        ),
    ),
    (
        Said("Reliably improved or worse"),
        Said(
            "The change is larger than error of measurement alone makes in 5 of 100 persons (Jacobson and Truax 1991). "
            "Unchanged means: no change that is larger than that. It does not mean: no benefit."
        ),
    ),
    (
        Said("Interval"),
        Said(
            "Where the true value lies in 95 of 100 such reports: for shares by Wilson (1927), for mean changes by "
            "Student (1908). Where two intervals overlap, the difference may be chance."
        ),
    ),
)
HIDING = Definition(
    Said("Hidden numbers"),
    (
        Said(
            "Counts from 1 to 4 persons are hidden, and so are those from which they could be worked out. "
            "Groups of fewer than 5 are not described."
        ),
    ),
)
NOT_JUDGED = Said("No norm is known for this score: changes are shown without saying whether they are reliable.")


def section(year: Year, say: Callable[[Said], str]) -> Section:
    """The section of definitions: words first, then each score."""
    period = said("{period}. Figures frozen on {frozen}.", period=period_said(year.scope), frozen=year.scope.frozen)
    items = [Definition(Said("Period"), (period,)), *(Definition(term, (meaning,)) for term, meaning in WORDS)]
    if not year.inside:
        items.append(HIDING)
    seen: set[tuple[str, str]] = set()
    for outcome in year.outcomes:
        if (outcome.line.full_key, outcome.line.score) not in seen:
            seen.add((outcome.line.full_key, outcome.line.score))
            items.append(score_defined(outcome))
    return Section("definitions", Said("What do the words and numbers mean?"), (Definitions(tuple(items)),))


def score_defined(outcome: Outcome) -> Definition:
    """A score: its version, its scale, the norm by which change is judged."""
    good = Said("higher is better") if outcome.score.higher_is_better else Said("lower is better")
    scale = said(
        "{form}, {key}; from {low} to {high}, {good}.",
        form=outcome.form,
        key=outcome.line.full_key,
        low=outcome.score.low,
        high=outcome.score.high,
        good=good,
    )
    return Definition(outcome.title, (scale, *_judged(outcome)))


def _judged(outcome: Outcome) -> tuple[Text, ...]:
    threshold = outcome.changes.threshold
    if threshold is None:
        return (NOT_JUDGED,)
    least = said(
        "A change of more than {threshold} counts as reliable. {norm}.",
        threshold=round(threshold, 2),
        norm=outcome.norm,
    )
    if outcome.threshold_from is None:
        return (least,)
    return (said("{least} ({how})", least=least, how=outcome.threshold_from),)
