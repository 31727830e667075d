"""Whether an instrument's worked examples come out as its author says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import isclose
from typing import Any

from gavn.catalogue.pure.answers import cleaned, spelled_out
from gavn.catalogue.pure.formats import Indicator, Instrument
from gavn.catalogue.pure.formats.indicator import IndicatorExample
from gavn.catalogue.pure.formats.instrument import Example
from gavn.catalogue.pure.reading import Problem, Reading
from gavn.kernel.say import Said, said
from gavn.measure.pure.indicators import state_of
from gavn.measure.pure.scoring import critical_rules, scored

AS_PUBLISHED = 1e-6


def examples_hold(*, reading: Reading[Any], found: list[Problem]) -> None:
    """Add a problem for every worked example of the file that comes out otherwise."""
    instrument = reading.definition
    if isinstance(instrument, Instrument):
        for number, example in enumerate(instrument.examples):
            for path, what in differences(instrument, example):
                found.append(reading.problem(("examples", number, *path), what))
    if isinstance(instrument, Indicator):
        for number, worked in enumerate(instrument.examples):
            for path, what in indicator_differences(instrument, worked):
                found.append(reading.problem(("examples", number, *path), what))


def differences(instrument: Instrument, example: Example) -> Iterator[tuple[tuple[str, ...], Said]]:
    """Where the computed scores and critical rules are not those of the example."""
    answers = cleaned(instrument, spelled_out(instrument, example.answers))
    computed = {one.score: one.value for one in scored(instrument, answers)}
    for key, expected in example.scores.items():
        value = computed[key]
        if not _same(value, expected):
            yield (
                ("scores", key),
                said("The example says {expected}, but {score} computes to {value}.",
                     expected=_shown(expected), score=key, value=_shown(value)),
            )  # fmt: skip
    met = sorted(rule.key for rule in critical_rules(instrument, answers))
    if met != sorted(example.critical):
        yield (
            ("critical",),
            said("The example names the critical rules {expected}, but the answers meet {met}.",
                 expected=", ".join(sorted(example.critical)) or "–", met=", ".join(met) or "–"),
        )  # fmt: skip


def indicator_differences(indicator: Indicator, example: IndicatorExample) -> Iterator[tuple[tuple[str, ...], Said]]:
    """Where what a stay counts is not what the example of the indicator says."""
    state = state_of(indicator, {name: _day_or(value) for name, value in example.given.items()})
    if state.counted is not example.base:
        yield ("base",), said("The example says {expected}, but {part} gives {value}.", expected=_told(example.base),
                              part="base", value=_told(state.counted))  # fmt: skip
        return
    for part, expected, value in (("value", example.value, state.value), ("per", example.exposure, state.exposure)):
        unasked = part == "per" and expected is None
        if not unasked and not _same(value, expected):
            yield (("exposure" if part == "per" else part,),
                   said("The example says {expected}, but {part} gives {value}.", expected=_told(expected),
                        part=part, value=_told(value)))  # fmt: skip


def _day_or(value: Any) -> Any:
    """A day as it is written in an example; no code of an answer looks like one."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and "-" in value else value
    except ValueError:
        return value


def _told(value: bool | float | None) -> str:
    return str(value).lower() if isinstance(value, bool) else _shown(value)


def _same(value: float | None, expected: float | None) -> bool:
    if value is None or expected is None:
        return value is expected
    return isclose(value, expected, rel_tol=AS_PUBLISHED, abs_tol=AS_PUBLISHED)


def _shown(value: float | None) -> str:
    return "null" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
