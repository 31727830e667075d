"""What an organisation's own definition must keep besides what the loader asks of every file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gavn.catalogue.pure.formats import Indicator, Instrument, Programme
from gavn.catalogue.pure.reading import Problem
from gavn.kernel.errors import Refused
from gavn.kernel.say import said

LONGEST_WHY = 1000


def own_problems(definition: Instrument | Programme | Indicator, full_key: str) -> list[Problem]:
    """Why a sound text is not yet the definition it was begun as."""
    found = []
    if definition.full_key != full_key:
        found.append(Problem("", 1, "key", said("This text was begun as {wanted}, but says that it is {given}.",
                                                wanted=full_key, given=definition.full_key)))  # fmt: skip
    if isinstance(definition, Instrument) and not definition.examples:
        found.append(Problem("", 1, "examples", said("Work one example at least by hand; it shows that it is counted "
                                                     "as you mean it.")))  # fmt: skip
    return found


def follows(
    definition: Instrument | Programme | Indicator, before: Sequence[int], series: str, series_why: str
) -> None:
    """Refuse a version that does not say whether it goes on from the one before; versions are counted one by one."""
    expected = max(before, default=0) + 1
    if definition.version != expected:
        raise Refused("Version {given} cannot come now; the next is {expected}.", given=definition.version,
                      expected=expected)  # fmt: skip
    if len(series_why) > LONGEST_WHY:
        raise Refused("Say in at most {most} signs why.", field="series_why", most=LONGEST_WHY)
    allowed = ("bridges", "breaks") if before else ("first",)
    if series not in allowed:
        raise Refused("Say whether this version goes on from the one before.", field="series")
    if series == "bridges" and definition.bridge is None:
        raise Refused("Write bridge in the text: what is the same, and what became different.", field="series")
    if series != "bridges" and definition.bridge is not None:
        raise Refused("The text has a bridge, but nothing is bridged. Leave it out.", field="series")
    if series == "breaks" and not series_why:
        raise Refused("Say why the figures end and begin anew.", field="series_why")


def named_by(definition: Instrument | Programme | Indicator) -> Iterator[tuple[str, str]]:
    """What a definition builds on: the kind and the full key of each."""
    if isinstance(definition, Programme):
        yield from (("instruments", ask.instrument) for ask in definition.asks)
        yield from (("indicators", key) for key in definition.indicators)
    if isinstance(definition, Indicator):
        yield from (("instruments", read.form) for read in definition.reads.values() if read.form)
