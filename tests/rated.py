"""Ratings that papers and packages print coefficients of, and how two results are held against each other."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from gavn.compare.pure.quantiles import student
from gavn.kernel.errors import Refused

NAN = float("nan")

# Fleiss 1971, Table 1: depression, personality disorder, schizophrenia, neurosis, other; one row a patient.
PATIENTS = [
    *([0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0]),
    *([0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0]),
    *([0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0]),
    *([0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0]),
    *([1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6]),
]
# Krippendorff 2011: twelve cases, four raters; also in Gwet's handbook.
FOUR_RATERS = [
    *([1, 1, NAN, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4]),
    *([4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [NAN, 5, 5, 5], [NAN, NAN, 1, 1], [NAN, 3, NAN, NAN]),
]
# Shrout & Fleiss 1979, Table 2: six cases, four judges.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

placings = st.lists(st.lists(st.integers(1, 3), min_size=4, max_size=4), min_size=3, max_size=12)


def close(*numbers):
    """These numbers but for rounding."""
    return [pytest.approx(number, rel=1e-9, abs=1e-9) for number in numbers]


def told(method, *arguments, **options):
    """A method's value and interval, or which refusal it answers with."""
    try:
        found = method(*arguments, **options)
    except Refused as refused:
        return type(refused)
    return close(found.value, found.low, found.high)


def error(found, cases):
    """The standard error that a t interval was made of."""
    return (found.value - found.low) / student(0.95, cases - 1)
