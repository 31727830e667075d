"""Numbers as a reader may see them: whoever may not open the persons sees no small count."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from gavn.compare.pure.disclosure import Sum, hidden_counts, too_few
from gavn.compare.pure.methods.described import Described
from gavn.compare.pure.scope import LEAST_INSIDE
from gavn.kernel.say import Said
from gavn.report.pure.document import Interval, Number, Text, Value

Key = TypeVar("Key", bound=Hashable)
HIDDEN = Said("hidden")
TOO_FEW = Said("Too few persons to be shown to readers who may not open them.")


def counts_shown(counts: Mapping[Key, int], sums: Sequence[Sum[Key]], *, inside: bool) -> dict[Key, Value]:
    """Every count as a table shows it.

    Where a whole is hidden, its parts that are 0 are hidden too: they would say what nobody of so few is.

    >>> counts_shown({"all": 3, "women": 3, "men": 0}, [Sum("all", ("women", "men"))], inside=False)["men"] is HIDDEN
    True
    """
    hidden = set() if inside else set(hidden_counts(counts, sums))
    for one in sums:
        hidden |= set(one.parts) if one.total in hidden else set()
    return {key: HIDDEN if key in hidden else Number(count) for key, count in counts.items()}


def too_few_but_some(count: int) -> bool:
    """Whether a count is one of those that are hidden."""
    return 0 < count < LEAST_INSIDE


def sentence(text: Said, *counts: int, inside: bool) -> Said:
    """The sentence, unless one of these counts is too small for this reader; name what follows from them too.

    >>> str(sentence(Said("{n} of 40 answered.", {"n": 38}), 38, 40 - 38, inside=False))
    'Too few persons to be shown to readers who may not open them.'
    """
    return text if inside or not any(too_few_but_some(count) for count in counts) else TOO_FEW


def described_values(found: Described, *, inside: bool, extremes: bool, decimals: int = 1) -> tuple[Value, ...]:
    """n, missing, mean, median, and smallest and largest for those who may see them."""
    counts = counts_shown({"n": found.n, "missing": found.missing}, (), inside=inside)
    few = not inside and too_few(found.n)
    means: list[Value] = [HIDDEN if few else Number(value, decimals) for value in (found.mean, found.median)]
    if extremes:
        means += [Number(value, decimals) for value in (found.lowest, found.highest)]
    return (counts["n"], counts["missing"], *means)


def described_columns(first: Text, *, extremes: bool) -> tuple[Text, ...]:
    """The headings of such values."""
    ends = (Said("Smallest"), Said("Largest")) if extremes else ()
    return (first, Said("n"), Said("Missing"), Said("Mean"), Said("Median"), *ends)


def share_of(part: int, whole: int, *, inside: bool) -> Value:
    """A part in percent, where its whole is large enough to say so."""
    if not whole:
        return Number(None)
    small = not inside and (0 < part < LEAST_INSIDE or 0 < whole - part < LEAST_INSIDE or too_few(whole))
    return HIDDEN if small else Number(part / whole, share=True)


def interval_of(estimate: object, *, share: bool = False, decimals: int = 1, change: bool = False) -> Value:
    """An estimate with its interval; nothing where there is none."""
    low, high, value = (getattr(estimate, name, None) for name in ("low", "high", "value"))
    if low is None or high is None or value is None:
        return Number(None)
    return Interval(value, low, high, 0 if share else decimals, share, change)
