"""An invented case as its page keeps it, worked into the scores and indicators it gives."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gavn.catalogue.pure.answers import cleaned, spelled_out
from gavn.catalogue.pure.formats import Indicator, Instrument
from gavn.catalogue.pure.reading import read_indicator, read_instrument
from gavn.catalogue.pure.rows import plain_row
from gavn.measure.pure.indicators import FormGiven, GoalSet, Occurred, StayFacts, StayState, stay_state
from gavn.measure.pure.scoring import scored

ROOT = Path(__file__).parents[1]
INSTRUMENTS: dict[str, Instrument] = {
    read.full_key: read
    for file in sorted((ROOT / "content/instruments").glob("*/v*.yaml"))
    for read in [read_instrument(file.read_text(encoding="utf-8"), file=str(file)).whole]
}
ABOUT = {"at", "of", "form"}


def kept_of(page: Path) -> dict[str, Any]:
    """What the page says is kept of its case."""
    [block] = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    kept: dict[str, Any] = yaml.safe_load(block)
    return kept


def indicators_of(programme: str) -> list[Indicator]:
    """The indicators that the programme counts by."""
    text = (ROOT / f"content/programmes/{programme}/v1.yaml").read_text(encoding="utf-8")
    files = [ROOT / f"content/indicators/{name.split('/')[1]}/v1.yaml" for name in _keys(text)]
    return [read_indicator(file.read_text(encoding="utf-8"), INSTRUMENTS.get, file=str(file)).whole for file in files]


def _keys(text: str) -> list[str]:
    return [name.partition("@")[0] for name in yaml.safe_load(text)["indicators"]]


def facts_of(kept: dict[str, Any]) -> StayFacts:
    """The stay of the case as counting needs it."""
    at = {
        one["kind"]: Occurred(one["kind"], 1, one["due"], one["due"], one["kind"] == "entry", one["done"])
        for one in kept["occasions"]
    }
    goals = [GoalSet(one["set"], one["direction"], one["ended"], one["outcome"]) for one in kept["goals"]]
    return StayFacts(
        columns={**kept["person"], "already_there": False, "dead": False},
        as_of=kept["known"],
        entered_on=kept["entered"],
        exited_on=kept["exited"],
        closed=True,
        exit_reason=kept["ended"],
        occasions=tuple(at.values()),
        forms=tuple(_given(one, at[one["at"]]) for one in kept["answers"]),
        goals=tuple(goals),
        interventions=tuple((one["kind"], one["first"]) for one in kept.get("interventions", ())),
    )


def _given(one: dict[str, Any], at: Occurred) -> FormGiven:
    form = f"gavn/{one['form']}@1"
    instrument = INSTRUMENTS[form]
    told = {name: value for name, value in one.items() if name not in ABOUT}
    answers = cleaned(instrument, spelled_out(instrument, told))
    assert set(told) == set(answers), "an answer that is not asked"
    scores = {score.score: score.value for score in scored(instrument, answers)}
    day: date = at.done_on or at.due
    return FormGiven(form, one["of"], at, day, plain_row(instrument, answers), scores)


def shown(indicator: Indicator, state: StayState) -> str:
    """What a stay counts, as the pages of the cases say it."""
    if state.waits or not state.counted:
        return "left out"
    if state.value is None:
        return "missing"
    if isinstance(state.value, bool):
        return "yes" if state.value else "no"
    if state.exposure is None or indicator.per_words is None:
        return f"{state.value:.2f}".removesuffix(".00").replace("-", "−")
    return f"{state.value:g} in {state.exposure:.2f} × {indicator.per_words.en}"


def score_rows(facts: StayFacts) -> list[list[str]]:
    """A row each score: on each occasion what the person and what staff gave, side by side."""
    kinds = [one.kind for one in facts.occasions if one.kind != "follow_up"]
    given = [(one, key, value) for one in facts.forms for key, value in one.scores.items()]
    found: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    for one, key, value in given:
        at = found.setdefault((one.form, key), {})
        at[one.respondent, one.at.kind] = "–" if value is None else f"{value:.2f}"
    return [[INSTRUMENTS[form].score_by_key[key].title.en, *(_both(at, kind) for kind in kinds)]
            for (form, key), at in found.items()]  # fmt: skip


def _both(at: dict[tuple[str, str], str], kind: str) -> str:
    """What the person gave, and behind a stroke what staff gave, where they were asked too."""
    asked = {who for who, _kind in at}
    return " / ".join(at.get((who, kind), "–") for who in ("individual", "practitioner") if who in asked)


def counted_rows(programme: str, facts: StayFacts) -> list[list[str]]:
    """A row each indicator of the programme: its title, its class, and what the case counts in it."""
    return [[one.title.en, one.class_, shown(one, stay_state(one, facts, {}))] for one in indicators_of(programme)]
