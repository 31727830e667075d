"""A tree from a file: what would be added, what is here already, and what is wrong, each with its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.setup.pure.sheets import Row, Words, code_of, filled, rows_of
from gavn.works.pure.tables import Trouble, Troubles
from gavn.works.pure.tables import day as day_of

PARENT, NAME, KIND, OPENED = "parent", "name", "kind", "opened"
COLUMNS: dict[str, Said] = {
    PARENT: Said("Lies below"), NAME: Said("Name"), KIND: Said("Kind"), OPENED: Said("Opened"),
}  # fmt: skip
UNIT = "unit"
LONGEST = 120


@dataclass(frozen=True)
class Node:
    """A node: below which one, its name and kind, since when it is open; ``row`` is 0 where it is here already."""

    parent: str
    name: str
    kind: str
    opened: date | None = None
    row: int = 0


@dataclass(frozen=True)
class TreePlan:
    """What a file would do: new nodes, parents first; how many are here already; and what is wrong."""

    new: tuple[Node, ...]
    here: int
    rows: int
    troubles: tuple[Trouble, ...]
    more: int

    @property
    def fit(self) -> bool:
        """Whether it can be taken in."""
        return not self.troubles and bool(self.new)


def planned_tree(content: bytes, columns: Words, kinds: Words, known: str, here: Iterable[Node]) -> TreePlan:
    """What a file would add to the nodes that are here; the first of them is the organisation itself."""
    troubles = Troubles()
    rows = rows_of(content, columns, (PARENT, NAME, KIND), troubles)
    nodes = list(here)
    read = [troubles.reading(row.number, lambda row=row: _node(row, kinds, known, nodes[0].name)) for row in rows]  # type: ignore[misc]
    wanted = [node for node in read if node is not None]
    standing = {(node.parent, node.name): node for node in nodes}
    new = [node for node in wanted if not _stands(node, standing, troubles)]
    _twice(new, troubles)
    _parents(new, nodes, troubles)
    ordered = () if troubles else _ordered(new, {node.name for node in nodes}, troubles)
    return TreePlan(tuple(ordered), len(wanted) - len(new), len(rows), tuple(troubles.found), troubles.more)


def _node(row: Row, kinds: Words, known: str, top: str) -> Node:
    name = filled(row[NAME], NAME, LONGEST)
    kind = code_of(kinds, filled(row[KIND], KIND, LONGEST), KIND, known)
    return Node(row[PARENT] or top, name, kind, _opened(row[OPENED]), row.number)


def _opened(text: str) -> date | None:
    if not text:
        return None
    found = day_of(text, None, OPENED)
    if found.day is None or found.first is None:
        raise Refused("Write day, month and year, as 2027-01-31.", field=OPENED)
    return found.first


def _stands(node: Node, standing: dict[tuple[str, str], Node], troubles: Troubles) -> bool:
    """Whether this node is here already; as something else is a trouble."""
    found = standing.get((node.parent, node.name))
    if found is not None and found.kind != node.kind:
        what = said("{name} is here already as another kind; leave this row out or rename it.", name=node.name)
        troubles.add(node.row, KIND, what)
    return found is not None


def _twice(new: list[Node], troubles: Troubles) -> None:
    first: dict[tuple[str, str], int] = {}
    for node in new:
        row = first.setdefault((node.parent, node.name), node.row)
        if row != node.row:
            what = said("{name} stands in row {row} already; leave one of them out.", name=node.name, row=row)
            troubles.add(node.row, NAME, what)


def _parents(new: list[Node], here: list[Node], troubles: Troubles) -> None:
    """Every parent exists, once, and is no unit with something else than a unit below it."""
    named: dict[str, list[Node]] = {}
    for node in {(one.parent, one.name): one for one in [*new, *here]}.values():
        named.setdefault(node.name, []).append(node)
    for node in new:
        above = named.get(node.parent, [])
        if not above:
            troubles.add(node.row, PARENT, said("Nothing is called {name}, here or in the file.", name=node.parent))
        elif len(above) > 1:
            what = said(
                "{count} nodes are called {name}; give them names that differ.", count=len(above), name=node.parent
            )
            troubles.add(node.row, PARENT, what)
        elif above[0].kind == UNIT and node.kind != UNIT:
            troubles.add(node.row, KIND, said("Only a unit can lie below a unit; {name} is one.", name=node.parent))


def _ordered(new: list[Node], placed: set[str], troubles: Troubles) -> list[Node]:
    """Parents before children, level by level, so that the time grows with the rows only."""
    below: dict[str, list[Node]] = {}
    for node in new:
        below.setdefault(node.parent, []).append(node)
    ordered: list[Node] = [node for name in sorted(placed) for node in below.pop(name, [])]
    for node in ordered:  # grows while it is walked
        ordered.extend(below.pop(node.name, []))
    for node in (one for left in below.values() for one in left):
        troubles.add(node.row, PARENT, said("{name} lies below itself; look at the parents.", name=node.name))
    return ordered
