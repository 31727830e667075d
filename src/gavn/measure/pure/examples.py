"""Whether an instrument's worked examples come out as its author says."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from typing import Any

from gavn.catalogue.pure.answers import cleaned, spelled_out
from gavn.catalogue.pure.formats import Instrument
from gavn.catalogue.pure.formats.instrument import Example
from gavn.catalogue.pure.reading import Problem, Reading
from gavn.kernel.say import Said, said
from gavn.measure.pure.scoring import critical_rules, scored

AS_PUBLISHED = 1e-6


def examples_hold(*, reading: Reading[Any], found: list[Problem]) -> None:
    """Add a problem for every worked example of the file that comes out otherwise."""
    instrument = reading.definition
    if isinstance(instrument, Instrument):
        for number, example in enumerate(instrument.examples):
            for path, what in differences(instrument, example):
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


def _same(value: float | None, expected: float | None) -> bool:
    if value is None or expected is None:
        return value is expected
    return isclose(value, expected, rel_tol=AS_PUBLISHED, abs_tol=AS_PUBLISHED)


def _shown(value: float | None) -> str:
    return "null" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
