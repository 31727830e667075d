"""What pure code has to say, before anybody chose a language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """A sentence with places for its parameters; pages translate it.

    ``msgid`` is the English sentence, with ``{name}`` where a parameter goes.

    >>> str(Said("{n} of {due} answered.", {"n": 12, "due": 40}))
    '12 of 40 answered.'
    """

    msgid: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.msgid.format(**self.params)


def said(msgid: str, **params: Any) -> Said:
    """The sentence with these parameters."""
    return Said(msgid, params)
