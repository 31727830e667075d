"""Years to make reports of, without a database: a large service, one of six persons, one nobody came to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gavn.catalogue.pure.formats import Score
from gavn.compare.pure.changed import Cell, Changes, Later, Line
from gavn.compare.pure.counts import Ages, Choices, Enrolled, EnrolmentTime, Flow, Followed, GoalCount
from gavn.compare.pure.methods.described import described
from gavn.compare.pure.methods.paired_change import PairedSums
from gavn.compare.pure.methods.time_to_exit import time_to_exit
from gavn.compare.pure.scope import Scope
from gavn.kernel.periods import Period
from gavn.kernel.say import Said, said
from gavn.report.pure.year import Asked, Counted, Earlier, Outcome, Reading, Year, period_before

PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))
SCOPE = Scope(("lindenhof",), PERIOD, date(2026, 2, 1))
TITLE = {"en": "Four lines together", "da": "De fire linjer tilsammen", "sv": "De fyra linjerna tillsammans"}
SCORE = Score(
    key="total", title=TITLE, method="sum", items=("a",), missing={"rule": "complete"}, low=0, high=40,
    direction="higher_is_better", decimals=0,
    bands=(
        {"key": "low", "low": 0, "high": 20, "label": TITLE},
        {"key": "high", "low": 21, "high": 40, "label": TITLE},
    ),
)  # fmt: skip
LINE = Line("gavn/four-lines", 1, "total", "individual")
SIGNED = Reading(
    "We lost touch too early.\n\nFrom March we call after a week.", "Mara", date(2026, 2, 3), "Mara", date(2026, 2, 4)
)


def sums(n: int, before: float, gain: float) -> PairedSums:
    """n pairs around these means, so that there is some spread."""
    x = [before + (place % 5) for place in range(n)]
    y = [one + gain + (place % 3) for place, one in enumerate(x)]
    return PairedSums(
        n, sum(x), sum(y), sum(a * a for a in x), sum(b * b for b in y), sum(a * b for a, b in zip(x, y, strict=True))
    )


def changes(
    improved: int, unchanged: int, worse: int, missing: dict[str, int], *, threshold: float | None = 5.0
) -> Changes:
    """A table of cells, women and men alike."""
    found = []
    for outcome, n, gain in (("improved", improved, 8), ("unchanged", unchanged, 1), ("worse", worse, -8)):
        kind = outcome if threshold is not None else "unjudged"
        parts = [(sex, part) for sex, part in (("woman", n // 2), ("man", n - n // 2)) if part]
        found += [Cell(sex, "low" if sex == "man" else "high", kind, part, sums(part, 15, gain)) for sex, part in parts]
    found += [Cell("woman", "", reason, n) for reason, n in missing.items()]
    return Changes(LINE, Later(), threshold, tuple(found))


def outcome(found: Changes, before: Changes | None = None, *, line: Line = LINE) -> Outcome:
    """A score with its change."""
    return Outcome(
        line=line,
        title="Four lines together",
        form="Four lines",
        respondent=Said("The person"),
        score=SCORE,
        norm=said("Norm computed from the own sample of {n} people", n=120),
        threshold_from=Said("stated by the source"),
        bands={"low": "up to 20", "high": "above 20"},
        changes=replace(found, line=line),
        before=before,
    )


def flows(women: int, men: int) -> Enrolled:
    """Women and men: half of them new, a third closed."""
    by_sex = {
        sex: Flow(n, n, n // 2, n // 2, n // 3, n // 3, n - n // 3, n - n // 3)
        for sex, n in (("woman", women), ("man", men))
        if n
    }
    return Enrolled(by_sex)


def asked(key: str, n: int, *, several: bool = False, at_exit: bool = False) -> Asked:
    """A question whose first answer is the most frequent."""
    codes = [f"answer{place}" for place in range(9)]
    counts = [max(0, n // 2 - place * 4) for place in range(9)]
    labels = {code: f"Æble, øl og ål {place}" for place, code in enumerate(codes[:-1])}
    choices = Choices(n, tuple(zip(codes, counts, strict=True)), (("no_form", 7),) if n > 9 else ())
    return Asked(key, "Why does the person come?", several, labels, choices, "Base data at entry", at_exit)


def counted(women: int, men: int) -> Counted:
    """All figures of so many women and men."""
    stays = women + men
    closed = stays // 3
    begin = [0.0] * stays
    end = [float(30 + 11 * place) for place in range(stays)]
    left = [place % 3 == 0 for place in range(stays)]
    months = [place / 3 for place in range(stays)]
    ages = {("woman" if place < women else "man", 19 + place * 7 % 50): 1 for place in range(stays)}
    done = stays - stays // 4
    return Counted(
        scope=SCOPE,
        enrolled=flows(women, men),
        time=EnrolmentTime(described(months[closed:], missing=stays // 20), described(months[:closed])),
        followed=(Followed("entry", stays, done, done // 2, {"refused": stays // 10}), Followed("exit", 0, 0, 0, {})),
        length=time_to_exit(begin, end, left) if stays else Said("Nobody was there."),
        ages=Ages(ages | ({("man", None): 6} if stays > 50 else {})),
        asked=(asked("reasons", stays, several=True), asked("home", stays), asked("exit-home", closed, at_exit=True)),
        exits=Choices(closed, (("planned", closed - closed // 2), ("unplanned", closed // 2)) if closed else ()),
        given=Choices(stays, (("regaining", stays), ("network", stays // 2))),
        goals=(GoalCount("home", stays, stays, stays // 3, stays // 4, 1, 0, 0, 0, 0),) if stays else (),
    )


def earlier(women: int, men: int) -> Earlier:
    """The year before, with follow-up in half of the cases."""
    found = counted(women, men)
    before = Scope(SCOPE.services, period_before(PERIOD), SCOPE.frozen)
    half = (women + men) // 2
    return Earlier(before, found.enrolled, found.time, (Followed("entry", women + men, half, 0, {}),))


def large(**more: object) -> Year:
    """A service of 120 with a year before, judged scores, and somebody who signed."""
    lost = {"later:lost": 20, "later:not_due": 10, "first:no_form": 5}
    outcomes = (
        outcome(changes(40, 30, 15, lost), changes(30, 40, 10, lost)),
        outcome(
            changes(10, 20, 30, lost, threshold=None),
            changes(5, 5, 5, {}, threshold=None),
            line=replace(LINE, score="life"),
        ),
        outcome(changes(0, 0, 0, lost), line=replace(LINE, respondent="practitioner")),
    )
    year = Year("Lindenhof", Said("persons"), counted(70, 50), earlier(60, 40), outcomes, extremes=True, reading=SIGNED)
    return replace(year, **more)


def small(**more: object) -> Year:
    """A service of six persons without a year before; one score, measured twice for two of them."""
    outcomes = (outcome(changes(1, 0, 1, {"later:lost": 2, "later:not_due": 2})),)
    return replace(Year("Fyret", Said("residents"), counted(4, 2), None, outcomes), **more)


def empty() -> Year:
    """A service nobody came to."""
    return Year("Broen", Said("clients"), replace(counted(0, 0), followed=()), None, ())
