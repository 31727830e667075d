"""Content: what the page of an invented case says of its scores and indicators is what its answers give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from case_worked import ROOT, counted_rows, facts_of, indicators_of, kept_of, score_rows

from gavn.measure.pure.indicators import stay_state

CASES = (
    "secure-institutions",
    "adolescents-psychiatric",
    "adults-psychiatric",
    "acquired-brain-injury",
    "mental-function-impairment",
    "autism-spectrum",
)
PAGES = [ROOT / f"docs/tutorials/cases/{name}.md" for name in CASES]


def table(page: Path, first: str) -> list[list[str]]:
    """The rows of the page's table whose first column is called so."""
    lines = page.read_text(encoding="utf-8").splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = []
    for line in lines[begin + 2 :]:
        if not line.startswith("| "):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_scores_of_a_case_are_those_its_answers_give(page):
    assert table(page, "score") == score_rows(facts_of(kept_of(page)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_case_counts_in_every_indicator_of_its_programme_as_its_page_says(page):
    rows = table(page, "indicator")
    assert len(rows) == len(indicators_of(page.stem))
    assert rows == counted_rows(page.stem, facts_of(kept_of(page)))


def test_before_anybody_asked_a_new_charge_is_missing_and_not_none():
    page = PAGES[0]
    [charge] = [one for one in indicators_of(page.stem) if one.key == "gavn/secure-no-new-charge"]
    in_autumn = facts_of(kept_of(page) | {"known": date(2026, 10, 1)})
    state = stay_state(charge, in_autumn, {})
    assert (state.counted, state.value) == (True, None)
