"""What every figure about an indicator says the same way: its words, what it rests on, its counts as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gavn.benchmark.pure.sums import DECIMALS, MEASURES, Shown
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Caption, Interval, Number, Value
from gavn.report.pure.hiding import HIDDEN, TOO_FEW

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.indicator_estimate import IndicatorSums

SOURCE = Said("forms, stays and plans, counted by gavn")
COUNT_COLUMNS = (
    Said("Population"),
    Said("Left out by definition"),
    Said("Should be counted"),
    Said("Missing"),
    Said("n"),
)
COUNT_KEYS = ("population", "left_out", "base", "missing", "n")


@dataclass(frozen=True)
class About:
    """An indicator in the reader's language, the period, the day of freezing; ``words`` are those of its variables."""

    indicator: Indicator
    language: str
    period: Said
    frozen: date
    inside: bool
    say: Callable[[Said], str]
    words: Mapping[str, Said | str]

    @property
    def title(self) -> str:
        """What the indicator is called."""
        return self.indicator.title.in_(self.language)

    @property
    def share(self) -> bool:
        """Whether values are shown in percent."""
        return self.indicator.measure == "share"

    @property
    def variables(self) -> str:
        """What the indicator is adjusted for, in words."""
        words = (self.words.get(name, name) for name in self.indicator.adjust)
        return "; ".join(self.say(one) if isinstance(one, Said) else one for one in words)

    @property
    def unit(self) -> Said | str:
        """What a value is: a share, a mean, a rate per what."""
        words = self.indicator.per_words
        if self.indicator.measure == "rate" and words is not None:
            return said("Rate per {per}", per=words.in_(self.language))
        return MEASURES[self.indicator.measure]

    def caption(self, sums: IndicatorSums | None = None, *, interval: bool = True) -> Caption:
        """What a figure rests on; the numbers only where the reader may see them."""
        n, due, missing = (sums.n, sums.base, sums.missing) if sums is not None else (None, None, None)
        return Caption(
            SOURCE,
            self.period,
            self.indicator.full_key,
            self.frozen,
            n,
            due,
            missing,
            interval=95 if interval else None,
        )

    def interval(self, found: Estimate, *, change: bool = False) -> Interval:
        """An estimate as this indicator's values are shown."""
        return Interval(found.value, found.low, found.high, DECIMALS[self.indicator.measure], self.share, change)

    def number(self, value: float | None, *, change: bool = False) -> Number:
        """A value without interval as this indicator's values are shown."""
        return Number(value, DECIMALS[self.indicator.measure], self.share, change)


def count_values(shown: Shown) -> tuple[Value, ...]:
    """A group's counts in the order of their columns."""
    return tuple(shown.counts[key] for key in COUNT_KEYS)


def value_said(about: About, shown: Shown | None) -> Said:
    """A group's value in a sentence, with its interval, n and who is missing."""
    if shown is None:
        return said("Nobody belongs to the population of this indicator in the period.")
    if shown.sums is None:
        return TOO_FEW
    sums = shown.sums
    if not isinstance(shown.value, Interval):
        return said(
            "There is too little for a value: {n} counted, {missing} missing, of {base}.",
            n=sums.n,
            missing=_count(shown, "missing"),
            base=_count(shown, "base"),
        )
    words = {"value": shown.value, "n": sums.n, "missing": _count(shown, "missing")}
    if about.share:
        return said("{events} of {n}: {value}; {missing} missing.", events=int(sums.events), **words)
    if about.indicator.measure == "rate":
        return said(
            "{events} in {n} stays, {value} per {per}; {missing} missing.",
            events=int(sums.events),
            per=about.indicator.per_words.in_(about.language) if about.indicator.per_words else "",
            **words,
        )
    return said("A mean of {value} over {n}; {missing} missing.", **words)


def _count(shown: Shown, key: str) -> object:
    """A count as a sentence says it: in digits, or that it is hidden."""
    value = shown.counts[key]
    if value is HIDDEN:
        return HIDDEN
    return int(value.value or 0) if isinstance(value, Number) else value
