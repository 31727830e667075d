"""The school samples of R's package survey (California's Academic Performance Index), as samples of ours."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from from_r import from_r

from gavn.compare.pure.survey import Sample

R = from_r("survey")
KINDS = ("strat", "clus", "srs")
TYPES = {1.0: 4421, 2.0: 755, 3.0: 1018}
WIDE = {0.0: 1072, 1.0: 5122}
NAN = float("nan")


class Schools(NamedTuple):
    """Columns by name, and how the schools were drawn."""

    columns: dict[str, np.ndarray]
    sample: Sample

    def __getitem__(self, name):
        return self.columns[name]

    @property
    def awarded(self):
        return self.columns["award"] == 1


def schools(kind: str) -> Schools:
    """200 schools stratified by type, 183 in 15 districts, 200 drawn simply, or a stratum with a single one."""
    columns = {name: np.array(values) for name, values in R[kind].items() if len(values) > 50}
    samples = {
        "clus": lambda: Sample(weights=columns["pw"], psu=columns["dnum"], population=columns["fpc"]),
        "srs": lambda: Sample(population=columns["fpc"]),
    }
    stratified = lambda: Sample(weights=columns["pw"], strata=columns["type"], population=columns["fpc"])  # noqa: E731
    return Schools(columns, samples.get(kind, stratified)())


def as_r(case: str, what: str):
    """R's estimate, standard error and interval (and degrees of freedom), to nine digits."""
    return pytest.approx(R[case][what], rel=1e-9)


def told(found, count: int = 5) -> list[float]:
    """The same of ours."""
    return [found.value, found.se, found.low, found.high, found.freedom][:count]


def random_rows(seed: int, *, clusters: bool = False, rows: int = 240):
    """A random sample of four strata with weights, gaps and domains: columns by name, and the sample."""
    random = np.random.default_rng(seed)
    strata = random.integers(0, 4, rows)
    columns = {
        "stratum": strata,
        "w": random.uniform(0.5, 9, rows).round(2),
        "population": np.array([400, 900, 1500, 700])[strata],
        "district": random.integers(0, 12, rows),
        "sex": random.integers(0, 2, rows),
        "score": np.where(random.random(rows) < 0.1, NAN, random.normal(50, 12, rows).round(1)),
        "yes": np.where(random.random(rows) < 0.1, NAN, (random.random(rows) < 0.4).astype(float)),
    }
    sample = Sample(
        weights=columns["w"],
        strata=strata,
        psu=columns["district"] if clusters else None,
        population=columns["population"],
    )
    return columns, sample
