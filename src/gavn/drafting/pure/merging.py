"""Two programmes as one: what both ask and count, once; where they differ, the first stands and the other is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from gavn.catalogue.pure.formats import Programme
from gavn.kernel.keys import Key

Part = dict[str, Any]
Line = tuple[Any, str]
"""A part of the text, and what the other programme says where it differs."""


def merged(first: Programme, second: Programme, full_key: str) -> str:
    """The text of a programme that asks and counts what these two do; comments say where they differ."""
    key = Key.parse(full_key)
    one, other = (json.loads(each.model_dump_json(exclude_defaults=True)) for each in (first, second))
    lines = [
        f"# Put together from {first.full_key} and {second.full_key}.",
        "# Where a line says CONFLICT, the two differ: decide, then take the comment away.",
        "format: gavn-programme/1",
        f"key: {key.path}",
        f"version: {key.version}",
    ]
    for name in ("title", "target_group", "purpose"):
        lines += _words(name, one[name], other[name])
    lines += _list("occasions", _joined(one["occasions"], other["occasions"], lambda part: part["kind"]))
    lines += _list("asks", [(_together(part, other["asks"]), told) for part, told in _joined(
        one["asks"], other["asks"], lambda part: (_path(part["instrument"]), part["of"]))])  # fmt: skip
    tracks = _joined(one.get("track", []), other.get("track", []), lambda part: (part["instrument"], part["score"]))
    lines += _list("track", tracks)
    lines += _list("look_at", _joined(one.get("look_at", []), other.get("look_at", []), lambda part: part["en"]))
    lines += _list("indicators", _joined(one.get("indicators", []), other.get("indicators", []), _path))
    return "\n".join(lines) + "\n"


def conflicts(text: str) -> int:
    """How many places of a merged text still wait for a decision."""
    return sum("CONFLICT" in line for line in text.splitlines()[2:] if line.lstrip().startswith("#"))


def _joined(ours: Iterable[Any], theirs: Iterable[Any], same: Callable[[Any], Any]) -> list[Line]:
    """Ours, then what only the others have; a part that both have and write otherwise is told beside ours."""
    others = {same(part): part for part in theirs}
    found = []
    for part in ours:
        other = others.pop(same(part), part)
        found.append((part, "" if other == part else _flow(other)))
    return [*found, *((part, "") for part in others.values())]


def _together(ask: Part, theirs: Iterable[Part]) -> Part:
    """An ask at the occasions of both, where both ask the same version of the same respondent."""
    others = [one for one in theirs if (one["instrument"], one["of"]) == (ask["instrument"], ask["of"])]
    return {**ask, "at": list(dict.fromkeys([*ask["at"], *(kind for one in others for kind in one["at"])]))}


def _words(name: str, ours: Part, theirs: Part) -> list[str]:
    told = [f"  # CONFLICT: the other says {_flow(theirs)}"] if theirs != ours else []
    return [f"{name}:", *told, *(f"  {language}: {_flow(text)}" for language, text in ours.items())]


def _list(name: str, parts: list[Line]) -> list[str]:
    lines = [f"{name}:"] if parts else []
    for part, told in parts:
        lines += [f"  # CONFLICT: the other says {told}"] if told else []
        lines.append(f"  - {_flow(part)}")
    return lines


def _path(full_key: str) -> str:
    return Key.parse(full_key).path


def _flow(part: Any) -> str:
    """A value on one line, as YAML and as JSON have it."""
    return json.dumps(part, ensure_ascii=False)
