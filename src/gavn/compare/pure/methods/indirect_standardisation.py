"""What happened in each service beside what would have, had its people fared like all others of their kind.

Breslow & Day 1987, volume II, section 2.3. Page: docs/explanation/methods/indirect_standardisation.md
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, column, is_number, missing_with, numbers, require_count, together
from gavn.compare.pure.methods.observed_expected import ObservedExpected, observed_expected_from_sums
from gavn.compare.pure.methods.share import counted
from gavn.compare.pure.refusals import NotACount, NotAShare, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class Standardised:
    """Observed over expected of each service, and the rate that everybody together would have at its ratio.

    ``overall`` is the share of all people together; with rates from elsewhere their own overall rate, where told:
    without it there are no standardised rates.
    """

    services: tuple[str, ...]
    n: int
    missing: int
    strata: int
    overall: float | None
    ratios: tuple[ObservedExpected, ...]
    method: str = "indirect_standardisation"

    @property
    def rates(self) -> tuple[Estimate, ...]:
        """Each ratio times the overall rate; with few strata and large differences this may pass 1."""
        if self.overall is None:
            return ()
        return tuple(
            Estimate(
                one.exact.value * self.overall,
                one.exact.low * self.overall,
                one.exact.high * self.overall,
                one.n,
                one.missing,
                self.method,
                one.exact.confidence,
            )
            for one in self.ratios
        )

    def say(self) -> Said:
        """How many services differ from what was expected of their people."""
        return said(
            "Services in which clearly more happened than with people like theirs elsewhere: {above} of {services}; "
            "clearly less: {below} (kinds of people: {strata}; n = {n}, {missing} missing).",
            above=sum(one.direction > 0 for one in self.ratios),
            below=sum(one.direction < 0 for one in self.ratios),
            services=len(self.services),
            strata=self.strata,
            n=self.n,
            missing=self.missing,
        )


def indirect_standardisation(
    services: Sequence[str],
    strata: Sequence[str],
    happened: ArrayLike,
    *,
    rates: Mapping[str, float] | None = None,
    overall: float | None = None,
    missing: int = 0,
    confidence: float = 0.95,
) -> Standardised:
    """From one row a person: service, kind of person, and whether it happened (1, 0, NaN).

    ``rates`` by stratum, from elsewhere; without them those of all people given.

    >>> found = indirect_standardisation(["a", "a", "b", "b"], ["old", "new", "old", "old"], [1, 0, 0, float("nan")])
    >>> [one.exact.value for one in found.ratios], found.missing
    ([2.0, 0.0], 1)
    """
    outcome = column(happened)
    for other in (services, strata):
        if len(other) != outcome.size:
            raise Unequal(outcome.size, len(other))
    (known,), absent = together(outcome)
    counted(known)
    there = ~np.isnan(outcome)
    names, place = np.unique(np.asarray(services, dtype=str)[there], return_inverse=True)
    kinds, kind = np.unique(np.asarray(strata, dtype=str)[there], return_inverse=True)
    people, events = np.zeros((2, names.size, kinds.size))
    np.add.at(people, (place, kind), 1)
    np.add.at(events, (place, kind), known)
    return indirect_standardisation_from_counts(
        events,
        people,
        services=[str(name) for name in names],
        rates=None if rates is None else [rates.get(str(one), np.nan) for one in kinds],
        overall=overall,
        missing=missing_with(missing, absent),
        confidence=confidence,
    )


def indirect_standardisation_from_counts(
    events: ArrayLike,
    people: ArrayLike,
    *,
    services: Sequence[str] = (),
    rates: ArrayLike | None = None,
    overall: float | None = None,
    missing: int = 0,
    confidence: float = 0.95,
) -> Standardised:
    """The same from two tables, services down and strata across: in how many it happened, of how many people.

    >>> found = indirect_standardisation_from_counts([[5, 10], [15, 10]], [[50, 20], [50, 30]])
    >>> [round(one.expected, 1) for one in found.ratios], [round(rate.value, 3) for rate in found.rates]
    ([18.0, 22.0], [0.222, 0.303])
    """
    require_count(missing)
    if overall is not None and not (is_number(overall) and 0 < overall <= 1):
        raise NotAShare(overall)
    yes, of = _tables(events, people)
    names = tuple(services) or tuple(str(number) for number in range(1, len(of) + 1))
    if len(names) != len(of):
        raise Unequal(len(of), len(names))
    if rates is None:
        share = yes.sum(axis=0) / np.maximum(of.sum(axis=0), 1)
        overall = float(yes.sum() / max(of.sum(), 1))
    else:
        share = _rates(rates, of)
    expected = of @ share
    ratios = tuple(
        observed_expected_from_sums(round(count), due, n=round(n), confidence=confidence)
        for count, due, n in zip(yes.sum(axis=1).tolist(), expected.tolist(), of.sum(axis=1).tolist(), strict=True)
    )
    return Standardised(names, round(float(of.sum())), missing, of.shape[1], overall, ratios)


def _tables(events: ArrayLike, people: ArrayLike) -> tuple[Numbers, Numbers]:
    yes, of = numbers(events), numbers(people)
    if yes.shape != of.shape or of.ndim != 2 or not of.size:
        raise Refused("This needs two tables of the same form: services down, kinds of people across.")
    for at in np.argwhere(~((yes >= 0) & (yes <= of)) | (yes % 1 != 0) | (of % 1 != 0))[:1].tolist():
        raise NotACount(float(yes[tuple(at)]), float(of[tuple(at)]))
    return yes, of


def _rates(rates: ArrayLike, of: Numbers) -> Numbers:
    share = numbers(rates)
    if share.shape != (of.shape[1],):
        raise Unequal(of.shape[1], share.size)
    for wrong in share[~((share >= 0) & (share <= 1))][:1]:
        raise NotAShare(float(wrong))
    return share
