"""The front page: what waits for the reader and what is new, in piles, and one next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from gavn.access.pure.today import Line, Pile, waiting
from gavn.access.selectors import may, services_where
from gavn.desk.pure.next_step import NextStep, next_step
from gavn.people.pure.names import in_order
from gavn.people.selectors import names_of
from gavn.people.selectors.contacts import stays_of_contact

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

TOP = 5


@dataclass(frozen=True)
class Row:
    """A line with the name that stands in front of it."""

    line: Line
    name: str


@dataclass(frozen=True)
class Shown:
    """A pile as the page shows it: some of its rows, and how many there are."""

    pile: Pile
    rows: list[Row]


@dataclass(frozen=True)
class Today:
    """What one reader's front page shows."""

    piles: list[Pile]
    shown: list[Shown]
    step: NextStep | None = None
    begin: Row | None = None
    services: list[Unit] = field(default_factory=list)
    with_persons: bool = False
    shapes_tree: bool = False
    may_enrol: bool = False

    @property
    def total(self) -> int:
        """How many things wait in all."""
        return sum(pile.total for pile in self.piles)


ORDERS: dict[str, Callable[[Row], Any]] = {
    "day": lambda row: (row.line.day is None, row.line.day or date.max, in_order(row.name)),
    "name": lambda row: in_order(row.name),
}


def piles_of(user: User) -> list[Pile]:
    """Everything that waits for somebody, the most pressing kind first; no name is opened."""
    piles: list[Pile] = []
    waiting.tell(user=user, into=piles)
    return sorted(piles, key=lambda pile: (pile.order, pile.kind))


def today_of(user: User, *, kind: str = "", order: str = "") -> Today:
    """The front page of a reader: a few lines of each kind, or all of one; the persons count as shown."""
    piles = piles_of(user)
    wanted = [pile for pile in piles if pile.kind == kind]
    names = _names([(pile, len(pile.lines)) for pile in wanted] or [(pile, TOP) for pile in piles])
    shown = [Shown(pile, _rows(pile.lines if wanted else pile.lines[:TOP], names)) for pile in wanted or piles]
    if wanted:
        shown = [Shown(one.pile, _ordered(one.rows, order)) for one in shown]
    may_enrol = may(user, "people.enrol")
    step = _step(user, piles, may_enrol=may_enrol)
    first = next((one.rows[0] for one in shown if step and one.pile is step.pile and one.rows), None)
    return Today(
        piles=piles,
        shown=shown,
        step=step,
        begin=first,
        services=list(services_where(user, "report.see_service")),
        with_persons=may(user, "collect.answer"),
        shapes_tree=may(user, "access.shape"),
        may_enrol=may_enrol,
    )


def _step(user: User, piles: list[Pile], *, may_enrol: bool) -> NextStep | None:
    """The next step of those for whom anything can wait."""
    if not piles and not may(user, "collect.answer"):
        return None
    return next_step(piles, alone=may_enrol and not piles and not stays_of_contact(user))


def _names(piles: list[tuple[Pile, int]]) -> dict[int, str]:
    people: list[Any] = [line.person for pile, most in piles for line in pile.lines[:most] if line.person is not None]
    return names_of(people) if people else {}


def _rows(lines: Any, names: dict[int, str]) -> list[Row]:
    return [Row(line, names[line.person.pk] if line.person is not None else line.name) for line in lines]


def _ordered(rows: list[Row], order: str) -> list[Row]:
    key = ORDERS.get(order.removeprefix("-"))
    return sorted(rows, key=key, reverse=order.startswith("-")) if key else rows
