"""Whether what an indicator reads of a stay is there to be read, and of which type it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from gavn.catalogue.pure.expressions import RESERVED, Expression, Type
from gavn.catalogue.pure.expressions.nodes import Binary, Call, Case, In, IsNull, Literal, Name, Node, Unary
from gavn.catalogue.pure.formats import Indicator, Instrument, Item
from gavn.catalogue.pure.formats.indicator import Read
from gavn.catalogue.pure.reading.problems import Find, Found, Path
from gavn.catalogue.pure.rows import type_of
from gavn.catalogue.pure.stay_columns import GROUPINGS, KINDS_OF_INTERVENTION, STAY_CODES, STAY_COLUMNS
from gavn.kernel.say import said

Codes = dict[str, frozenset[str]]


def read_problems(indicator: Indicator, find: Find) -> Found:
    """What is wrong with the reads, each by itself."""
    for name, read in indicator.reads.items():
        path = ("reads", name)
        if name.upper() in RESERVED:
            yield path, said("{name} is a word of expressions; choose another name.", name=name)
        if name in GROUPINGS:
            yield path, said("{name} has another meaning where stays are counted; choose another name.", name=name)
        if name in STAY_COLUMNS:
            yield path, said("Every stay has {name} already; leave this out or choose another name.", name=name)
        yield from _read(read, path, find)


def row_types(indicator: Indicator, find: Find) -> dict[str, Type]:
    """The type of every name an expression of the indicator may use, where its reads are sound."""
    return STAY_COLUMNS | {name: _type(read, find) for name, read in indicator.reads.items()}


def row_codes(indicator: Indicator, find: Find) -> Codes:
    """The codes that the answers behind a name can have, where they have any."""
    codes = dict(STAY_CODES)
    for name, read in indicator.reads.items():
        item = _item(read, find)
        if item is not None and item.options and _type(read, find) in (Type.TEXT, Type.MULTI):
            codes[name] = frozenset(option.code for option in item.options)
    return codes


def code_problems(expression: Expression, codes: Mapping[str, Collection[str]], path: Path) -> Found:
    """Codes in the expression that no answer has."""
    for name, code in _compared(expression.tree):
        if name in codes and code not in codes[name]:
            near = get_close_matches(code, codes[name], n=1) or sorted(codes[name])
            yield (
                path,
                said("{name} never is '{code}'; did you mean '{near}'?", name=name, code=code[:40], near=near[0]),
            )


def _compared(node: Node) -> list[tuple[str, str]]:
    """Each name beside each text that it is held against."""
    sides: tuple[Node, ...] = ()
    if isinstance(node, Binary):
        sides = (node.left, node.right)
    elif isinstance(node, In):
        sides = (node.of, *node.options)
    elif isinstance(node, Call):
        sides = node.arguments
    elif isinstance(node, Unary | IsNull):
        sides = (node.of,)
    elif isinstance(node, Case):
        sides = (*(part for branch in node.branches for part in branch), node.otherwise)
    found = [pair for side in sides for pair in _compared(side)]
    if isinstance(node, In) or (isinstance(node, Binary) and node.operator in ("=", "<>")) or _selects(node):
        names = [side.name for side in sides if isinstance(side, Name)]
        texts = [side.value for side in sides if isinstance(side, Literal) and isinstance(side.value, str)]
        found += [(name, text) for name in names for text in texts]
    return found


def _selects(node: Node) -> bool:
    return isinstance(node, Call) and node.function == "SELECTED"


def _read(read: Read, path: Path, find: Find) -> Found:
    kinds = [kind for kind in ("score", "answer", "days_to", "count") if getattr(read, kind) is not None]
    if len(kinds) != 1:
        yield path, said("Read one thing: a score, an answer, days_to or a count.")
        return
    if kinds[0] in ("score", "answer"):
        yield from _form(read, path, find)
    else:
        yield from _event(read, path, find)
    if (read.take == "nth") != (read.number is not None):
        yield path, said("number stands with take: nth, and only there.")
    if read.kinds and read.count != "interventions":
        yield (*path, "kinds"), said("Only interventions are counted by kind; leave this out.")
    for at, kind in enumerate(read.kinds):
        if kind not in KINDS_OF_INTERVENTION:
            yield (
                (*path, "kinds", at),
                said("{given} cannot stand here; choose {expected}.", given=kind,
                     expected=", ".join(sorted(KINDS_OF_INTERVENTION))),
            )  # fmt: skip


def _form(read: Read, path: Path, find: Find) -> Found:
    """A score or an answer stands in an instrument that this respondent fills in."""
    if read.instrument is not None:
        yield (*path, "instrument"), said("The instrument stands in score or answer already; leave this out.")
    place, instrument = (*path, "score" if read.score else "answer"), find(read.form)
    if instrument is None:
        yield place, said("There is no instrument {name}.", name=read.form)
        return
    if read.score and read.part not in instrument.score_by_key:
        yield place, said("There is no score {name} in {instrument}; it has {known}.", name=read.part,
                          instrument=read.form, known=_near(read.part, instrument.score_by_key))  # fmt: skip
    if read.answer:
        yield from _answer(read, instrument, (path, place))
    yield from _answered_by(read, instrument, path)


def _answer(read: Read, instrument: Instrument, paths: tuple[Path, Path]) -> Found:
    path, place = paths
    item = instrument.by_id.get(read.part)
    if item is None:
        yield place, said("There is no item {name} in {instrument}; it has {known}.", name=read.part,
                          instrument=read.form, known=_near(read.part, instrument.by_id))  # fmt: skip
        return
    if item.type == "text":
        yield place, said("{name} is answered in own words, which are never counted.", name=read.part)
    if read.take == "reliable":
        yield (*path, "take"), said("Only a score has a norm that tells a reliable change.")
    if read.take == "change" and type_of(item) is not Type.NUMBER:
        yield (*path, "take"), said("{name} has no numbers, so it has no change; give its options values.",
                                    name=read.part)  # fmt: skip


def _answered_by(read: Read, instrument: Instrument, path: Path) -> Found:
    if read.of is None:
        yield path, said("Say in of: who answers, one of {known}.", known=", ".join(instrument.respondents))
    elif read.of not in instrument.respondents:
        yield (
            (*path, "of"),
            said("{name} is not answered by {respondent}; see its respondents.",
                 name=instrument.full_key, respondent=read.of),
        )  # fmt: skip


def _event(read: Read, path: Path, find: Find) -> Found:
    """Days and counts have no respondent, but for forms that were answered."""
    if read.take != "latest":
        yield (*path, "take"), said("Days and counts are there once; leave take out.")
    if read.count == "answered":
        instrument = find(read.instrument) if read.instrument else None
        if instrument is not None:
            yield from _answered_by(read, instrument, path)
        elif read.instrument is not None:
            yield (*path, "instrument"), said("There is no instrument {name}.", name=read.instrument)
        elif read.of is None:
            yield path, said("Say in of: whose answered forms are counted.")
    elif read.of is not None or read.instrument is not None:
        yield path, said("of and instrument stand with a score, an answer or the count answered, and only there.")


def _item(read: Read, find: Find) -> Item | None:
    instrument = find(read.form) if read.answer else None
    return instrument.by_id.get(read.part) if instrument else None


def _near(name: str, known: Collection[str]) -> str:
    return ", ".join(get_close_matches(name, known, n=3) or sorted(known)[:6]) or "–"


def _type(read: Read, find: Find) -> Type:
    item = _item(read, find)
    return Type.NUMBER if item is None else type_of(item)
