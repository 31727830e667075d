"""What each service would have with its own people, if they fared like all others of their kind.

Shares by logistic regression, means by least squares, rates by kinds of people; from groups of people who are alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gavn.compare.pure.fits import LinearSums
from gavn.compare.pure.methods.case_mix import case_mix, linear_case_mix_from_sums
from gavn.compare.pure.refusals import Empty
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.arrays import Numbers
    from gavn.compare.pure.indicator_estimate import IndicatorSums

UNKNOWN = "–"
BANDS = 5  # kinds of people that a number is cut into where kinds are needed
NONE_DECLARED = Said("This indicator declares nothing that its figures should be adjusted for.")


@dataclass(frozen=True)
class Expected:
    """Of each service what was observed and what its people would have elsewhere, and how many had gaps.

    Shares and rates: cases. Means: the mean, and ``spread`` its variance within services. ``said`` tells how good the
    expectation is.
    """

    services: tuple[str, ...]
    observed: tuple[float, ...]
    expected: tuple[float, ...]
    sizes: tuple[float, ...]
    gaps: int
    said: Said | None = None


def expected_of(indicator: Indicator, groups: Sequence[IndicatorSums]) -> Expected:
    """Observed and expected of each service from groups by service and every declared variable."""
    if not indicator.adjust:
        raise Refused(NONE_DECLARED.msgid)
    usable, gaps = _without_gaps(groups, indicator.adjust)
    if not usable:
        raise Empty(gaps)
    if indicator.measure == "rate":
        return _of_rates(usable, indicator.adjust, gaps)
    if indicator.measure == "mean":
        return _of_means(usable, indicator.adjust, gaps)
    found = case_mix(
        [str(one.group["service"]) for one in usable],
        design(usable, indicator.adjust),
        [one.events for one in usable],
        [one.n for one in usable],
        missing=gaps,
    )
    return Expected(
        found.services,
        tuple(float(one.observed) for one in found.ratios),
        tuple(one.expected for one in found.ratios),
        tuple(float(one.n) for one in found.ratios),
        gaps,
        found.say(),
    )


def _without_gaps(groups: Sequence[IndicatorSums], names: Sequence[str]) -> tuple[list[IndicatorSums], int]:
    """Groups of whom every number is known, and how many people have gaps; unknown words are a kind of their own."""
    counted = [one for one in groups if one.n]
    numeric = {name for name in names if _is_numeric(counted, name)}
    usable = [one for one in counted if all(one.group[name] is not None for name in numeric)]
    return usable, sum(one.n for one in counted) - sum(one.n for one in usable)


def _is_numeric(groups: Sequence[IndicatorSums], name: str) -> bool:
    values = [one.group[name] for one in groups if one.group[name] is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def design(groups: Sequence[IndicatorSums], names: Sequence[str]) -> Numbers:
    """A column a number, moved near 0 and scaled; a column a word but the commonest one; none that says nothing."""
    weights = np.array([one.n for one in groups], dtype=float)
    columns = []
    for name in names:
        if _is_numeric(groups, name):
            values = np.array([float(one.group[name]) for one in groups])  # type: ignore[arg-type]
            middle = float(weights @ values / weights.sum())
            spread = float(np.sqrt(weights @ (values - middle) ** 2 / weights.sum()))
            columns += [(values - middle) / spread] if spread else []
        else:
            columns += _dummies([_word(one.group[name]) for one in groups], weights)
    if not columns:
        raise Refused("Everybody is alike in what this indicator is adjusted for.")
    return np.column_stack(columns)


def _dummies(words: Sequence[str], weights: Numbers) -> list[Numbers]:
    people: dict[str, float] = {}
    for word, weight in zip(words, weights.tolist(), strict=True):
        people[word] = people.get(word, 0.0) + weight
    others = sorted(people, key=lambda word: (-people[word], word))[1:]
    return [np.array([word == other for word in words], dtype=float) for other in others]


def _word(value: object) -> str:
    return UNKNOWN if value is None else str(value)


def _of_means(groups: Sequence[IndicatorSums], names: Sequence[str], gaps: int) -> Expected:
    """The departure of each service taken off the mean of all: what its people would have elsewhere."""
    x = np.column_stack([np.ones(len(groups)), design(groups, names)])
    n = np.array([one.n for one in groups], dtype=float)
    y = np.array([one.total for one in groups], dtype=float)
    middle = float(y.sum() / n.sum())
    squares = np.array([one.squares for one in groups], dtype=float) - 2 * middle * y + n * middle**2
    moved = y - n * middle
    places = by_service(groups)
    sums = [
        LinearSums(int(n[at].sum()), (x[at] * n[at, None]).T @ x[at], x[at].T @ moved[at], float(squares[at].sum()))
        for at in places.values()
    ]
    found = linear_case_mix_from_sums(tuple(places), sums, missing=gaps)
    means = [float(y[at].sum() / n[at].sum()) for at in places.values()]
    return Expected(
        tuple(places),
        tuple(means),
        tuple(mean - one.value for mean, one in zip(means, found.departures, strict=True)),
        tuple(float(n[at].sum()) for at in places.values()),
        gaps,
        found.say(),
    )


def by_service(groups: Sequence[IndicatorSums]) -> dict[str, list[int]]:
    """Which groups belong to each service, in the order of their names."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(groups):
        found.setdefault(str(one.group["service"]), []).append(place)
    return dict(sorted(found.items()))


def _of_rates(groups: Sequence[IndicatorSums], names: Sequence[str], gaps: int) -> Expected:
    """Events to be expected with everybody's rates by kind of people; a number is cut into five bands."""
    kinds = _kinds(groups, names)
    events: dict[tuple[str, ...], float] = {}
    exposure: dict[tuple[str, ...], float] = {}
    for kind, one in zip(kinds, groups, strict=True):
        events[kind] = events.get(kind, 0.0) + one.events
        exposure[kind] = exposure.get(kind, 0.0) + one.exposure
    rate = {kind: events[kind] / exposure[kind] if exposure[kind] else 0.0 for kind in exposure}
    places = by_service(groups)
    return Expected(
        tuple(places),
        tuple(float(sum(groups[at].events for at in mine)) for mine in places.values()),
        tuple(float(sum(groups[at].exposure * rate[kinds[at]] for at in mine)) for mine in places.values()),
        tuple(float(sum(groups[at].exposure for at in mine)) for mine in places.values()),
        gaps,
    )


def _kinds(groups: Sequence[IndicatorSums], names: Sequence[str]) -> list[tuple[str, ...]]:
    bands: Mapping[str, Numbers] = {name: _cuts(groups, name) for name in names if _is_numeric(groups, name)}
    return [
        tuple(str(_band(bands[name], one.group[name])) if name in bands else _word(one.group[name]) for name in names)
        for one in groups
    ]


def _band(cuts: Numbers, value: object) -> int:
    return int((cuts <= float(str(value))).sum())


def _cuts(groups: Sequence[IndicatorSums], name: str) -> Numbers:
    values = np.array([float(one.group[name]) for one in groups])  # type: ignore[arg-type]
    return np.unique(np.quantile(np.unique(values), [place / BANDS for place in range(1, BANDS)]))
