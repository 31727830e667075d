"""Counts as a kind of reader may see them. Only this module makes them: whoever takes ``Released`` shows no others.

Whoever may open the persons sees every count. Others see none that the policy hides and none from which a hidden one
could be worked out (``methods/suppression.py``). All hidden counts look alike: nobody can tell which is the small one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Generic

from gavn.compare.pure.disclosure import INSIDE, Key, Policy, Protection, Sum
from gavn.compare.pure.methods.suppression import suppression

_MADE_HERE = object()


@dataclass(frozen=True)
class Released(Generic[Key]):
    """Counts that have passed disclosure control, and the names of those that did not."""

    shown: Mapping[Key, int]
    hidden: frozenset[Key]
    policy: str
    made: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.made is not _MADE_HERE:
            raise TypeError("Only gavn.compare.pure.released makes Released values.")


def released(counts: Mapping[Key, int], sums: Sequence[Sum[Key]], *, policy: Policy | None) -> Released[Key]:
    """The counts as readers under this policy may see them; without one they may open the persons and see all.

    Where a whole is hidden, its parts that are 0 are hidden too: they would say what nobody of so few is.

    >>> found = released({"all": 3, "women": 3, "men": 0}, [Sum("all", ("women", "men"))], policy=INSIDE)
    >>> dict(found.shown), sorted(found.hidden)
    ({}, ['all', 'men', 'women'])
    """
    if policy is None:
        return Released(MappingProxyType(dict(counts)), frozenset(), "open", _MADE_HERE)
    hidden = set(hidden_counts(counts, sums, policy=policy))
    for one in sums:
        hidden |= set(one.parts) & counts.keys() if one.total in hidden else set()
    shown = {key: _rounded(count, policy.round_to) for key, count in counts.items() if key not in hidden}
    return Released(MappingProxyType(shown), frozenset(hidden), policy.name, _MADE_HERE)


def hidden_counts(counts: Mapping[Key, int], sums: Sequence[Sum[Key]], *, policy: Policy = INSIDE) -> frozenset[Key]:
    """The keys of the counts that are not shown.

    >>> counts = {"all": 40, "women": 3, "men": 30, "other": 7}
    >>> sorted(hidden_counts(counts, [Sum("all", ("women", "men", "other"))]))
    ['other', 'women']
    >>> sorted(hidden_counts({"n": 9, "yes": 9, "no": 0}, [Sum("n", ("yes", "no"))]))
    []
    """
    if not any(0 < count < policy.least for count in counts.values()):
        return frozenset()
    return _hidden(tuple(counts.items()), tuple(sums), policy)


@lru_cache(maxsize=1024)
def _hidden(items: tuple[tuple[Any, int], ...], sums: tuple[Sum[Any], ...], policy: Policy) -> frozenset[Any]:
    """The same, kept: a page asks for the same tables again and again."""
    counts = dict(items)
    needs = {key: Protection(width=policy.width) for key, count in counts.items() if 0 < count < policy.least}
    fitting, rests = _fitting(counts, sums)
    needs |= {rest: Protection() for rest in rests}
    found = suppression({**counts, **rests}, fitting, needs, protect=needs, exact=False, tidy=False)
    return found.hidden & counts.keys()


def _fitting(counts: Mapping[Any, int], sums: Sequence[Sum[Any]]) -> tuple[list[Sum[Any]], dict[Any, int]]:
    """The sums that hold; what is missing to a total is a count of its own that no table shows."""
    fitting, rests = [], {}
    for place, one in enumerate(sums):
        parts = tuple(part for part in one.parts if part in counts)
        if one.total not in counts or not parts:
            continue
        rest = counts[one.total] - sum(counts[part] for part in parts)
        if rest > 0:
            rests["rest", place] = rest
            parts = (*parts, ("rest", place))
        if rest >= 0:  # parts of more than the whole are not parts: several answers may be chosen
            fitting.append(Sum(one.total, parts))
    return fitting, rests


def _rounded(count: int, base: int) -> int:
    return base * ((2 * count + base) // (2 * base)) if base else count
