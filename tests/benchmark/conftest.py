"""The tests of benchmark work with seven services of one region."""

from __future__ import annotations

from benchmark_cast import _own_folder, amir, karen, world

__all__ = ["_own_folder", "amir", "karen", "world"]
