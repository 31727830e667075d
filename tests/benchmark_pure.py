"""Sums and services for the pure tests of benchmark, made of what a test says."""

from __future__ import annotations

from datetime import date

from indicator_examples import indicator

from gavn.benchmark.pure.sums import shown_groups
from gavn.benchmark.pure.told.about import About
from gavn.benchmark.pure.told.funnel import Services
from gavn.compare.pure.indicator_estimate import IndicatorSums
from gavn.kernel.say import Said

PER = {"en": "year of stay", "da": "års ophold", "sv": "års vistelse"}
NAMES = ("Ask", "Birk", "Eg", "Elm", "Lind", "Pil", "Rønn")


def of_share(n: int, events: int, *, missing: int = 0, left_out: int = 0, **group) -> IndicatorSums:
    """So many of so many."""
    return IndicatorSums(group, n + missing + left_out, n + missing, n, events, float(events), float(events))


def of_mean(values: list[float], *, missing: int = 0, **group) -> IndicatorSums:
    """The sums of these values."""
    n = len(values)
    squares = sum(one * one for one in values)
    return IndicatorSums(group, n + missing, n + missing, n, 0, float(sum(values)), float(squares))


def of_rate(n: int, events: int, exposure: float, **group) -> IndicatorSums:
    """So many events in so many years."""
    return IndicatorSums(group, n, n, n, events, float(events), float(events), exposure)


def about(*, inside: bool = True, say=str, **told) -> About:
    """An indicator in English over a period."""
    found = indicator(**told)
    return About(found, "en", Said("2025"), date(2026, 1, 1), inside, say, {})


def services(one: About, groups: dict[str, IndicatorSums]) -> Services:
    """Services as a reader may see them, named as they are keyed."""
    return Services(shown_groups(one.indicator, groups, inside=one.inside), {name: name for name in groups})
