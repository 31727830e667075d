"""How an earlier stage causes something in a later one without knowing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_registers: list[Register] = []


class Register:
    """A list on which later stages sign up; told inside the transaction of the write it tells of."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: list[Callable[..., None]] = []
        _registers.append(self)

    def sign_up(self, listener: Callable[..., None]) -> None:
        """Be told from now on; signing up twice is once."""
        if listener not in self._listeners:
            self._listeners.append(listener)

    def tell(self, **what: Any) -> None:
        """Tell all who signed up, in the order in which they did."""
        for listener in self._listeners:
            listener(**what)

    @property
    def listeners(self) -> list[str]:
        """Who signed up, as dotted names."""
        return [f"{one.__module__}.{one.__qualname__}" for one in self._listeners]


def registers() -> list[Register]:
    """All registers of the house."""
    return list(_registers)
