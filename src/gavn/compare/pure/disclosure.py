"""Which counts a reader does not see who may not open the persons: the rule inside the house.

Counts from 1 to 4 are hidden. Where a total and its parts are shown, one hidden part could be worked out again:
the next smallest is hidden too, until at least two are hidden and together they are 5 or more. All hidden counts
look alike, so that nobody can tell which of them is the small one. What is published outside needs more (ranges
across tables and releases, solved exactly) and is not decided here.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from gavn.compare.pure.scope import LEAST_INSIDE

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """A total and the parts that add up to it."""

    total: Key
    parts: tuple[Key, ...]


def hidden_counts(counts: Mapping[Key, int], sums: Sequence[Sum[Key]], *, least: int = LEAST_INSIDE) -> frozenset[Key]:
    """The keys of the counts that are not shown.

    >>> counts = {"all": 40, "women": 3, "men": 30, "other": 7}
    >>> sorted(hidden_counts(counts, [Sum("all", ("women", "men", "other"))]))
    ['other', 'women']
    >>> sorted(hidden_counts({"n": 9, "yes": 9, "no": 0}, [Sum("n", ("yes", "no"))]))
    []
    """
    hidden = {key for key, count in counts.items() if 0 < count < least}
    while True:
        more = next((key for one in sums if (key := _needed(one, counts, hidden, least)) is not None), None)
        if more is None:
            return frozenset(hidden)
        hidden.add(more)


def _needed(one: Sum[Key], counts: Mapping[Key, int], hidden: set[Key], least: int) -> Key | None:
    """The next count to hide so that this sum gives nothing away; nothing where it is safe."""
    parts = [part for part in one.parts if part in counts]
    out = [part for part in parts if part in hidden]
    if one.total not in counts or (not out and one.total not in hidden):
        return None
    if one.total in hidden:
        # A hidden total is the sum of its parts: one of them must be hidden with it.
        shown = [part for part in parts if part not in hidden and counts[part]]
        return min(shown, key=lambda part: counts[part]) if shown and not out else None
    if len(out) >= 2 and sum(counts[part] for part in out) >= least:
        return None
    shown = [part for part in parts if part not in hidden and counts[part]]
    return min(shown, key=lambda part: counts[part]) if shown else one.total


def too_few(n: int, *, least: int = LEAST_INSIDE) -> bool:
    """Whether a mean, a share or a curve rests on too few persons to be shown to such a reader."""
    return n < least
