"""One person's change: what is more than error of measurement, and what crosses into health.

Jacobson & Truax 1991, doi:10.1037/0022-006X.59.1.12. Page: docs/explanation/methods/reliable_change.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

from gavn.kernel.errors import Refused

Z_95 = 1.959963984540054  # the two-sided 95 % point of the normal distribution; published as 1.96
BINARY_DUST = 1e-9  # 0.3 - 0.1 is not 0.2 to a computer; smaller differences than this decide nothing

ReliableClass = Literal["improved", "unchanged", "worse"]
ClinicalClass = Literal["recovered", "improved", "unchanged", "worse", "harmed"]


@dataclass(frozen=True)
class NormFigures:
    """What is known of a score in a clinical (or the own) sample, and in a functional one.

    ``mean``, ``sd`` and ``n`` belong to the clinical or own sample.

    >>> norm = NormFigures(40, 7.5, 0.80, 60, 7.5, 100)
    >>> norm.threshold and round(norm.threshold, 2), norm.cut_off(higher_is_better=True)
    (9.3, 50.0)
    """

    mean: float
    sd: float
    reliability: float | None
    functional_mean: float | None
    functional_sd: float | None
    n: int | None

    @property
    def threshold(self) -> float | None:
        """The minimum reliable change, or nothing where the reliability is not known."""
        return None if self.reliability is None else minimum_reliable_change(self.sd, self.reliability)

    def cut_off(self, *, higher_is_better: bool) -> float:
        """The border to the functional side: c where both samples are known, otherwise a."""
        if self.functional_mean is None or self.functional_sd is None:
            return cut_off_a(self.mean, self.sd, higher_is_better=higher_is_better)
        return cut_off_c(self.mean, self.sd, self.functional_mean, self.functional_sd)


def standard_error(sd: float, reliability: float) -> float:
    """How far a single score may lie from the true one: sd * sqrt(1 - reliability).

    >>> round(standard_error(7.5, 0.80), 2)
    3.35
    """
    if not sd > 0:
        raise Refused("A standard deviation of {sd} says nothing about change.", sd=sd)
    if not 0 <= reliability < 1:
        raise Refused(
            "A reliability lies between 0 and 1 (not 1 itself); {reliability} does not.", reliability=reliability
        )
    return sd * sqrt(1 - reliability)


def minimum_reliable_change(sd: float, reliability: float) -> float:
    """The change that error of measurement alone exceeds in only 5 of 100 people.

    >>> round(minimum_reliable_change(7.5, 0.80), 2)
    9.3
    """
    return Z_95 * sqrt(2) * standard_error(sd, reliability)


def reliable_change_index(before: float, after: float, *, sd: float, reliability: float) -> float:
    """The change in standard errors of a difference; beyond 1.96 either way it is reliable.

    >>> round(reliable_change_index(32.5, 47.5, sd=7.5, reliability=0.80), 2)
    3.16
    """
    return (after - before) / (sqrt(2) * standard_error(sd, reliability))


def cut_off_a(clinical_mean: float, clinical_sd: float, *, higher_is_better: bool) -> float:
    """Two standard deviations of the clinical sample from its mean, towards health.

    >>> cut_off_a(40, 7.5, higher_is_better=True)
    55.0
    """
    return clinical_mean + (2 if higher_is_better else -2) * clinical_sd


def cut_off_b(functional_mean: float, functional_sd: float, *, higher_is_better: bool) -> float:
    """Two standard deviations of the functional sample from its mean, towards illness.

    >>> cut_off_b(60, 7.5, higher_is_better=True)
    45.0
    """
    return functional_mean - (2 if higher_is_better else -2) * functional_sd


def cut_off_c(clinical_mean: float, clinical_sd: float, functional_mean: float, functional_sd: float) -> float:
    """The point where membership of either sample is equally likely, each weighted by the other's spread.

    >>> cut_off_c(40, 7.5, 60, 7.5)
    50.0
    """
    if not clinical_sd + functional_sd > 0:
        raise Refused("A cut-off between two samples needs a spread in at least one of them.")
    return (clinical_sd * functional_mean + functional_sd * clinical_mean) / (clinical_sd + functional_sd)


RELIABLE: tuple[ReliableClass, ReliableClass, ReliableClass] = ("worse", "unchanged", "improved")
# Rows: reliably worse, no reliable change, reliably better. Columns: out of health, no crossing, into health.
CLASSES: tuple[tuple[ClinicalClass, ClinicalClass, ClinicalClass], ...] = (
    ("harmed", "worse", "worse"),
    ("unchanged", "unchanged", "unchanged"),
    ("improved", "improved", "recovered"),
)


def reliable_class(before: float, after: float, *, threshold: float, higher_is_better: bool) -> ReliableClass:
    """Improved or worse where the change is more than the threshold, otherwise unchanged.

    >>> reliable_class(30, 21, threshold=8.9, higher_is_better=False)
    'improved'
    """
    found: int = reliable_direction(before, after, threshold=threshold, higher_is_better=higher_is_better)
    return RELIABLE[1 + found]


def clinical_class(
    before: float, after: float, *, threshold: float, cut_off: float, higher_is_better: bool
) -> ClinicalClass:
    """Recovered or harmed where a reliable change also crosses the cut-off, otherwise the reliable class.

    A score at the cut-off itself still counts as clinical.

    >>> clinical_class(32.5, 47.5, threshold=9.3, cut_off=45, higher_is_better=True)
    'recovered'
    """
    found: int = reliable_direction(before, after, threshold=threshold, higher_is_better=higher_is_better)
    crossed: int = crossing(before, after, cut_off=cut_off, higher_is_better=higher_is_better)
    return CLASSES[1 + found][1 + crossed]


def reliable_direction(before: Any, after: Any, *, threshold: float, higher_is_better: bool) -> Any:
    """1 where the change is reliably for the better, -1 for the worse, otherwise 0; one person's scores or arrays.

    >>> reliable_direction(30, 21, threshold=8.9, higher_is_better=False)
    1
    """
    if not threshold > 0:
        raise Refused("A reliable change needs a threshold above 0, not {threshold}.", threshold=threshold)
    gain = after - before if higher_is_better else before - after
    return (abs(gain) - threshold > BINARY_DUST) * ((gain > 0) * 1 - (gain < 0) * 1)


def crossing(before: Any, after: Any, *, cut_off: float, higher_is_better: bool) -> Any:
    """1 where the cut-off is crossed into health, -1 out of it, otherwise 0; one person's scores or arrays.

    >>> crossing(32.5, 47.5, cut_off=45, higher_is_better=True)
    1
    """
    if higher_is_better:
        return (after > cut_off) * 1 - (before > cut_off) * 1
    return (after < cut_off) * 1 - (before < cut_off) * 1


def change_band(first: float, threshold: float) -> tuple[float, float]:
    """The lowest and highest later score that is no reliable change from the first.

    >>> change_band(30, 8.5)
    (21.5, 38.5)
    """
    return first - threshold, first + threshold
