"""Whether people of several groups stay equally long: observed exits beside those to be expected if they did.

Mantel 1966; Peto & Peto 1972, doi:10.2307/2344317. Page: docs/explanation/methods/log_rank.md
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from gavn.compare.pure.arrays import Numbers, numbers, require_count
from gavn.compare.pure.methods.time_to_exit import DayCount, NoStay, counts_of_stays, people_at_risk, table_of
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import TooFew, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

LEAST_KNOWN = 1.0  # variance of the observed exits below which no ratio is told: about four exits in even groups


@dataclass(frozen=True)
class GroupExits:
    """One group: how many, how many left, how many would have left if all groups left equally fast."""

    group: str
    n: int
    exits: int
    expected: float


@dataclass(frozen=True)
class LogRank:
    """The test over all groups; of two groups also how much faster the second leaves than the first.

    ``ratio`` is Peto's one-step estimate of the hazard ratio: good near 1, too close to 1 where groups differ much;
    empty where there are more groups or too few exits.
    """

    n: int
    missing: int
    groups: tuple[GroupExits, ...]
    chi_square: float
    freedom: int
    p: float
    ratio: Estimate | None
    method: str = "log_rank"

    def say(self) -> Said:
        """How likely such differences are by chance alone, with n, exits and missing."""
        words = {
            "n": self.n,
            "groups": len(self.groups),
            "exits": sum(group.exits for group in self.groups),
            "missing": self.missing,
        }
        if self.p < 0.001:
            return said(
                "If the {groups} groups left equally fast, differences like these would come about less than once in "
                "1000 times (n {n}, {exits} left, {missing} missing).",
                **words,
            )
        return said(
            "If the {groups} groups left equally fast, differences like these or larger would come about in "
            "{percent} of 100 times (n {n}, {exits} left, {missing} missing).",
            percent=round(100 * self.p) if self.p >= 0.1 else rounded(100 * self.p, 1),
            **words,
        )


def log_rank(
    entered: ArrayLike, ended: ArrayLike, left: ArrayLike, group: ArrayLike, *, confidence: float = 0.95
) -> LogRank:
    """From one row a stay, in days since the stay began, as `time_to_exit` takes them; ``group`` names the group.

    A row with an unknown day is missing; so is one whose group is empty or NaN.

    >>> found = log_rank([0] * 6, [2, 3, 5, 8, 9, 12], [1, 1, 1, 1, 0, 1], ["a", "a", "a", "b", "b", "b"])
    >>> round(found.chi_square, 3), round(found.p, 3)
    (5.052, 0.025)
    """
    begin, end, gone = (numbers(values) for values in (entered, ended, left))
    names = np.asarray(["" if _unknown(name) else str(name) for name in np.asarray(group, dtype=object).ravel()])
    for other in (end, gone, names):
        if other.shape != begin.shape:
            raise Unequal(begin.size, other.size)
    counts, missing = {}, int((names == "").sum())
    for name in sorted(set(names.tolist()) - {""}):
        mine = names == name
        counts[name], _, unknown = counts_of_stays(begin[mine], end[mine], gone[mine])
        missing += unknown
    return log_rank_from_counts(counts, missing=missing, confidence=confidence)


def log_rank_from_counts(
    counts: Mapping[str, Sequence[DayCount]], *, missing: int = 0, confidence: float = 0.95
) -> LogRank:
    """The same from one row a group and day, so that nobody's stay needs to leave the store.

    >>> quick = [DayCount(0, entries=3), DayCount(2, exits=1), DayCount(3, exits=1), DayCount(5, exits=1)]
    >>> slow = [DayCount(0, entries=3), DayCount(8, exits=1), DayCount(9, ongoing=1), DayCount(12, exits=1)]
    >>> round(log_rank_from_counts({"quick": quick, "slow": slow}).chi_square, 3)
    5.052
    """
    require_count(missing)
    every = {name: table_of(mine) for name, mine in counts.items()}
    tables = {name: table for name, table in every.items() if table[1].sum()}
    if not tables:
        raise NoStay(missing)
    people = {name: table[1].sum() for name, table in tables.items()}
    if len(tables) < 2:
        raise TooFew(len(tables), 2, missing=missing)
    at_risk, exits = _aligned(list(tables.values()))
    if not exits.sum():
        raise Refused("Nobody of {n} has left: there is nothing to compare.", n=int(sum(people.values())))
    expected, variance = _expected(at_risk, exits)
    observed = exits.sum(axis=1)
    chi_square, freedom = _chi_square(observed - expected, variance, expected)
    groups = tuple(
        GroupExits(name, int(people[name]), int(seen), float(due))
        for name, seen, due in zip(tables, observed, expected, strict=True)
    )
    n = int(sum(people.values()))
    ratio = _ratio(observed - expected, variance) if len(groups) == 2 else None
    told = None
    if ratio is not None:
        middle, reach = ratio[0], normal(confidence) * ratio[1]
        limits = exp(middle), exp(middle - reach), exp(middle + reach)
        told = Estimate(*limits, n, missing, "log_rank", confidence)
    return LogRank(n, missing, groups, chi_square, freedom, float(chdtrc(freedom, chi_square)), told)


def _ratio(apart: Numbers, variance: Numbers) -> tuple[float, float] | None:
    """Peto's log hazard ratio of the second group and its standard error; nothing where too little is known."""
    known = float(variance[1, 1])
    if known < LEAST_KNOWN:
        return None
    return float(apart[1]) / known, 1 / sqrt(known)


def _aligned(tables: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Groups x days on which anybody left: at risk, and exits."""
    days = np.unique(np.concatenate([table[0] for table in tables]))
    whole = np.zeros((len(tables), 3, days.size))
    for place, table in enumerate(tables):
        whole[place][:, np.searchsorted(days, table[0])] = table[1:]
    at_risk = np.stack([people_at_risk(*mine) for mine in whole])
    exits = whole[:, 1]
    on = exits.sum(axis=0) > 0
    return at_risk[:, on], exits[:, on]


def _expected(at_risk: Numbers, exits: Numbers) -> tuple[Numbers, Numbers]:
    """Expected exits of each group and their covariance: hypergeometric on each day, added up."""
    all_at_risk, all_exits = at_risk.sum(axis=0), exits.sum(axis=0)
    shares = at_risk / all_at_risk
    ties = all_exits * (all_at_risk - all_exits) / np.maximum(all_at_risk - 1, 1)
    variance = np.diag((shares * ties).sum(axis=1)) - (shares * ties) @ shares.T
    return np.asarray((shares * all_exits).sum(axis=1)), np.asarray(variance)


def _chi_square(apart: Numbers, variance: Numbers, expected: Numbers) -> tuple[float, int]:
    """The distance of observed from expected; groups that were never at risk do not count."""
    there = np.flatnonzero(expected > 0)[1:]
    inner = variance[np.ix_(there, there)]
    if not there.size or np.linalg.matrix_rank(inner) < there.size:
        raise Refused("The groups were never under observation on the same days of a stay: they cannot be compared.")
    return float(apart[there] @ np.linalg.solve(inner, apart[there])), int(there.size)


def _unknown(name: object) -> bool:
    return name is None or name == "" or (isinstance(name, float) and name != name)
