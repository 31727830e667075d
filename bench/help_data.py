"""The HELP study's change in depressive symptoms, counted from its file with pandas alone: what pages must say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ITEMS = [f"F1{letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
KEPT = ["ID", "TIME", "GROUP", "A1", "AGE", "HOMELESS"]
POSITIVE = ["F1D", "F1H", "F1L", "F1P"]
MOST_MISSING = 4
ARMS = {0: "HELP usual care", 1: "HELP clinic"}
BEGAN = pd.Timestamp("2020-01-01")


def totals(study: Path) -> pd.DataFrame:
    """A row an interview with a CES-D total: up to four missing answers stand for the mean of the others."""
    rows = pd.read_csv(study, usecols=[*KEPT, "DAYS_SINCE_BL", *ITEMS], low_memory=False)
    items = rows[ITEMS].astype(float)
    items[POSITIVE] = 3 - items[POSITIVE]
    answered = items.notna().sum(axis=1)
    total = items.sum(axis=1) * len(ITEMS) / answered.where(answered > 0)
    on = BEGAN + pd.to_timedelta(rows["DAYS_SINCE_BL"].fillna(0), unit="D")
    return rows[KEPT].assign(total=total.where(answered >= len(ITEMS) - MOST_MISSING), on=on)


def changes(study: Path) -> pd.DataFrame:
    """A row a person asked again: the first total, the last, and what lies between; empty with fewer than two."""
    rows = totals(study)
    again = rows.loc[rows["TIME"] > 0, "ID"].unique()
    rows = rows[rows["ID"].isin(again)].sort_values(["ID", "TIME"])
    known = rows.dropna(subset="total").groupby("ID")["total"].agg(["first", "last", "count"])
    people = rows.groupby("ID").first()[["GROUP", "A1", "HOMELESS"]].join(known)
    people["change"] = (people["last"] - people["first"]).where(people["count"] >= 2)
    return people


def by_arm(people: pd.DataFrame) -> dict[str, tuple[int, int, float]]:
    """Of each arm: asked again, with a change, the mean change."""
    return {
        ARMS[int(arm)]: (len(rows), int(rows["change"].notna().sum()), float(rows["change"].mean()))
        for arm, rows in people.groupby("GROUP")
    }


def by_band(people: pd.DataFrame, low: float, high: float) -> tuple[int, float]:
    """How many began in a band, from low to below high, and their mean change."""
    mine = people[(people["first"] >= low) & (people["first"] < high)]["change"].dropna()
    return len(mine), float(mine.mean())


def arms_apart(people: pd.DataFrame, trait: str, value: float) -> tuple[int, int, float]:
    """Within one kind of people: how many of either arm, and the clinic's mean change less that of usual care."""
    mine = people[people[trait] == value].dropna(subset="change")
    care, clinic = (mine[mine["GROUP"] == arm]["change"] for arm in (0, 1))
    return len(clinic), len(care), float(clinic.mean() - care.mean())


def month_by_month(study: Path) -> dict[str, tuple[int, float]]:
    """Of each month those interviewed again in it, with their change up to its end; the mean of those known."""
    rows = totals(study).sort_values(["ID", "TIME"])
    told: dict[str, tuple[int, float]] = {}
    for month in pd.period_range("2020-01", rows["on"].max().to_period("M"), freq="M"):
        until = month.end_time
        asked = rows[(rows["TIME"] > 0) & (rows["on"].dt.to_period("M") == month)]["ID"].unique()
        known = rows[rows["ID"].isin(asked) & (rows["on"] <= until)].dropna(subset="total")
        sums: Any = known.groupby("ID")["total"].agg(["first", "last", "count"])
        moved = (sums["last"] - sums["first"])[sums["count"] >= 2]
        told[str(month)] = (len(moved), float(moved.mean()) if len(moved) else float(np.nan))
    return told


if __name__ == "__main__":
    import sys

    everybody = changes(Path(sys.argv[1]))
    print(by_arm(everybody))
    for ends in ((0, 16), (16, 33), (33, 61)):
        print(ends, by_band(everybody, *ends))
    for trait in ("A1", "HOMELESS"):
        for value in sorted(everybody[trait].dropna().unique()):
            print(trait, value, arms_apart(everybody, trait, value))
