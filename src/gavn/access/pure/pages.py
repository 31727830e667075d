"""Who may open a page: said once at the view, read by the guard in front of every view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Gate:
    """What a page asks of the one who opens it.

    ``permission`` must be held somewhere in the tree; the page's selectors narrow it to the right units.
    ``everybody`` lets the signed-out in; ``respondent`` asks for a code instead of an account; ``unproved`` lets in
    who has not proved a second factor yet, so that they can make one.
    """

    permission: str = ""
    everybody: bool = False
    respondent: bool = False
    unproved: bool = False


def page(
    permission: str = "", *, everybody: bool = False, respondent: bool = False, unproved: bool = False
) -> Callable[[View], View]:
    """Declare who may open a view; without arguments: everybody who is signed in."""

    def declared(view: View) -> View:
        view.gate = Gate(permission, everybody, respondent, unproved)  # type: ignore[attr-defined]
        return view

    return declared


def gate_of(view: Callable[..., Any]) -> Gate | None:
    """What the view declared, or nothing: then nobody may open it."""
    gate = getattr(view, "gate", None)
    return gate if isinstance(gate, Gate) else None
