"""A programme: which instruments are asked of whom on which occasions for a target group."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from gavn.catalogue.pure.formats.instrument import Path, Respondent
from gavn.catalogue.pure.formats.texts import Code, Strict, Texts

Kind = Literal["entry", "status", "exit", "follow_up"]
FullKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*@[1-9][0-9]*$")]


class OccasionRule(Strict):
    """When questions of one kind are due.

    entry and exit: on the day itself, done within ``window_days``. status: every ``every_months`` after entry.
    follow_up: at each of ``months``, counted from the day of entry or of exit.
    """

    kind: Kind
    window_days: int = Field(default=30, ge=0)
    every_months: int | None = Field(default=None, ge=1)
    months: tuple[int, ...] = ()
    counted_from: Literal["entry", "exit"] = "entry"


class Ask(Strict):
    """An instrument asked of one kind of respondent at some kinds of occasion; ``always`` or chosen by the service.

    ``order`` puts these items first, in this order; the others follow as the instrument has them.
    """

    instrument: FullKey
    of: Respondent
    at: tuple[Kind, ...] = Field(min_length=1)
    always: bool = False
    order: tuple[Code, ...] = ()


class Track(Strict):
    """When a person counts as not on track on a score: reliable worsening, or none better by this occasion."""

    instrument: FullKey
    score: Code
    no_change_by: int | None = Field(default=None, ge=2)


class Programme(Strict):
    """A whole programme. Frozen: another meaning is another version."""

    format: Literal["gavn-programme/1"]
    key: Path
    version: int = Field(ge=1)
    title: Texts
    target_group: Texts
    purpose: Texts
    occasions: tuple[OccasionRule, ...] = Field(min_length=1)
    asks: tuple[Ask, ...] = Field(min_length=1)
    track: tuple[Track, ...] = ()
    look_at: tuple[Texts, ...] = ()
    bridge: Texts | None = None

    @property
    def full_key(self) -> str:
        """``owner/name@version``."""
        return f"{self.key}@{self.version}"
