"""Scores of one response: sums, means and formulas, what they do when answers are missing, and critical answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gavn.catalogue.pure.answers import plain_row
from gavn.catalogue.pure.expressions import evaluate
from gavn.catalogue.pure.expressions.nodes import Answer
from gavn.catalogue.pure.formats import Instrument, Score
from gavn.catalogue.pure.formats.instrument import Band, Critical
from gavn.catalogue.pure.relevance import parsed
from gavn.catalogue.pure.rows import bounds
from gavn.measure.pure.change import BINARY_DUST as DUST
from gavn.measure.pure.totals import from_sum, least_answered, reversed_value

Answers = Mapping[str, Mapping[str, Any]]
Row = dict[str, Answer]


@dataclass(frozen=True)
class Scored:
    """What one response scored; no value where too many answers are missing."""

    score: str
    version: int
    value: float | None
    answered: int
    items: int
    band: str


def scored(instrument: Instrument, answers: Answers) -> list[Scored]:
    """Every score of the instrument for these answers; later formulas may use earlier scores."""
    row: Row = plain_row(instrument, answers)
    found = []
    for score in instrument.scores:
        names = rests_on(instrument, score)
        answered = sum(row[name] is not None for name in names)
        value = _formula(score, row) if score.method == "formula" else _counted(instrument, score, row)
        row[score.key] = value
        band = band_of(score, value)
        found.append(
            Scored(score.key, instrument.version, value, answered, len(names), band.key if band is not None else "")
        )
    return found


def critical_rules(instrument: Instrument, answers: Answers) -> list[Critical]:
    """The rules that these answers meet: somebody must see them at once."""
    if not instrument.critical:
        return []
    row: Row = plain_row(instrument, answers)
    row.update({one.score: one.value for one in scored(instrument, answers)})
    return [rule for rule in instrument.critical if evaluate(parsed(rule.when), row) is True]


def rests_on(instrument: Instrument, score: Score) -> list[str]:
    """The questions a score is computed from, also through earlier scores, in the order of the form."""
    named = set(score.items) or set(parsed(score.formula).names)
    for key in named & set(instrument.score_by_key):
        named |= set(rests_on(instrument, instrument.score_by_key[key]))
    return [item.id for item in instrument.items if item.id in named]


def band_of(score: Score, value: float | None) -> Band | None:
    """The band a value lies in; one between two bands, as prorating makes them, lies in the lower."""
    if value is None:
        return None
    begun = [band for band in score.bands if band.low <= value + DUST]
    if not begun:
        return None
    last = max(begun, key=lambda band: band.low)
    highest = max(score.bands, key=lambda band: band.high)
    return None if last is highest and value > last.high + DUST else last


def _formula(score: Score, row: Row) -> float | None:
    """The formula's value; NULL in it is its own affair."""
    value = evaluate(parsed(score.formula), row)
    return None if value is None else float(value) * score.times  # type: ignore[arg-type]


def _counted(instrument: Instrument, score: Score, row: Row) -> float | None:
    """The sum or the mean, prorated where the rule allows as many missing answers as there are."""
    values = [value for name in score.items if (value := _number(instrument, score, row, name)) is not None]
    if len(values) < least_answered(len(score.items), score.missing.up_to):
        return None
    return from_sum(sum(values), len(values), len(score.items), mean=score.method == "mean", times=score.times)


def _number(instrument: Instrument, score: Score, row: Row, name: str) -> float | None:
    value = row[name]
    if value is None:
        return None
    number = float(value)  # type: ignore[arg-type]
    if name not in score.reverse:
        return number
    low, high = bounds(instrument.by_id[name]) or (0.0, 0.0)
    return reversed_value(low, high, number)
