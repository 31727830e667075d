"""The workload "national annual report": made from a seed, and worked out by us and by pandas, a child process each.

``python -m bench._annual ours|pandas PARQUET FOLDER`` prints seconds and peak memory as JSON and keeps the estimates.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

PROVIDERS, REGIONS, SERVICES, YEARS, GROUPS = 1200, 7, 12, (2024, 2025, 2026), 4
YES = [f"yes{number}" for number in range(10)]
SCORES = [f"score{number}" for number in range(4)]
ORIGIN = 50.0
ROLL_UPS: tuple[tuple[str, ...], ...] = (
    ("provider",), ("region",), ("service",), ("region", "service"), ("year",), ("provider", "year"), (),
)  # fmt: skip
CHUNK = 1_000_000


def made(path: Path, rows: int, seed: int = 4) -> None:
    """Write so many answers as Parquet: providers of log-normal size, 28 strata (7 regions × 4 groups of people)."""
    import pyarrow.parquet as parquet

    writer: Any = None
    for table in _chunks(rows, np.random.default_rng(seed)):
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=122_880)
    writer.close()


def _chunks(rows: int, random: np.random.Generator) -> Iterator[Any]:
    import pyarrow

    size = random.lognormal(0, 1.1, PROVIDERS)
    region = random.integers(0, REGIONS, PROVIDERS)
    offers = random.integers(0, SERVICES, (PROVIDERS, 4))
    level = random.normal(0, 0.5, (PROVIDERS, len(YES) + len(SCORES)))
    for begin in range(0, rows, CHUNK):
        count = min(CHUNK, rows - begin)
        provider = random.choice(PROVIDERS, count, p=size / size.sum())
        group = random.integers(0, GROUPS, count)
        stratum = region[provider] * GROUPS + group
        part = 2 + stratum % 5  # one in so many was asked
        columns: dict[str, Any] = {
            "provider": provider.astype(np.int16),
            "region": region[provider].astype(np.int8),
            "service": offers[provider, random.integers(0, 4, count)].astype(np.int8),
            "year": random.choice(YEARS, count).astype(np.int16),
            "stratum": stratum.astype(np.int8),
            "w": np.round(part * (0.8 + 0.1 * random.integers(0, 6, count)), 4),
            "n_pop": np.round(rows / 28 * 3 * part),
        }
        for number, name in enumerate(YES):
            chance = 1 / (1 + np.exp(-(level[provider, number] + 0.2 * (group - 1))))
            answers = (random.random(count) < chance).astype(np.int8)
            columns[name] = pyarrow.array(answers, mask=random.random(count) < 0.06)
        for number, name in enumerate(SCORES):
            values = np.round(50 + 10 * level[provider, len(YES) + number] + 12 * random.standard_normal(count), 1)
            columns[name] = pyarrow.array(values, mask=random.random(count) < 0.1)
        yield pyarrow.table(columns)


def ours(path: Path) -> tuple[dict[str, float], list[Any]]:
    """One cube, then every estimate from it."""
    import ibis

    from gavn.compare.pure.survey.cube import estimates
    from gavn.compare.selectors.survey_sums import SurveyColumns, survey_sums

    began = time.perf_counter()
    table = ibis.duckdb.connect().read_parquet(path)
    columns = SurveyColumns(
        dimensions=("provider", "region", "service", "year"), shares=YES, scores=dict.fromkeys(SCORES, ORIGIN),
        stratum="stratum", weight="w", population="n_pop",
    )  # fmt: skip
    cube = survey_sums(table, columns)
    summed = time.perf_counter()
    tables = [estimates(cube, by) for by in ROLL_UPS]
    ended = time.perf_counter()
    found = [(one.estimate, one.se, one.low, one.high, one.n) for one in tables]
    return {"load": 0.0, "sums": summed - began, "rest": ended - summed}, found


def pandas(path: Path) -> tuple[dict[str, float], list[Any]]:
    """The same with pandas: columns to add up, one groupby to the cube, roll-ups from it."""
    import pandas as pd

    began = time.perf_counter()
    frame = pd.read_parquet(path)
    loaded = time.perf_counter()
    keys = ["provider", "region", "service", "year", "stratum"]
    columns: dict[str, Any] = {name: frame[name] for name in keys}
    columns["rows"] = np.ones(len(frame))
    w = frame["w"].to_numpy()
    for name in YES + SCORES:
        y = frame[name].to_numpy(dtype=float, na_value=np.nan)
        known = ~np.isnan(y)
        y = np.where(known, y - (ORIGIN if name in SCORES else 0.0), 0.0)
        x, wy = w * known, w * y
        columns |= {f"n_{name}": known, f"x_{name}": x, f"xx_{name}": x * w, f"y_{name}": wy, f"xy_{name}": w * wy}
        if name in SCORES:
            columns[f"yy_{name}"] = wy * wy
    cube = pd.DataFrame(columns).groupby(keys, sort=False).sum().reset_index()
    strata = frame.groupby("stratum").agg(asked=("w", "size"), there=("n_pop", "max"))
    summed = time.perf_counter()
    found = [_rolled(cube, strata, by) for by in ROLL_UPS]
    ended = time.perf_counter()
    return {"load": loaded - began, "sums": summed - loaded, "rest": ended - summed}, found


def _rolled(cube: Any, strata: Any, by: tuple[str, ...]) -> Any:
    """One roll-up with pandas: estimate, standard error, interval, n of every variable."""
    from scipy.special import expit, logit, stdtrit

    pairs = cube.groupby([*by, "stratum"]).sum(numeric_only=True).reset_index()
    codes = pairs.groupby(list(by)).ngroup().to_numpy() if by else np.zeros(len(pairs), dtype=int)
    variables = YES + SCORES

    def columns(kind: str) -> Any:
        return pairs[[f"{kind}_{name}" for name in variables]].to_numpy(dtype=float)

    def added(table: Any) -> Any:
        import pandas as pd

        return pd.DataFrame(table).groupby(codes).sum().to_numpy()

    x, y, xx, xy, n = (columns(kind) for kind in ("x", "y", "xx", "xy", "n"))
    yy = xy.copy()
    yy[:, len(YES) :] = pairs[[f"yy_{name}" for name in SCORES]].to_numpy()
    asked, there = (strata.loc[pairs["stratum"], name].to_numpy()[:, None] for name in ("asked", "there"))
    ratio, width = added(y) / added(x), added(x)
    slope, scale = ratio[codes], width[codes]
    first = (y - slope * x) / scale
    second = (yy - 2 * slope * xy + slope**2 * xx) / scale**2
    se = np.sqrt(added((1 - asked / there) * asked / (asked - 1) * (second - first**2 / asked)))
    t = stdtrit(added(n) - added(n > 0), 0.975)
    value = ratio + np.where(np.arange(len(variables)) < len(YES), 0.0, ORIGIN)
    low, high = value - t * se, value + t * se
    p, reach = value[:, : len(YES)], (t * se)[:, : len(YES)]
    with np.errstate(all="ignore"):
        low[:, : len(YES)] = expit(logit(p) - reach / (p * (1 - p)))
        high[:, : len(YES)] = expit(logit(p) + reach / (p * (1 - p)))
    return value, se, low, high, added(n)


def peak() -> float:
    """The most memory this process ever held, in GB."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1e6


def main() -> None:
    """Work it out once, from a cold start; keep the estimates beside the answers."""
    which, path, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    import ibis.backends.duckdb  # noqa: F401  starting up is told of nobody
    import pandas as pd  # noqa: F401
    import scipy.special  # noqa: F401

    import gavn.compare.selectors.survey_sums  # noqa: F401

    before = resource.getrusage(resource.RUSAGE_SELF)
    seconds, found = {"ours": ours, "pandas": pandas}[which](path)
    after = resource.getrusage(resource.RUSAGE_SELF)
    np.save(folder / f"{which}.npy", np.concatenate([np.stack(one).reshape(5, -1) for one in found], axis=1))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({**seconds, "peak": peak(), "cpu": cpu}))


if __name__ == "__main__":
    main()
