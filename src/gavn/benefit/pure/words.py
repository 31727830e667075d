"""What each figure says this month, what it means, and what there is to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gavn.benefit.pure.counted import LEAST_FORMS, Month
from gavn.benefit.pure.figures import MonthFigure
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Interval, Number, Value
from gavn.report.pure.hiding import HIDDEN

GOOD_SHARE = 0.8  # from here on nothing is asked of the team
BLANK = 0.05  # of all questions; more left blank without a reason is worth a word
NOTHING_TO_DO = Said("Nothing to do here.")
MEANS = {
    "minutes": Said(
        "Counted while the form is open before somebody who is doing something, in whole minutes. Nobody’s own minutes "
        "are shown anywhere."
    ),
    "fed_back": Said("A question whose answer nobody sees again takes time and gives nothing."),
    "complete": Said(
        "A person may decline, or not know; then the reason stands there. What is left blank without a reason is what "
        "a team can do something about."
    ),
    "hours": Said(
        "From the day of the answers to the day on which they were entered. Results are there at once, so waiting "
        "means that answers lay on a desk. A day counts as 24 hours."
    ),
    "talked": Said("Those who answer should hear what came of it. It counts when a result is marked as talked about."),
}
NONE = {
    "minutes": Said("No form told how long it took."),
    "fed_back": Said("No form was handed in."),
    "complete": Said("No form was handed in."),
    "hours": Said("No form was entered here."),
    "talked": Said("No form was handed in, so there is nothing to talk about."),
}


@dataclass(frozen=True)
class Slow:
    """A form that takes longer than it tells people."""

    title: str
    promised: int
    took: float


def says(figure: MonthFigure, month: Month) -> Said:
    """The month in one sentence."""
    now = figure.now
    if now.shown is None:
        return NONE[figure.key]
    if now.shown is HIDDEN:
        return _hidden(figure.key)
    if figure.key in ("minutes", "hours"):
        return _duration(figure.key, now.shown, now.n)
    parts = {"complete": month.answered, "talked": month.talked}
    part = parts.get(figure.key, round((now.number or 0) * now.n))
    return said(_SHARES[figure.key].msgid, part=part, whole=now.n)


_SHARES = {
    "fed_back": Said("{part} of {whole} questions in this month’s forms lead to a result."),
    "complete": Said("{part} of {whole} questions were answered."),
    "talked": Said("{part} of {whole} results were talked about with the person."),
}


def _hidden(key: str) -> Said:
    if key == "minutes":
        return said(
            "Minutes are told from {least} forms on, and only where several people fill in forms.", least=LEAST_FORMS
        )
    if key == "hours":
        return said("This is told from {least} forms on.", least=LEAST_FORMS)
    return Said("Too few to be shown to readers who may not open the persons.")


def _duration(key: str, shown: Value, n: int) -> Said:
    value = shown.value if isinstance(shown, Number | Interval) else None
    if key == "minutes":
        return said("Half of {n} forms took {value} minutes or less.", n=n, value=Number(value))
    if not value:
        return said("Half of {n} forms or more could be seen on the day they were answered.", n=n)
    return said("Half of {n} forms could be seen within {value} hours, half later.", n=n, value=Number(value))


def to_do(figure: MonthFigure, month: Month, *, slow: Sequence[Slow], silent: Sequence[str]) -> Said | None:
    """What a leader can do about it; nothing where nothing may be said."""
    number = figure.now.number
    if number is None:
        return None
    if figure.key == "minutes":
        return _about_slow(slow)
    if figure.key == "fed_back" and silent:
        return said("Propose to take out what leads nowhere: {questions}.", questions=", ".join(silent))
    if figure.key == "complete":
        return _about_blanks(number, month)
    if figure.key == "hours" and number > 0:
        return Said("Enter answers on the day they are given, or let people answer by link themselves.")
    talk = figure.key == "talked" and number < GOOD_SHARE
    return TALK if talk else NOTHING_TO_DO


TALK = Said("Begin the next conversation with the result. The page Today lists those that wait.")


def _about_slow(slow: Sequence[Slow]) -> Said:
    if not slow:
        return NOTHING_TO_DO
    worst = max(slow, key=lambda one: one.took / one.promised)
    return said(
        "{form} takes {took} minutes and tells people {promised}. Ask the team what is hard about it.",
        form=worst.title,
        took=Number(worst.took),
        promised=worst.promised,
    )


def _about_blanks(number: float, month: Month) -> Said:
    if month.why.get("unsaid", 0) > BLANK * month.asked:
        return Said("Ask the team which questions are passed over without a reason, and why.")
    if number < GOOD_SHARE:
        return Said("Ask the team which questions people do not answer, and whether they are understood.")
    return NOTHING_TO_DO
