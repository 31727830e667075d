"""Which norm speaks about a score: its reliable change and its cut-off, and where each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gavn.catalogue.pure.formats import Norm, Score, Texts
from gavn.kernel.say import Said, said
from gavn.measure.pure.change import NormFigures

NO_NORM = said("No norm is known for this score. Changes are shown without saying whether they are reliable.")


class OwnFigures(Protocol):
    """What was computed from the own sample."""

    mean: float
    sd: float
    reliability: float | None
    n: int


@dataclass(frozen=True)
class NormUsed:
    """The change that is more than error of measurement and the border to health, as far as they are known.

    ``norm`` is the norm of the file, nothing where the own sample was used; ``threshold_from`` and
    ``cut_off_from`` say how each figure came about.
    """

    norm: Norm | None
    n: int | None
    threshold: float | None
    threshold_from: Said | None
    cut_off: float | None
    cut_off_from: Said | None
    reliability: float | None = None

    @property
    def own(self) -> bool:
        """Whether the figures come from the own sample."""
        return self.norm is None

    @property
    def label(self) -> Said:
        """Whose figures these are."""
        if self.norm is None:
            return said("Norm computed from the own sample of {n} people", n=self.n)
        if self.n is None:
            return said("Norm of {source}", source=self.norm.source)
        return said("Norm of {source}, {n} people", source=self.norm.source, n=self.n)

    @property
    def population(self) -> Texts | None:
        """Which people the figures of a publication are about, in three languages."""
        return self.norm.population if self.norm else None


def which_norm(score: Score, own: OwnFigures | None = None, *, chosen: str = "") -> NormUsed | None:
    """The norm to hold a score against; nothing where none is known (then say ``NO_NORM``).

    The chosen one, else the file's first that tells a reliable change, else the own sample where the score asks
    for one, else the file's first: it has a cut-off at least.
    """
    known = [resolved(score, norm) for norm in score.norms]
    named = [used for used in known if used.norm is not None and used.norm.key == chosen]
    telling = [used for used in known if used.threshold is not None]
    from_own = [of_own_sample(score, own)] if own is not None and score.own_sample else []
    return next(iter([*named, *telling, *from_own, *known]), None)


def resolved(score: Score, norm: Norm) -> NormUsed:
    """What follows from a norm of the file; figures that the source states itself win."""
    figures = None
    if norm.mean is not None and norm.sd is not None:
        figures = NormFigures(norm.mean, norm.sd, norm.reliability, norm.functional_mean, norm.functional_sd, norm.n)
    threshold, why = _threshold(figures)
    cut_off, border = _cut_off(score, figures)
    if norm.change is not None:
        threshold, why = norm.change, said("stated by the source")
    if norm.cut_off is not None:
        cut_off, border = norm.cut_off, said("stated by the source")
    return NormUsed(norm, norm.n, threshold, why, cut_off, border, norm.reliability)


def of_own_sample(score: Score, own: OwnFigures) -> NormUsed:
    """What follows from the own sample."""
    figures = NormFigures(own.mean, own.sd, own.reliability, None, None, own.n) if own.sd > 0 else None
    threshold, why = _threshold(figures)
    cut_off, border = _cut_off(score, figures)
    return NormUsed(None, own.n, threshold, why, cut_off, border, own.reliability)


def _threshold(figures: NormFigures | None) -> tuple[float | None, Said | None]:
    """1.96 standard errors of a difference, where the spread and the reliability are known."""
    if figures is None or figures.threshold is None or figures.reliability is None:
        return None, None
    why = said(
        "computed: 1.96 × √2 × {sd} × √(1 − {reliability})",
        sd=round(figures.sd, 2),
        reliability=round(figures.reliability, 3),
    )
    return figures.threshold, why


def _cut_off(score: Score, figures: NormFigures | None) -> tuple[float | None, Said | None]:
    """The border between two populations, or two standard deviations from one, if it lies on the scale at all."""
    if figures is None:
        return None, None
    border = figures.cut_off(higher_is_better=score.higher_is_better)
    if not score.low < border < score.high:
        return None, None
    if figures.functional_mean is None:
        return border, said("computed: two standard deviations from the mean of those who seek help")
    return border, said("computed: between those who seek help and the general population")
