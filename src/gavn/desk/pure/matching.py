"""Whether words that somebody typed mean a name: each word begins a part of it, whatever its letters look like."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from gavn.people.pure.names import parts

Thing = TypeVar("Thing")


def means(words: str, name: str) -> bool:
    """Whether every word typed begins a part of the name; å, aa and a are one letter, ø, oe, ö and o too.

    >>> [means(typed, "Aarhus Ældrecenter") for typed in ("århus", "ael", "aeldre arh", "center")]
    [True, True, True, False]
    """
    there = parts(name)
    typed = parts(words)
    return bool(typed) and all(any(part.startswith(word) for part in there) for word in typed)


def meant(words: str, things: Iterable[Thing], name: Callable[[Thing], str], *, most: int) -> tuple[list[Thing], bool]:
    """The first so many things that are meant, those whose name begins so before the others; and whether more are."""
    found = [thing for thing in things if means(words, name(thing))]
    first = parts(words)[:1]
    found.sort(key=lambda thing: not (parts(name(thing))[:1] and parts(name(thing))[0].startswith(first[0])))
    return found[:most], len(found) > most
