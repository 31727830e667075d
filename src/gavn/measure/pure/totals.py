"""The rule by which answers become a score: reversed items, missing answers, sum or mean.

It takes one response's numbers or columns of many people's, and gives the same back: nobody scores in another way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # one response is scored without loading NumPy
    import numpy as np
    from numpy.typing import NDArray

Value = TypeVar("Value", float, "NDArray[np.float64]")


def reversed_value(low: Value, high: Value, value: Value) -> Value:
    """The value counted from the other end.

    >>> reversed_value(0, 3, 1)
    2
    """
    return low + high - value


def least_answered(items: int, up_to: int) -> int:
    """How many of the items must be answered where ``up_to`` may be missing; one at least.

    >>> least_answered(4, 1), least_answered(2, 2)
    (3, 1)
    """
    return max(items - up_to, 1)


def from_sum(total: Value, answered: Value, items: int, *, mean: bool, times: float) -> Value:
    """The score that the sum of the answered items makes: a missing answer counts as the mean of the others.

    >>> from_sum(5.0, 2.0, 4, mean=False, times=1)
    10.0
    """
    # Multiplied before it is divided, so that whole numbers stay whole.
    return total * (1 if mean else items) / answered * times
