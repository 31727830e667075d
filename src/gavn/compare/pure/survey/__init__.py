"""Estimates from planned samples, one or many thousand at once."""

from gavn.compare.pure.survey.design import DesignSums, Groups, Linearised, Lonely, linearised
from gavn.compare.pure.survey.limits import limits, plain, refuse, share_limits, why_not
from gavn.compare.pure.survey.sample import Sample, sums_of

__all__ = [
    "DesignSums",
    "Groups",
    "Linearised",
    "Lonely",
    "Sample",
    "limits",
    "linearised",
    "plain",
    "refuse",
    "share_limits",
    "sums_of",
    "why_not",
]
