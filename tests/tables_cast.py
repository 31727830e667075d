"""Tables with their sums, made and drawn, and slow independent ways to attack them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from gavn.compare.pure.disclosure import Sum

ALL = "all"


def two_way(rows):
    """Counts (row, column) with margins, and all sums."""
    values = np.asarray(rows)
    names = [list(range(size)) for size in values.shape]
    return cube(values, names)


def cube(values, names=None):
    """Counts of any number of ways with all margins, and all sums."""
    values = np.asarray(values)
    names = names or [list(range(size)) for size in values.shape]
    counts = {(): values}
    for labels in names:
        grown = {}
        for key, part in counts.items():
            for place, label in enumerate(labels):
                grown[(*key, label)] = np.take(part, place, axis=0)
            grown[(*key, ALL)] = part.sum(axis=0)
        counts = grown
    sums = [
        Sum(key, tuple((*key[:axis], label, *key[axis + 1 :]) for label in names[axis]))
        for key in counts
        for axis in range(len(names))
        if key[axis] == ALL
    ]
    return {key: int(value) for key, value in counts.items()}, sums


def hierarchy(rows, regions):
    """A two-way table whose rows lie in regions: the regions are shown too."""
    counts, sums = two_way(rows)
    columns = list(dict.fromkeys(key[1] for key in counts))
    sums = [one for one in sums if one.total[0] != ALL or one.parts[0][0] == ALL]
    for name, members in regions.items():
        for column in columns:
            counts[name, column] = sum(counts[row, column] for row in members)
            sums.append(Sum((name, column), tuple((row, column) for row in members)))
        sums.append(Sum((name, ALL), tuple((name, column) for column in columns if column != ALL)))
    sums += [Sum((ALL, column), tuple((name, column) for name in regions)) for column in columns]
    return counts, sums


def linked(first, second):
    """Two two-way tables with the same rows: their row totals are the same numbers."""
    one, sums = two_way(first)
    other, more = two_way(second)

    def named(key):
        return key if key[1] == ALL else (key[0], f"other {key[1]}")

    counts = one | {named(key): value for key, value in other.items()}
    return counts, sums + [Sum(named(more_.total), tuple(named(key) for key in more_.parts)) for more_ in more]


def drawn(rng, most=6):
    """A random table: two-way, of regions, linked, or three-way."""
    kind = rng.choice(["two-way", "two-way", "hierarchy", "linked", "three-way"])
    mean = rng.choice([4.0, 10.0, 25.0])

    def some(*shape):
        return rng.poisson(rng.gamma(0.8, mean / 0.8, size=shape))

    rows, columns = (int(one) for one in rng.integers(2, most + 1, size=2))
    if kind == "hierarchy":
        rows = max(rows, 3)
        cut = int(rng.integers(1, rows))
        return hierarchy(some(rows, columns), {"north": list(range(cut)), "south": list(range(cut, rows))})
    if kind == "linked":
        first = some(rows, columns)
        second = np.array([rng.multinomial(total, rng.dirichlet(np.ones(2))) for total in first.sum(axis=1)])
        return linked(first, second)
    if kind == "three-way":
        return cube(some(min(rows, 3), min(columns, 3), 2))
    return two_way(some(rows, columns))


def lp_range(counts, sums, hidden, cell, *, floor=1.0):
    """The range of one cell by one plain linear programme an end, without anything clever."""
    keys = list(counts)
    place = {key: at for at, key in enumerate(keys)}
    matrix = np.zeros((len(sums), len(keys)))
    for at, one in enumerate(sums):
        matrix[at, place[one.total]] = 1
        matrix[at, [place[part] for part in one.parts]] -= 1
    bounds = [(floor, None) if key in hidden else (counts[key], counts[key]) for key in keys]
    ends = []
    for sign in (1, -1):
        aim = np.zeros(len(keys))
        aim[place[cell]] = sign
        found = linprog(aim, A_eq=matrix, b_eq=np.zeros(len(sums)), bounds=bounds, method="highs")
        ends.append(sign * found.fun if found.status == 0 else np.inf)
    return ends[0], ends[1]


def tables_that_fit(rows, hidden, *, floor=1):
    """All whole two-way tables with these margins and shown cells, one by one."""
    values = np.array(rows)
    order = sorted(hidden)
    free = values.copy()
    for cell in order:
        free[cell] = 0
    row_left, column_left = values.sum(axis=1) - free.sum(axis=1), values.sum(axis=0) - free.sum(axis=0)

    def fill(at, chosen, rows_, columns_):
        if at == len(order):
            if not rows_.any() and not columns_.any():
                yield dict(zip(order, chosen, strict=True))
            return
        row, column = order[at]
        for value in range(floor, min(rows_[row], columns_[column]) + 1):
            rows_[row] -= value
            columns_[column] -= value
            yield from fill(at + 1, [*chosen, value], rows_, columns_)
            rows_[row] += value
            columns_[column] += value

    yield from fill(0, [], row_left, column_left)


def fewest(counts, sums, primary, width, *, may):
    """How few further cells protect the primary ones, by trying all choices from none upwards."""
    others = [key for key in may if key not in primary and counts[key]]
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            hidden = {*primary, *chosen}
            lines = [{one.total, *one.parts} & hidden for one in sums]
            if any(len(line) == 1 for line in lines):
                continue
            ends = (lp_range(counts, sums, hidden, cell) for cell in primary)
            if all(high - low >= width - 1e-6 for low, high in ends):
                return size
    raise AssertionError("no pattern protects this table")
