"""A series as it stood on an occasion: what came later is not told there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gavn.measure.pure.series import Series


def until(series: Series, occasion: str) -> Series | None:
    """The series up to and including an occasion; nothing where it was not answered there."""
    places = [place for place, point in enumerate(series.points) if point.occasion == occasion]
    return replace(series, points=series.points[: places[-1] + 1]) if places else None
