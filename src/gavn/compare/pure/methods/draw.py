"""Whom to ask, by lot: a draw that anybody can repeat from its seed, on any machine and in any year.

The lots are SHA-256 digests (FIPS 180-4, doi:10.6028/NIST.FIPS.180-4); to draw the smallest of lasting random numbers:
Ohlsson 1995, doi:10.1002/9781118150504.ch9. Page: docs/explanation/methods/draw.md
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from gavn.compare.pure.arrays import require_count
from gavn.compare.pure.refusals import Empty, PopulationTooSmall
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

ALGORITHM = "sha256-order-1"


@dataclass(frozen=True)
class Drawn:
    """Those drawn in one stratum, in the order in which their lots came up."""

    stratum: str
    population: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Draw:
    """A draw by lot with all that is needed to repeat it: the seed, the algorithm, and how many from how many."""

    strata: tuple[Drawn, ...]
    seed: int
    algorithm: str = ALGORITHM
    method: str = "draw"

    @property
    def ids(self) -> tuple[str, ...]:
        """Everybody drawn, stratum by stratum."""
        return tuple(one for drawn in self.strata for one in drawn.ids)

    @property
    def n(self) -> int:
        """How many were drawn."""
        return len(self.ids)

    @property
    def population(self) -> int:
        """How many there were to draw from."""
        return sum(drawn.population for drawn in self.strata)

    def say(self) -> Said:
        """The draw in one sentence, with what is needed to repeat it."""
        return said(
            "Drawn by lot: {n} of {population} (strata: {strata}; seed {seed}, {algorithm}).",
            n=self.n,
            population=self.population,
            strata=len(self.strata),
            seed=self.seed,
            algorithm=self.algorithm,
        )


def draw(ids: Sequence[str], n: int, *, seed: int, stratum: str = "") -> Draw:
    """Draw ``n`` of the ids, each as likely as any other; the same seed draws the same, in whatever order they come.

    A larger ``n`` keeps those already drawn and adds to them, so whoever comes next replaces somebody who cannot.

    >>> draw(["anna", "bo", "carl", "dea", "eva"], 2, seed=2027).ids
    ('eva', 'dea')
    >>> draw(["eva", "dea", "carl", "bo", "anna"], 3, seed=2027).ids[:2]
    ('eva', 'dea')
    """
    return draw_from_strata({stratum: ids}, {stratum: n}, seed=seed)


def draw_from_strata(ids: Mapping[str, Sequence[str]], n: Mapping[str, int], *, seed: int) -> Draw:
    """Draw so many from each stratum, each of its people as likely as any other there.

    >>> found = draw_from_strata({"north": ["anna", "bo"], "south": ["carl", "dea"]}, {"north": 1, "south": 1}, seed=7)
    >>> found.n, found.population
    (2, 4)
    """
    if not isinstance(seed, int):
        raise Refused("A seed is a whole number; {seed} is not.", seed=seed)
    if not ids:
        raise Empty()
    if not all(isinstance(one, str) for some in ids.values() for one in some):
        raise Refused("Everybody to draw from has an id, written as text.")
    if set(ids) != set(n):
        raise Refused("How many to draw must be said of exactly the strata that there are.")
    twice = [one for one, times in Counter(one for some in ids.values() for one in some).items() if times > 1]
    if twice:
        raise Refused("{person} stands twice among those to draw from.", person=min(twice))
    return Draw(tuple(_drawn(stratum, ids[stratum], n[stratum], seed) for stratum in sorted(ids)), seed)


def lot(seed: int, stratum: str, person: str) -> str:
    """The lot of one person: the digest of seed, stratum and id, written as JSON in ASCII without blanks.

    >>> lot(2027, "", "eva")[:12]
    '28d4245cf0e4'
    """
    text = f"[{seed},{json.dumps(stratum)},{json.dumps(person)}]"
    return sha256(text.encode("ascii")).hexdigest()


def _drawn(stratum: str, ids: Sequence[str], n: int, seed: int) -> Drawn:
    require_count(n)
    if not ids:
        raise Empty()
    if n > len(ids):
        raise PopulationTooSmall(n, len(ids))
    # A digest is worked out person by person: this is the one loop over people that nothing replaces.
    lots = sorted((lot(seed, stratum, one), one) for one in ids)
    return Drawn(stratum, len(ids), tuple(one for _, one in lots[:n]))
