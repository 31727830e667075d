"""What an import would do, as a page shows it before anything is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from gavn.kernel.say import Said
from gavn.works.pure.tables import Trouble


@dataclass
class Preview:
    """Counts of what is new and what is here already, the first rows as they would become, and what is wrong."""

    rows: int = 0
    individuals: tuple[int, int] = (0, 0)
    enrolments: tuple[int, int] = (0, 0)
    occasions: tuple[int, int] = (0, 0)
    responses: tuple[int, int] = (0, 0)
    services: list[str] = field(default_factory=list)
    first: list[list[str]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    more: int = 0
    unread: list[str] = field(default_factory=list)
    warnings: list[Trouble] = field(default_factory=list)

    @property
    def fit(self) -> bool:
        """Whether it can be taken in as it is."""
        return not self.troubles

    @property
    def counts(self) -> dict[str, int]:
        """How much is new, by kind; holds nothing about anybody."""
        names = ("individuals", "enrolments", "occasions", "responses")
        return {name: getattr(self, name)[0] for name in names}

    def kept(self) -> dict[str, Any]:
        """The preview as plain values."""
        plain = asdict(self)
        for name in ("troubles", "warnings"):
            plain[name] = [[one.row, one.column, _kept(one.what)] for one in getattr(self, name)]
        return plain

    @classmethod
    def again(cls, plain: dict[str, Any]) -> Preview:
        """The preview from plain values."""
        known = dict(plain)
        for name in ("troubles", "warnings"):
            known[name] = [Trouble(row, column, _again(what)) for row, column, what in plain[name]]
        return cls(**known)


def _kept(sentence: Said) -> dict[str, Any]:
    return {"msgid": sentence.msgid, "params": {name: _plain(value) for name, value in sentence.params.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Said):
        return _kept(value)
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value if isinstance(value, int | float) else str(value)


def _again(plain: dict[str, Any]) -> Said:
    return Said(plain["msgid"], {name: _value(value) for name, value in plain["params"].items()})


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"]) if "date" in value else _again(value)
    return value
