"""Numbers as a reader may see them: whoever may not open the persons sees no small count."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from gavn.compare.pure.disclosure import INSIDE, Sum, too_few
from gavn.compare.pure.methods.described import Described
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.released import Released, released
from gavn.compare.pure.scope import LEAST_INSIDE
from gavn.kernel.say import Said
from gavn.report.pure.document import Interval, Number, Text, Value

Key = TypeVar("Key", bound=Hashable)
HIDDEN = Said("hidden")
TOO_FEW = Said("Too few persons to be shown to readers who may not open them.")


def counts_shown(counts: Mapping[Key, int], sums: Sequence[Sum[Key]], *, inside: bool) -> dict[Key, Value]:
    """Every count as a table shows it, in their order; ``inside``: the reader may open the persons.

    >>> counts_shown({"all": 3, "women": 3, "men": 0}, [Sum("all", ("women", "men"))], inside=False)["men"] is HIDDEN
    True
    """
    values = values_of(released(counts, sums, policy=None if inside else INSIDE))
    return {key: values[key] for key in counts}


def values_of(found: Released[Key]) -> dict[Key, Value]:
    """What may be shown as numbers, and the rest as hidden."""
    return {**{key: Number(count) for key, count in found.shown.items()}, **dict.fromkeys(found.hidden, HIDDEN)}


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


def share_of(part: int, whole: int, *, inside: bool, sure: bool = False) -> Value:
    """A part in percent, where its whole is large enough to say so; with ``sure`` the interval it lies in."""
    if not whole:
        return Number(None)
    small = not inside and (0 < part < LEAST_INSIDE or 0 < whole - part < LEAST_INSIDE or too_few(whole))
    if small:
        return HIDDEN
    return interval_of(share(part, whole), share=True) if sure else Number(part / whole, share=True)


def interval_of(estimate: object, *, share: bool = False, decimals: int = 1, change: bool = False) -> Value:
    """An estimate with its interval; nothing where there is none."""
    low, high, value = (getattr(estimate, name, None) for name in ("low", "high", "value"))
    if low is None or high is None or value is None:
        return Number(None)
    return Interval(value, low, high, 0 if share else decimals, share, change)
