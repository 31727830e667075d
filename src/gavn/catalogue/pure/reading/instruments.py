"""Whether an instrument means something: its questions, conditions, wording, critical rules and examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gavn.catalogue.pure.answers import CHOSEN, cleaned, spelled_out
from gavn.catalogue.pure.expressions import RESERVED, Type, checked
from gavn.catalogue.pure.formats import Instrument, Item, Score
from gavn.catalogue.pure.reading.problems import Found, Path, Reading, reading
from gavn.catalogue.pure.reading.scores import score_problems
from gavn.catalogue.pure.relevance import parsed
from gavn.catalogue.pure.rows import type_of
from gavn.kernel.errors import Refused
from gavn.kernel.say import said

_KNOWN_AS = {"individual.sex": "choice", "individual.birth_month": "month", "enrolment.exit_reason": "choice"}


def read_instrument(text: str, *, file: str = "") -> Reading[Instrument]:
    """The text as an instrument, or every problem in it."""
    return reading(text, Instrument, _problems, file=file)


def _problems(instrument: Instrument) -> Found:
    """What is wrong with the meaning; what only repeats an earlier problem is left out."""
    yield from _names(instrument)
    types: dict[str, Type] = {}
    for number, item in enumerate(instrument.items):
        yield from _item(item, ("items", number))
        yield from expression_problems(item.relevant, types, Type.BOOL, ("items", number, "relevant"))
        types[item.id] = type_of(item)
    yield from _wording(instrument)
    for number, score in enumerate(instrument.scores):
        path = ("scores", number)
        yield from score_problems(instrument, score, path)
        yield from expression_problems(score.formula, types, Type.NUMBER, (*path, "formula"))
        yield from _formula_items(score, instrument.by_id, path)
        types[score.key] = Type.NUMBER
    for number, rule in enumerate(instrument.critical):
        yield from expression_problems(rule.when or " ", types, Type.BOOL, ("critical", number, "when"))
    yield from _examples(instrument)


def expression_problems(text: str, types: Mapping[str, Type], wanted: Type, path: Path) -> Found:
    """Why an expression cannot be used; an empty one asks for nothing."""
    if not text:
        return
    try:
        found = checked(parsed(text), types)
    except Refused as wrong:
        yield path, said("In this expression: {why}", why=wrong.said)
        return
    if found is not wanted:
        yield path, said("This expression gives a {found}, but it must give a {wanted}.", found=found, wanted=wanted)


def _formula_items(score: Score, items: Mapping[str, Item], path: Path) -> Found:
    """The items that a formula is said to rest on are those it names."""
    if score.formula and score.items:
        try:
            named = parsed(score.formula).names & set(items)
        except Refused:
            return
        if named != set(score.items):
            yield (
                (*path, "items"),
                said("The formula names {names}; list those or none.", names=", ".join(sorted(named))),
            )


def _names(instrument: Instrument) -> Found:
    """Every name stands for one thing."""
    items = [(("items", number, "id"), item.id) for number, item in enumerate(instrument.items)]
    scores = [(("scores", number, "key"), score.key) for number, score in enumerate(instrument.scores)]
    rules = [(("critical", number, "key"), rule.key) for number, rule in enumerate(instrument.critical)]
    yield from twice([*items, *scores])
    yield from twice(rules)
    for path, name in (*items, *scores):
        if name.upper() in RESERVED:
            yield path, said("{name} is a word of expressions; choose another name.", name=name)


def twice(named: Iterable[tuple[Path, Any]]) -> Found:
    """A name that stands a second time."""
    seen = set()
    for path, name in named:
        if name in seen:
            yield path, said("{name} stands here twice; keep one.", name=str(name))
        seen.add(name)


def _item(item: Item, path: Path) -> Found:
    yield from twice(((*path, "options", number, "code"), one.code) for number, one in enumerate(item.options))
    if item.type in CHOSEN and len(item.options) < 2:
        yield (*path, "options"), said("A question of type {type} needs at least two options.", type=item.type)
    if item.type not in CHOSEN and item.options:
        yield (*path, "options"), said("A question of type {type} has no options; leave them out.", type=item.type)
    values = [option.value for option in item.options]
    if item.type == "scale" and None in values and any(value is not None for value in values):
        number = values.index(None)
        yield (*path, "options", number), said("Every option of a scale needs a value, or none of them.")
    yield from _range(item, path)
    if item.known and item.type != _KNOWN_AS[item.known]:
        yield (
            (*path, "known"),
            said("{fact} is answered as {type}; make the question that.", fact=item.known, type=_KNOWN_AS[item.known]),
        )


def _range(item: Item, path: Path) -> Found:
    measured = item.type in ("vas", "number")
    if not measured and (item.min is not None or item.max is not None):
        yield (*path, "min"), said("Only numbers and lines have a min and a max; leave them out.")
    if item.type == "vas" and (item.min is None or item.max is None):
        yield (*path, "type"), said("A line (vas) needs a min and a max.")
    if item.min is not None and item.max is not None and item.min >= item.max:
        yield (*path, "max"), said("The max must be more than the min, which is {low}.", low=item.min)


def _wording(instrument: Instrument) -> Found:
    """A text that ships is whole; a text that may not ship is not there."""
    if not instrument.licence.ships_text:
        for number, item in enumerate(instrument.items):
            for path in _worded_parts(item, ("items", number)):
                yield path, said("The licence says ships_text: false, so no wording may stand here.")
        return
    asked = [(("items", number), item) for number, item in enumerate(instrument.items) if not item.known]
    for path, item in asked:
        if item.text is None:
            yield path, said("The licence says ships_text: true, so {name} must stand here.", name="text")
        for number, option in enumerate(item.options):
            if option.text is None:
                yield (*path, "options", number), said("Each option needs its text.")
        if item.type == "vas" and (item.low is None or item.high is None):
            yield path, said("A line (vas) needs words at both ends: low and high.")
    if any(item.easy for _path, item in asked):
        yield from ((path, said("Other questions have an easy-read wording (easy); this one needs it too."))
                    for path, item in asked if item.easy is None)  # fmt: skip


def _worded_parts(item: Item, path: Path) -> Iterable[Path]:
    """Where words of the instrument stand; ``help`` is our own advice and may stand anywhere."""
    yield from ((*path, name) for name in ("text", "easy", "low", "high") if getattr(item, name) is not None)
    for number, option in enumerate(item.options):
        yield from ((*path, "options", number, name) for name in ("text", "easy") if getattr(option, name) is not None)


def _examples(instrument: Instrument) -> Found:
    rules = {rule.key for rule in instrument.critical}
    for number, example in enumerate(instrument.examples):
        path = ("examples", number)
        for key in example.scores:
            if key not in instrument.score_by_key:
                yield (*path, "scores", key), said("There is no score {name} in this file.", name=key)
        for at, key in enumerate(example.critical):
            if key not in rules:
                yield (*path, "critical", at), said("There is no critical rule {name} in this file.", name=key)
        yield from _example_answers(instrument, example.answers, (*path, "answers"))
    shown = {key for example in instrument.examples for key, value in example.scores.items() if value is not None}
    for number, score in enumerate(instrument.scores):
        if score.key not in shown:
            yield ("scores", number, "key"), said("No worked example shows the score {name}; add one.", name=score.key)


def _example_answers(instrument: Instrument, answers: Mapping[str, Any], path: Path) -> Found:
    given = spelled_out(instrument, answers)
    try:
        kept = cleaned(instrument, given)
    except Refused as wrong:
        yield (*path, wrong.field), wrong.said
        return
    for name in given:
        if given[name] is not None and name not in kept:
            yield (*path, name), said("{name} is not asked under these answers; leave it out.", name=name)
