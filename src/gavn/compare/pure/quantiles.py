"""Quantiles that intervals are made of."""

from __future__ import annotations

from numbers import Real
from statistics import NormalDist
from typing import Any

from scipy.special import stdtrit

from gavn.compare.pure.refusals import NotALevel, OneUnit


def normal(confidence: float) -> float:
    """How many standard errors a two-sided interval reaches either way.

    >>> round(normal(0.95), 6)
    1.959964
    """
    return NormalDist().inv_cdf(_upper(confidence))


def student(confidence: float, freedom: float) -> float:
    """The same where the standard error itself was estimated, with so many degrees of freedom.

    >>> round(student(0.95, 9), 3)
    2.262
    """
    if not freedom > 0:
        raise OneUnit()
    return float(stdtrit(freedom, _upper(confidence)))


def tail(confidence: float) -> float:
    """The chance that a two-sided interval leaves out on each side.

    >>> round(tail(0.95), 6)
    0.025
    """
    return 1 - _upper(confidence)


def _upper(confidence: Any) -> float:
    real = isinstance(confidence, Real)
    upper = (1 + float(confidence)) / 2 if real and 0 < confidence < 1 else 1.0
    if 0.5 < upper < 1:
        return upper
    raise NotALevel(confidence)
