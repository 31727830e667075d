"""The kinds of acts that need two persons: who asks, who releases, what is then done, and how it is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gavn.kernel.say import Said

DAYS = 14
"""After so many days without an answer an ask is over."""


def _unsaid(_act: Any, _reader: Any) -> Said | str:
    return ""


def _nowhere(_act: Any, _reader: Any) -> str:
    return ""


@dataclass(frozen=True)
class TwoPersonKind:
    """One kind of act.

    ``ask`` and ``release`` are permissions, each held at the act's unit. ``execute(act=, by=)`` runs in the
    transaction of the release and may refuse. ``about(act, reader)`` says what the act concerns, no more than this
    reader may see; ``address(act, reader)`` leads there.
    """

    code: str
    name: Said
    effect: Said
    ask: str
    release: str
    execute: Callable[..., object]
    about: Callable[[Any, Any], Said | str] = _unsaid
    address: Callable[[Any, Any], str] = _nowhere


_KINDS: dict[str, TwoPersonKind] = {}


def put_kind(kind: TwoPersonKind) -> None:
    """Let a stage say, in its ``apps.py``, that something of its needs two persons."""
    _KINDS[kind.code] = kind


def two_person_kinds() -> list[TwoPersonKind]:
    """All kinds, in the order in which stages named them."""
    return list(_KINDS.values())


def kind_named(code: str) -> TwoPersonKind:
    """The kind with this code; raises KeyError."""
    return _KINDS[code]
