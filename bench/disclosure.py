"""Disclosure control: a table of 12 x 8 by exact search with its attack, beside one cell after the other; 50 tables."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from bench._made import figure, printed

SEED = 12
TABLES = 50
ALL = "all"


def table(rng: Any, rows: int, columns: int) -> tuple[dict[tuple[Any, Any], int], list[Any]]:
    """Counts of services by groups as they come in practice, many small, with margins and their sums."""
    from gavn.compare.pure.disclosure import Sum

    values = rng.poisson(rng.gamma(0.8, 15, size=(rows, columns)))
    cells = [(row, column) for row in range(rows) for column in range(columns)]
    counts: dict[tuple[Any, Any], int] = {cell: int(values[cell]) for cell in cells}
    counts |= {(row, ALL): int(values[row].sum()) for row in range(rows)}
    counts |= {(ALL, column): int(values[:, column].sum()) for column in range(columns)}
    counts[ALL, ALL] = int(values.sum())
    sums = [Sum((row, ALL), tuple((row, one) for one in range(columns))) for row in [*range(rows), ALL]]
    sums += [Sum((ALL, one), tuple((row, one) for row in range(rows))) for one in [*range(columns), ALL]]
    return counts, sums


def hidden(made: tuple[dict[tuple[Any, Any], int], list[Any]], *, exact: bool) -> tuple[Any, float]:
    """A table after primary and secondary suppression, and the seconds both took; the attack is part of it."""
    from gavn.compare.pure.disclosure import INSIDE
    from gavn.compare.pure.methods.primary_suppression import primary_suppression_from_counts
    from gavn.compare.pure.methods.suppression import suppression

    counts, sums = made
    began = time.perf_counter()
    primary = primary_suppression_from_counts(counts, policy=INSIDE)
    found = suppression(counts, sums, primary.reasons, protect=primary.protect, exact=exact)
    return found, time.perf_counter() - began


def narrow(made: tuple[dict[tuple[Any, Any], int], list[Any]], found: Any) -> int:
    """How many small counts an attack tells more closely than the policy allows: none, or the benchmark is void."""
    from gavn.compare.pure.disclosure import INSIDE
    from gavn.compare.pure.methods.attack import attack

    counts, sums = made
    shown = {key: counts[key] for key in found.shown}
    return len(attack(shown, sums, widths=dict.fromkeys(found.primary, INSIDE.width), least=1).narrow)


def run() -> dict[str, Any]:
    """Seconds and hidden cells of the large table both ways, and seconds for fifty ordinary ones."""
    rng = np.random.default_rng(SEED)
    large = table(rng, 12, 8)
    exact, slow = hidden(large, exact=True)
    greedy, fast = hidden(large, exact=False)
    fifty = [table(rng, 5, 4) for _table in range(TABLES)]
    found = [hidden(one, exact=True) for one in fifty]
    leaks = narrow(large, exact) + narrow(large, greedy)
    leaks += sum(narrow(one, done) for one, (done, _took) in zip(fifty, found, strict=True))
    if leaks:
        raise AssertionError(f"{leaks} small counts can be told too closely")
    return {
        "cells": len(large[0]),
        "figures": [
            figure(f"12 x 8 with margins, exact search and attack ({exact.way})", slow, 5.0, unit=" s"),
            printed(
                "12 x 8, hidden: small, and more with them, exact", f"{len(exact.primary)} + {len(exact.secondary)}"
            ),
            printed("12 x 8, one cell after the other", f"{fast:.2f} s"),
            printed("12 x 8, hidden so", f"{len(greedy.primary)} + {len(greedy.secondary)}"),
            figure(f"{TABLES} tables of 5 x 4 with margins, exact", sum(took for _one, took in found), 20.0, unit=" s"),
        ],
    }
