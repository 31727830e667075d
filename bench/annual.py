"""The "national annual report": 68,698 estimates with intervals from 3 million answers, beside R and pandas.

Everybody works in a process of their own, from the file they read best, taking turns; the best of some rounds counts.
With GAVN_BENCH_LARGE set, 30 million answers too.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench._annual import ORIGIN, ROLL_UPS, SCORES, YES, made
from bench._made import figure, printed
from bench.from_r import install

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "bench/r/_annual.R"
ROWS, FEW = 3_000_000, 60_000
ROUNDS = 3
Told = dict[str, float]


def run() -> dict[str, Any]:
    """Seconds, memory and equality of us and three peers."""
    install()
    with tempfile.TemporaryDirectory(prefix="gavn-annual-") as folder:
        here = Path(folder)
        answers = here / "answers.parquet"
        made(answers, ROWS)
        as_csv(answers, here / "answers.csv")
        told_by("Rscript", "--vanilla", str(SCRIPT), "convert", str(here / "answers.csv"), str(here / "answers.rds"))
        (here / "answers.csv").unlink()
        best = in_turns(here, answers)
        figures = [*speeds(best), *equal_tables(here)]
        figures += beside_survey(here, seconds(best["ours"]))
        if os.environ.get("GAVN_BENCH_LARGE"):
            figures += growth(here)
    return {"rows": ROWS, "told": best, "figures": figures}


def in_turns(here: Path, answers: Path) -> dict[str, Told]:
    """What each took at best; a busy neighbour only adds."""
    python = [sys.executable, "-m", "bench._annual"]
    commands = {
        "ours": [*python, "ours", str(answers), str(here)],
        "data.table": ["Rscript", "--vanilla", str(SCRIPT), "datatable", str(here / "answers.rds"), str(here)],
        "pandas": [*python, "pandas", str(answers), str(here)],
    }
    rounds: dict[str, list[Told]] = {name: [] for name in commands}
    for _round in range(ROUNDS):
        for name, command in commands.items():
            rounds[name].append(told_by(*command))
    return {name: min(told, key=seconds) for name, told in rounds.items()}


def seconds(told: Told) -> float:
    """From the data in memory to the last interval; for us, who read the file as we add, with the reading."""
    return told["sums"] + told["rest"]


def speeds(best: dict[str, Told]) -> list[dict[str, Any]]:
    """Us beside data.table and pandas, without their loading; and how much memory we took."""
    mine = seconds(best["ours"])
    found = [
        figure("time beside R data.table (its loading left out)", mine / seconds(best["data.table"]), 1.0),
        figure("times faster than pandas (its loading left out)", seconds(best["pandas"]) / mine, 5, least=True),
        figure("peak memory at 3 million answers", best["ours"]["peak"], 1.0, unit=" GB"),
    ]
    for name, told in best.items():
        parts = ", ".join(f"{what} {told[what]:.2f} s" for what in ("load", "sums", "rest", "cpu"))
        found.append(printed(f"annual report by {name}", f"{seconds(told):.2f} s ({parts}; {told['peak']:.2f} GB)"))
    return found


def equal_tables(here: Path) -> list[dict[str, Any]]:
    """All estimates, errors and n of three engines, the largest relative difference."""
    import numpy as np

    mine, theirs = np.load(here / "ours.npy"), np.load(here / "pandas.npy")
    from_r = np.loadtxt(here / "datatable.csv", delimiter=",").T
    return [
        figure(f"68,698 estimates beside {name}, relative", apart(mine, other), 1e-9)
        for name, other in (("pandas", theirs), ("data.table", from_r))
    ]


def apart(mine: Any, other: Any) -> float:
    """The largest relative difference where both tell one; intervals of shares without spread are ours alone."""
    import numpy as np

    both = np.isfinite(mine) & np.isfinite(other)
    both[1:4] &= mine[1] > 0  # where nothing spreads, others tell a width of 0
    size = np.maximum(np.maximum(np.abs(mine), np.abs(other)), 1e-3)
    return float((np.abs(mine - other)[both] / size[both]).max())


def beside_survey(here: Path, mine: float) -> list[dict[str, Any]]:
    """R survey on a small file of the same kind: seconds an estimate, and whether we tell the same."""
    import ibis

    from gavn.compare.pure.survey.cube import estimates
    from gavn.compare.selectors.survey_sums import SurveyColumns, survey_sums

    few = here / "few.parquet"
    made(few, FEW, seed=5)
    as_csv(few, here / "few.csv")
    told = told_by("Rscript", "--vanilla", str(SCRIPT), "survey", str(here / "few.csv"), str(here))
    columns = SurveyColumns(
        dimensions=("provider", "region", "service", "year"), shares=YES, scores=dict.fromkeys(SCORES, ORIGIN),
        stratum="stratum", weight="w", population="n_pop",
    )  # fmt: skip
    cube = survey_sums(ibis.duckdb.connect().read_parquet(few), columns)
    tables = {by: estimates(cube, (by,)) for by in ("provider", "region", "service", "year")}
    worst, single = 0.0, 0
    with (here / "survey.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            table = tables[row["by"]]
            place = table.labels[row["by"]].tolist().index(int(row["level"])), table.variables.index(row["what"])
            if table.why[place]:
                single += 1  # one respondent: refused
                continue
            for found, known in ((table.estimate[place], row["value"]), (table.se[place], row["se"])):
                worst = max(worst, abs(found - float(known)) / max(abs(float(known)), 1e-3))
    each = told["seconds"] / told["estimates"]
    return [
        figure("times faster an estimate than R survey's svyby (on 60,000 answers)",
               each / (mine / estimates_in_all()), 100, least=True),
        figure(f"estimates and errors beside R survey ({single} single respondents refused), relative", worst, 1e-9),
        printed("svyby of one variable by 1,200 providers", f"{told['seconds']:.1f} s"),
    ]  # fmt: skip


def estimates_in_all() -> int:
    """How many estimates the report holds."""
    sizes: dict[str, list[Told]] = {"provider": 1200, "region": 7, "service": 12, "year": 3}
    count = 0
    for by in ROLL_UPS:
        groups = 1
        for name in by:
            groups *= sizes[name]
        count += groups
    return count * (len(YES) + len(SCORES))


def growth(here: Path) -> list[dict[str, Any]]:
    """Ten times the answers, taking turns with the answers once."""
    sizes: dict[str, list[Told]] = {"answers": [], "large": []}
    made(here / "large.parquet", 10 * ROWS)
    for _round in range(ROUNDS):
        for name, told in sizes.items():
            told.append(
                told_by(sys.executable, "-m", "bench._annual", "ours", str(here / f"{name}.parquet"), str(here))
            )
    small, large = (min(told, key=seconds) for told in sizes.values())
    return [
        figure("time at 30 million answers beside 3 million", seconds(large) / seconds(small), 11),
        printed("30 million answers", f"{seconds(large):.1f} s (cpu {large['cpu']:.1f} s; {large['peak']:.2f} GB)"),
    ]


def as_csv(answers: Path, path: Path) -> None:
    """The same answers as R reads them."""
    import duckdb

    duckdb.connect().execute("COPY (FROM read_parquet(?)) TO ? (HEADER)", [str(answers), str(path)])


def told_by(*command: str) -> Told:
    """What a process prints in its last line."""
    asked = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    lines = asked.stdout.splitlines()
    return json.loads(lines[-1]) if lines else {}
