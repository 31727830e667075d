"""YAML 1.2 as plain values that remember the line they stand on.

Read from the events of the parser rather than from its objects: what a file can make of the reader stays small
(no tags, no objects, bounded depth and size also through aliases), and every value keeps its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from gavn.kernel.say import Said, said

LONGEST = 1_000_000
DEEPEST = 30
MOST_VALUES = 100_000

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,15}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,15}|[0-9]{1,15}(\.[0-9]{0,15})?)([eE][-+]?[0-9]{1,2})?", re.ASCII)
_ADVICE = (
    ("mapping values are not allowed", said("put a text that holds a colon in quotes")),
    ("\\t", said("indent with spaces, not with tabs")),
    ("expected <block end>", said("the indentation does not fit the lines above")),
    ("could not find expected ':'", said("a name here lacks its colon")),
    ("end of stream", said("a quote or bracket that is opened here is never closed")),
    ("expected ',' or", said("a comma or closing bracket is missing")),
    ("undefined alias", said("the name after * stands nowhere before with &")),
    ("special characters", said("a sign that is not allowed in a text file")),
)


class NotYaml(Exception):
    """The text cannot be taken apart; ``line`` is where, ``what`` says why."""

    def __init__(self, line: int, what: Said) -> None:
        super().__init__(str(what))
        self.line = line
        self.what = what


@dataclass(frozen=True, eq=False)
class Located:
    """A value and the line it begins on; lists and mappings hold located values."""

    line: int
    value: Any
    size: int = 1

    @property
    def plain(self) -> Any:
        """The value without its lines."""
        if isinstance(self.value, dict):
            return {name: part.plain for name, part in self.value.items()}
        if isinstance(self.value, list):
            return [part.plain for part in self.value]
        return self.value

    def at(self, path: tuple[Any, ...]) -> Located:
        """What stands at this path, or the nearest thing around it that is there."""
        here = self
        for step in path:
            part = here._part(step)
            if part is None:
                break
            here = part
        return here

    def _part(self, step: Any) -> Located | None:
        if isinstance(self.value, dict):
            return self.value.get(step)
        inside = isinstance(self.value, list) and isinstance(step, int) and step < len(self.value)
        return self.value[step] if inside else None


def located(text: str) -> Located:
    """The one document of the text.

    >>> located("title:\\n  en: Hello").at(("title", "en")).line
    2
    """
    if len(text) > LONGEST:
        raise NotYaml(1, said("The file has {length} signs, and {most} is the most.", length=len(text), most=LONGEST))
    try:
        return _Builder().built(YAML(typ="safe", pure=True).parse(text.removeprefix("\ufeff")))
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise NotYaml(
            mark.line + 1 if mark else 1, said("This is not YAML: {why}.", why=_why(wrong.problem or ""))
        ) from wrong
    except YAMLError as wrong:
        position = getattr(wrong, "position", 0)
        raise NotYaml(
            text.count("\n", 0, position) + 1, said("This is not YAML: {why}.", why=_why(str(wrong)))
        ) from wrong
    except (RecursionError, ValueError, OverflowError) as wrong:
        raise NotYaml(1, said("This is not YAML: {why}.", why=_why(str(wrong)))) from wrong


def _why(problem: str) -> Said | str:
    first = problem.splitlines()[0] if problem else "?"
    return next((advice for sign, advice in _ADVICE if sign in problem), first)


class _Builder:
    """Puts values together from events, without recursion."""

    def __init__(self) -> None:
        self.anchors: dict[str, Located] = {}
        self.open: list[tuple[NodeEvent, list[Located]]] = []
        self.documents: list[Located] = []

    def built(self, events: Iterable[Event]) -> Located:
        """The document that the events tell of."""
        for event in events:
            if isinstance(event, DocumentStartEvent) and self.documents:
                raise NotYaml(_line(event), said("A second document begins here; keep one definition in one file."))
            if isinstance(event, AliasEvent):
                self._add(self._alias(event))
            elif isinstance(event, ScalarEvent):
                self._add(self._scalar(event), event.anchor)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self._begin(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                begun, parts = self.open.pop()
                self._add(_whole(begun, parts), begun.anchor)
        if not self.documents:
            raise NotYaml(1, said("The file is empty."))
        return self.documents[0]

    def _begin(self, event: NodeEvent) -> None:
        _untagged(event)
        if len(self.open) >= DEEPEST:
            raise NotYaml(_line(event), said("This is nested deeper than any definition is."))
        self.open.append((event, []))

    def _scalar(self, event: ScalarEvent) -> Located:
        _untagged(event)
        key = bool(self.open) and isinstance(self.open[-1][0], MappingStartEvent) and len(self.open[-1][1]) % 2 == 0
        plain = not event.style and not key  # what stands before a colon is a name, also 0 and no
        return Located(_line(event), _resolved(event.value) if plain else event.value)

    def _alias(self, event: AliasEvent) -> Located:
        found = self.anchors.get(event.anchor)
        if found is None:
            raise NotYaml(_line(event), said("Nothing before this line is called &{name}.", name=event.anchor))
        return found

    def _add(self, part: Located, anchor: str | None = None) -> None:
        if anchor:
            self.anchors[anchor] = part
        (self.open[-1][1] if self.open else self.documents).append(part)


def _whole(begun: NodeEvent, parts: list[Located]) -> Located:
    line, size = _line(begun), 1 + sum(part.size for part in parts)
    if size > MOST_VALUES:
        raise NotYaml(line, said("This holds more values than any definition does."))
    if not isinstance(begun, MappingStartEvent):
        return Located(line, parts, size)
    named: dict[str, Located] = {}
    for name, part in zip(parts[::2], parts[1::2], strict=True):
        if not isinstance(name.value, str):
            raise NotYaml(name.line, said("A name is a single word before a colon."))
        if name.value in named:
            raise NotYaml(name.line, said("{name} stands here twice; keep one.", name=name.value[:60]))
        named[name.value] = Located(name.line, part.value, part.size) if _single(part) else part
    return Located(line, named, size)


def _single(part: Located) -> bool:
    """A single value is looked for on the line of its name."""
    return not isinstance(part.value, dict | list)


def _resolved(word: str) -> Any:
    """A word without quotes as the core schema of YAML 1.2 reads it; days stay texts."""
    if word in _NULL:
        return None
    if word in _BOOL:
        return _BOOL[word]
    if _INT.fullmatch(word):
        return int(word)
    return float(word) if _FLOAT.fullmatch(word) else word


def _untagged(event: NodeEvent) -> None:
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise NotYaml(_line(event), said("Tags such as {tag} are not used here; leave it out.", tag=str(tag)[:60]))


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
