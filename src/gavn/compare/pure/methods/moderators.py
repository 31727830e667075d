"""For whom a programme works differently: traits declared beforehand, one at a time, judged as one family.

Nested F and likelihood-ratio tests of programme x trait in a model that holds every declared trait; Benjamini &
Hochberg 1995 over the family, doi:10.1111/j.2517-6161.1995.tb02031.x; on reading subgroups Rothwell 2005,
doi:10.1016/S0140-6736(05)17709-5. Page: docs/explanation/methods/moderators.md
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, fdtrc

from gavn.compare.pure.arrays import LARGEST_SUM, Numbers, column, labelled, require_count, require_number
from gavn.compare.pure.fits import LinearFit, LinearSums, LogisticFit, linear_fit_from_sums, logistic_fit
from gavn.compare.pure.methods.false_discovery import false_discovery
from gavn.compare.pure.quantiles import normal, student
from gavn.compare.pure.refusals import Constant, Empty, TooFew, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

LEAST = 20  # people in each trait with, and without, the programme; below it nothing is said of the trait
Kind = Literal["linear", "logistic"]


class TooFewInGroup(TooFew):
    """A group of a trait that is too small to be told of."""

    def __init__(self, n: int, least: int, *, trait: str, level: str) -> None:
        super().__init__(n, least)
        self.said = said(
            "{trait} is not looked at: with or without the programme there should be at least {least} people, not {n} "
            "({level}).",
            trait=trait,
            level=level,
            n=n,
            least=least,
        )


class NoComparison(Refused):
    """Nobody to compare with."""

    def __init__(self) -> None:
        super().__init__("Some people must have had the programme and some not: otherwise there is no comparison.")


@dataclass(frozen=True)
class Group:
    """People alike in programme and in every trait: how many, the sum of their outcomes and of its squares.

    For yes and no ``total`` is how many had it, and ``squares`` is not needed. Large scores: subtract the same round
    number near their mean from all first.
    """

    programme: bool
    levels: tuple[str, ...]
    n: int
    total: float
    squares: float = 0.0


@dataclass(frozen=True)
class Subgroup:
    """The programme's effect among people of one level, and how it differs from that of the first level.

    Linear: difference of means. Logistic: odds ratio, and the ratio of two of them.
    """

    level: str
    with_programme: int
    without: int
    effect: Estimate
    against_first: Estimate | None

    def say(self) -> Said:
        """The level with its effect, its interval and how many it rests on."""
        return said(
            "{level}: {value} (between {low} and {high}; n {n})",
            level=self.level,
            value=rounded(self.effect.value),
            low=rounded(self.effect.low),
            high=rounded(self.effect.high),
            n=self.effect.n,
        )


@dataclass(frozen=True)
class Moderator:
    """One declared trait: the test of programme x trait, its q within the family, and the effect in each group.

    ``statistic`` is F with ``freedom`` (between, within) or a likelihood ratio with (between,).
    """

    name: str
    statistic: float | None = None
    freedom: tuple[int, ...] = ()
    p: float | None = None
    q: float | None = None
    differs: bool = False
    subgroups: tuple[Subgroup, ...] = ()
    refused: Said | None = None

    def say(self) -> Said:
        """Whether it works differently by this trait, with the effect in each group."""
        if self.refused is not None:
            return self.refused
        groups = reduce(
            lambda one, more: said("{one}; {more}", one=one, more=more), (sub.say() for sub in self.subgroups)
        )
        if self.differs:
            return said("It works differently by {trait}: {groups}.", trait=self.name, groups=groups)
        return said("By {trait} no difference stands: {groups}.", trait=self.name, groups=groups)


@dataclass(frozen=True)
class Moderators:
    """All declared traits, in the order declared, judged as one family."""

    n: int
    missing: int
    kind: Kind
    level: float
    least: int
    dependent: bool
    found: tuple[Moderator, ...]
    method: str = "moderators"

    @property
    def tested(self) -> int:
        """How many traits could be looked at."""
        return sum(one.p is not None for one in self.found)

    def say(self) -> Said:
        """By which traits it works differently, of how many that were declared."""
        names = ", ".join(one.name for one in self.found if one.differs)
        about = {"declared": len(self.found), "tested": self.tested, "n": self.n, "missing": self.missing}
        if not names:
            return said(
                "No difference stands: {tested} of {declared} declared traits could be looked at, and judged together "
                "none shows that it works differently (n {n}, {missing} missing). This does not show that it works "
                "alike for all.",
                **about,
            )
        return said(
            "It works differently by {names}: {tested} of {declared} declared traits could be looked at, and judged "
            "together this stands (n {n}, {missing} missing).",
            names=names,
            **about,
        )


def moderators(
    outcome: ArrayLike,
    programme: ArrayLike,
    traits: Mapping[str, ArrayLike],
    *,
    kind: Kind = "linear",
    least: int = LEAST,
    level: float = 0.05,
    dependent: bool = False,
    confidence: float = 0.95,
) -> Moderators:
    """Each declared trait's part in how the programme works; people with a gap anywhere are counted as missing.

    ``outcome``: a score, or 1 and 0 (``kind="logistic"``). ``programme``: 1 with, 0 without. ``traits``: for each
    name a label a person (empty, None or NaN where not known).

    >>> y, t = [1, 3, 2, 4, 9, 11, 2, 5], [0, 0, 0, 0, 1, 1, 1, 1]
    >>> found = moderators(y, t, {"sex": ["w", "w", "m", "m"] * 2}, least=2)
    >>> [str(one.say()) for one in found.found[0].subgroups], round(found.found[0].p, 3)
    (['m: 0.5 (between -4.0 and 5.0; n 4)', 'w: 8.0 (between 3.5 and 12.5; n 4)'], 0.031)
    """
    groups, missing = _groups(outcome, programme, traits, kind)
    return moderators_from_sums(
        groups,
        tuple(traits),
        kind=kind,
        least=least,
        level=level,
        dependent=dependent,
        missing=missing,
        confidence=confidence,
    )


def moderators_from_sums(
    groups: Sequence[Group],
    names: Sequence[str],
    *,
    kind: Kind = "linear",
    least: int = LEAST,
    level: float = 0.05,
    dependent: bool = False,
    missing: int = 0,
    confidence: float = 0.95,
) -> Moderators:
    """The same from the sums of people alike in programme and all traits, so that nobody's answers leave the store.

    ``names`` are the traits, in the order of each group's levels; ``dependent`` takes Benjamini & Yekutieli's way.

    >>> rows = [(False, "m", 2, 6, 20), (False, "w", 2, 4, 10), (True, "m", 2, 7, 29), (True, "w", 2, 20, 202)]
    >>> groups = [Group(with_it, (sex,), n, total, squares) for with_it, sex, n, total, squares in rows]
    >>> round(moderators_from_sums(groups, ["sex"], least=2).found[0].p, 3)
    0.031
    """
    require_count(missing, least)
    groups = _checked(groups, names, kind)
    model = _Model(groups, kind, confidence)
    base = model.fitted(model.base)
    tried = [model.tried(place, name, base=base, least=least) for place, name in enumerate(names)]
    tried = _judged(tried, level=level, dependent=dependent)
    return Moderators(model.n, missing, kind, level, least, dependent=dependent, found=tuple(tried))


def _judged(tried: list[Moderator], *, level: float, dependent: bool) -> list[Moderator]:
    """The traits that could be looked at, each with its q within the family of them."""
    looked_at = {one.name: one.p for one in tried if one.p is not None}
    if not looked_at:
        return tried
    family = false_discovery(list(looked_at.values()), level=level, dependent=dependent)
    q = dict(zip(looked_at, map(float, family.q), strict=True))
    return [replace(one, q=q[one.name], differs=q[one.name] <= level) if one.name in q else one for one in tried]


class _Model:
    """The outcome by programme and every trait, fitted with and without programme x one of them."""

    def __init__(self, groups: Sequence[Group], kind: Kind, confidence: float) -> None:
        self.kind, self.confidence = kind, confidence
        self.programme = np.array([group.programme for group in groups], dtype=float)
        self.count = np.array([group.n for group in groups], dtype=float)
        self.total = np.array([group.total for group in groups], dtype=float)
        self.squares = float(sum(group.squares for group in groups))
        self.n = int(self.count.sum())
        self.levels = [np.array(column) for column in zip(*(group.levels for group in groups), strict=True)]
        self.dummies = [self._dummies(levels) for levels in self.levels]
        self.base = np.column_stack([np.ones_like(self.programme), self.programme, *self.dummies])

    @staticmethod
    def _dummies(levels: NDArray[np.str_]) -> Numbers:
        """A column for each level but the first."""
        return np.asarray(levels[:, None] == np.unique(levels)[1:], dtype=float)

    def fitted(self, design: Numbers) -> LinearFit | LogisticFit:
        """Least squares, or a logistic regression, from the sums of the groups."""
        if self.kind == "logistic":
            return logistic_fit(design, self.total, self.count)
        crossed = design.T @ (design * self.count[:, None])
        return linear_fit_from_sums(LinearSums(self.n, crossed, design.T @ self.total, self.squares))

    def tried(self, place: int, name: str, *, base: LinearFit | LogisticFit, least: int) -> Moderator:
        """The test of one trait against the model without it, or why there is none."""
        try:
            sizes = self._sizes(place, name, least)
            design = np.column_stack([self.base, self.dummies[place] * self.programme[:, None]])
            full = self.fitted(design)
        except Refused as refusal:
            return Moderator(name, refused=refusal.said)
        between = len(sizes) - 1
        if isinstance(base, LinearFit) and isinstance(full, LinearFit):
            gained = max(0.0, base.residual_squares - full.residual_squares) / between
            statistic = gained / (full.residual_squares / full.freedom)
            freedom: tuple[int, ...] = (between, full.freedom)
            p = float(fdtrc(between, full.freedom, statistic))
        else:
            statistic = max(0.0, 2 * (full.log_likelihood - base.log_likelihood))
            freedom, p = (between,), float(chdtrc(between, statistic))
        return Moderator(name, statistic, freedom, p, subgroups=self._subgroups(full, sizes))

    def _sizes(self, place: int, name: str, least: int) -> dict[str, tuple[int, int]]:
        """How many of each level with and without the programme; refuses where any are too few."""
        levels, sizes = self.levels[place], {}
        for level in np.unique(levels):
            own = levels == level
            with_programme = int((self.count * self.programme)[own].sum())
            sizes[str(level)] = (with_programme, int(self.count[own].sum()) - with_programme)
        if len(sizes) < 2:
            raise Constant(self.n)
        smallest = min(sizes, key=lambda level: min(sizes[level]))
        if min(sizes[smallest]) < least:
            raise TooFewInGroup(min(sizes[smallest]), least, trait=name, level=smallest)
        return sizes

    def _subgroups(self, fit: LinearFit | LogisticFit, sizes: dict[str, tuple[int, int]]) -> tuple[Subgroup, ...]:
        """The effect in each level: that of the first, and what each other adds to it."""
        first = self.base.shape[1]
        found = []
        for place, (level, (with_programme, without)) in enumerate(sizes.items()):
            extra = np.zeros(len(fit.coefficients))
            if place:
                extra[first + place - 1] = 1.0
            whole = extra.copy()
            whole[1] = 1.0
            n = with_programme + without
            against = self._estimate(fit, extra, self.n) if place else None
            found.append(Subgroup(level, with_programme, without, self._estimate(fit, whole, n), against))
        return tuple(found)

    def _estimate(self, fit: LinearFit | LogisticFit, by: Numbers, n: int) -> Estimate:
        value, error = float(by @ fit.coefficients), float(np.sqrt(by @ fit.covariance @ by))
        linear = isinstance(fit, LinearFit)
        reach = error * (student(self.confidence, fit.freedom) if linear else normal(self.confidence))
        ends = np.array([value, value - reach, value + reach])
        value, low, high = (float(end) for end in (ends if linear else np.exp(ends)))
        return Estimate(value, low, high, n, 0, "moderators", self.confidence)


def _checked(groups: Sequence[Group], names: Sequence[str], kind: Kind) -> list[Group]:
    """The groups in which there is somebody; refuses what no people can have."""
    if not names or not all(_is_name(name) for name in names):
        raise Refused("Name at least one trait by which it could work differently.")
    if kind not in get_args(Kind):
        raise Refused("An outcome is linear or logistic; {kind} is neither.", kind=kind)
    kept = []
    for group in groups:
        if len(group.levels) != len(names):
            raise Unequal(len(group.levels), len(names))
        if not all(_is_name(level) for level in group.levels):
            raise Refused("Each level of a trait has a name, written as text.")
        require_count(group.n, *([group.total] if kind == "logistic" else []))
        require_number(group.total, largest=LARGEST_SUM**0.5)
        require_number(group.squares, largest=LARGEST_SUM)
        if kind == "linear" and group.n * group.squares < group.total**2 * (1 - 1e-9):
            raise Refused("These sums do not belong to the same people.")
        if group.n:
            kept.append(group)
    if not kept:
        raise Empty()
    if len({bool(group.programme) for group in kept}) < 2:
        raise NoComparison()
    return kept


def _groups(
    outcome: ArrayLike, programme: ArrayLike, traits: Mapping[str, ArrayLike], kind: Kind
) -> tuple[list[Group], int]:
    """People alike in programme and in every trait, added up; and how many have a gap somewhere."""
    y, t = column(outcome), column(programme)
    labels = [_labels(values) for values in traits.values()]
    for other in (t, *(label for label, _ in labels)):
        if other.size != y.size:
            raise Unequal(y.size, other.size)
    whole = ~(np.isnan(y) | np.isnan(t))
    for _, gaps in labels:
        whole &= ~gaps
    y, t, missing = y[whole], t[whole], int((~whole).sum())
    if not y.size:
        raise Empty(missing)
    for values in (t, y) if kind == "logistic" else (t,):
        if not np.isin(values, (0.0, 1.0)).all():
            raise Refused("The programme, and an outcome of yes and no, are written 1 and 0.")
    y = y - np.round(y.mean()) if kind == "linear" else y
    named = [np.unique(label[whole], return_inverse=True) for label, _ in labels]
    shape = (2, *(len(names) for names, _ in named))
    codes, place = np.unique(
        np.ravel_multi_index((t.astype(int), *(codes for _, codes in named)), shape), return_inverse=True
    )
    n, total, squares = np.bincount(place), np.bincount(place, weights=y), np.bincount(place, weights=y * y)
    patterns = np.array(np.unravel_index(codes, shape)).T
    groups = [
        Group(
            bool(row[0]),
            tuple(str(names[code]) for (names, _), code in zip(named, row[1:], strict=True)),
            int(n[at]),
            float(total[at]),
            float(squares[at]),
        )
        for at, row in enumerate(patterns)
    ]
    return groups, missing


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and bool(name)


def _labels(values: ArrayLike) -> tuple[NDArray[np.str_], NDArray[np.bool_]]:
    """Each person's label, and where there is none."""
    found, gaps = labelled(values)
    return found.astype(str), gaps
