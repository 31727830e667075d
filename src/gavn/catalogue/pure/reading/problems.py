"""What is wrong with a content file, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from gavn.catalogue.pure.formats import Instrument
from gavn.catalogue.pure.formats.texts import Strict
from gavn.catalogue.pure.reading.located import Located, NotYaml, located
from gavn.kernel.say import Said, said

Definition = TypeVar("Definition", bound=BaseModel)
Path = tuple[Any, ...]
Found = Iterator[tuple[Path, Said]]
Find = Callable[[str], Instrument | None]
_NAMED_BY = ("id", "key", "code", "kind", "name", "instrument")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which file and line, at which place of the definition, and how to mend it."""

    file: str
    line: int
    where: str
    what: Said

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.where, str(self.what)) if part)


@dataclass(frozen=True)
class Reading(Generic[Definition]):
    """A file that was read: its definition, or the problems that keep it from being one."""

    file: str
    definition: Definition | None
    problems: tuple[Problem, ...]
    root: Located | None = None

    @property
    def whole(self) -> Definition:
        """The definition; raises LookupError where the file has problems."""
        if self.definition is None or self.problems:
            raise LookupError(str(self.problems[0]))
        return self.definition

    def problem(self, path: Path, what: Said) -> Problem:
        """A problem at this path, with its line and its place in words."""
        return _problem(self.file, self.root, path, what)


def reading(
    text: str, model: type[Definition], checks: Callable[[Definition], Found], *, file: str = ""
) -> Reading[Definition]:
    """The text as a definition of this kind; looked at for its meaning only once its form is right."""
    try:
        root = located(text)
    except NotYaml as wrong:
        return Reading(file, None, (Problem(file, wrong.line, "", wrong.what),))
    try:
        definition = model.model_validate(root.plain)
    except ValidationError as wrong:
        found = [_problem(file, root, tuple(one["loc"]), _in_words(one)) for one in wrong.errors(include_url=False)]
        return Reading(file, None, _in_order(found), root)
    found = [_problem(file, root, path, what) for path, what in checks(definition)]
    return Reading(file, definition, _in_order(found), root)


def _in_order(found: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(found, key=lambda problem: problem.line))


def _problem(file: str, root: Located | None, path: Path, what: Said) -> Problem:
    return Problem(file, root.at(path).line if root else 1, _where(root, path), what)


def _where(root: Located | None, path: Path) -> str:
    """The path with the names that the author gave: ``items[phq9_1].options[0].code``."""
    words: list[str] = []
    for depth, step in enumerate(path):
        if isinstance(step, int):
            value = root.at(path[: depth + 1]).value if root else None
            given = [value[key].value for key in _NAMED_BY if key in value] if isinstance(value, dict) else []
            words[-1:] = [f"{words[-1] if words else ''}[{given[0] if given else step + 1}]"]
        elif step != "[key]":
            words.append(str(step))
    return ".".join(words)


def _in_words(error: Mapping[str, Any]) -> Said:
    """One complaint of the format's check in plain words."""
    name = str(error["loc"][-1]) if error["loc"] else ""
    kind, about, given = error["type"], error.get("ctx", {}), _short(error.get("input"))
    if kind == "extra_forbidden":
        near = get_close_matches(name, _all_fields(), n=1)
        if near:
            return said("{name} is not a word of this format; did you mean {near}?", name=name[:60], near=near[0])
        return said("{name} is not a word of this format; leave it out.", name=name[:60])
    if kind == "literal_error":
        return said(
            "{given} cannot stand here; choose {expected}.",
            given=given,
            expected=about["expected"].replace(" or ", ", "),
        )
    if kind == "string_pattern_mismatch":
        return said(
            "{given} is not written as a name; use {pattern}.",
            given=given,
            pattern=_PATTERNS.get(about["pattern"], "…"),
        )
    limits = {key: about[key] for key in ("ge", "gt", "le", "lt", "min_length", "max_length") if key in about}
    if limits and (kind not in _SENTENCES):
        ((limit, bound),) = list(limits.items())[:1]
        return Said(_LIMITS[limit].msgid, {"given": given, "bound": bound})
    sentence = _SENTENCES.get(kind, said("{given} cannot stand here: {why}."))
    return Said(sentence.msgid, {"name": name, "given": given, "why": error["msg"]})


@cache
def _all_fields() -> tuple[str, ...]:
    """Every word that some format knows."""
    return tuple({name for model in Strict.__subclasses__() for name in model.model_fields})


def _short(value: Any) -> str:
    shown = str(value) if not isinstance(value, dict | list) else "{…}" if isinstance(value, dict) else "[…]"
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": said("small letters a-z, digits and _, a letter first"),
    r"^[a-z0-9][a-z0-9_]*$": said("small letters a-z, digits and _"),
    r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$": said("owner/name, as in gavn/who-5"),
    r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*@[1-9][0-9]*$": said("owner/name@version, as in gavn/who-5@1"),
}
_LIMITS = {
    "ge": said("{given} is too small; {bound} is the least."),
    "gt": said("{given} is too small; it must be more than {bound}."),
    "le": said("{given} is too large; {bound} is the most."),
    "lt": said("{given} is too large; it must be less than {bound}."),
    "min_length": said("This is too short; it needs at least {bound}."),
    "max_length": said("This is too long; it may have at most {bound}."),
}
_SENTENCES = {
    "missing": said("{name} is missing."),
    "string_type": said("{given} is not a text; put numbers, true and false in quotes."),
    "string_unicode": said("This text holds a sign that cannot be kept."),
    "int_type": said("{given} is not a whole number."),
    "int_parsing": said("{given} is not a whole number."),
    "int_from_float": said("{given} is not a whole number."),
    "float_type": said("{given} is not a number; write 0.5, with a point and without quotes."),
    "float_parsing": said("{given} is not a number; write 0.5, with a point and without quotes."),
    "finite_number": said("{given} is not a number; write 0.5, with a point and without quotes."),
    "bool_type": said("{given} is neither true nor false."),
    "bool_parsing": said("{given} is neither true nor false."),
    "tuple_type": said("A list must stand here; begin each line of it with a dash."),
    "list_type": said("A list must stand here; begin each line of it with a dash."),
    "dict_type": said("Names with values must stand here, as in name: value."),
    "model_type": said("Names with values must stand here, as in name: value."),
    "model_attributes_type": said("Names with values must stand here, as in name: value."),
}
