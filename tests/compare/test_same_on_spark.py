"""Compare: over the demo's region every figure is the same on Spark as on DuckDB, to nine digits."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.db import transaction

from gavn.access.selectors import civil_today, tree
from gavn.catalogue.selectors import indicator, instrument
from gavn.compare import selectors as asked
from gavn.compare.pure.changed import Later, Line
from gavn.compare.pure.scope import Scope
from gavn.compare.selectors.indicators import indicator_sums
from gavn.compare.selectors.norms import own_norm_of
from gavn.compare.selectors.survey_sums import SurveyColumns, survey_sums
from gavn.kernel.periods import Period
from gavn.measure.gateways.store import Store
from gavn.measure.services import refresh_store

pytestmark = [pytest.mark.spark, pytest.mark.django_db]

LIFE = "gavn/quality-of-life@1"
BASE = "gavn/base-entry@1"
INDICATORS = sorted(path.parent.name for path in Path(__file__).parents[2].glob("content/indicators/*/v1.yaml"))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo's region, its store, and the same store with some tombstones, read by both engines."""
    from gavn.web.demo.making import make_demo

    before = settings.GAVN_DATA
    with django_db_blocker.unblock(), transaction.atomic():
        settings.GAVN_DATA = tmp_path_factory.mktemp("region")
        make_demo()
        refresh_store()
        touched()
        manifest = refresh_store().manifest
        assert manifest.gone is not None, "the store was to hold tombstones"
        services = tuple(unit.public_id for unit in tree() if unit.is_service)
        today = civil_today()
        period = Period(date(today.year - 2, 1, 1), date(today.year, 12, 31))
        yield Store(manifest, on="duckdb"), Store(manifest, on="spark"), Scope(services, period, today)
        settings.GAVN_DATA = before
        transaction.set_rollback(True)


def touched() -> None:
    """Something new about a few persons."""
    from gavn.history.services import record
    from gavn.people.models import Individual

    few = Individual.objects.unscoped("a test").order_by("pk").values_list("public_id", flat=True)[:25]
    record(None, "people.person_corrected", individuals=few)


def plain(found: object) -> object:
    """What a selector found, as lists, texts and numbers that can be held side by side."""
    if is_dataclass(found):
        return {one.name: plain(getattr(found, one.name)) for one in fields(found)}
    if isinstance(found, dict):
        return {str(key): plain(value) for key, value in sorted(found.items(), key=lambda one: str(one[0]))}
    if isinstance(found, np.ndarray):
        return plain(found.tolist())
    if isinstance(found, set | frozenset):
        return sorted(map(str, found))
    if isinstance(found, list | tuple):
        return [plain(one) for one in found]
    return found


def leaves(found: object, where: str = "") -> dict[str, object]:
    """Every single value, by the way to it."""
    parts = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else None
    if parts is None:
        return {where: found}
    return {way: value for key, one in parts for way, value in leaves(one, f"{where}/{key}").items()}


def same(world, ask) -> dict[str, object]:
    """Ask both engines; returns what was found."""
    duck, spark, scope = world
    first, second = leaves(plain(ask(duck, scope))), leaves(plain(ask(spark, scope)))
    assert first.keys() == second.keys()
    for way, value in first.items():
        if isinstance(value, float):
            assert second[way] == pytest.approx(value, rel=1e-9, abs=1e-9, nan_ok=True), way
        else:
            assert second[way] == value, way
    return first


def changes(store, scope):
    score = instrument(LIFE).scores[0]
    line = Line("gavn/quality-of-life", 1, score.key, "individual")
    found = asked.change_of(store, scope, line, Later(), score=score, threshold=1.0)
    return found.total


ASKED = {
    "enrolled": asked.enrolled_in,
    "days enrolled": lambda store, scope: asked.enrolment_time(store, scope, extremes=True),
    "time to exit": asked.stay_length,
    "ages": asked.ages_at_enrolment,
    "exit reasons": asked.exit_reasons,
    "interventions": asked.interventions_given,
    "follow-up": asked.follow_up,
    "goals": asked.goals_set,
    "lines of services": asked.service_lines,
    "scores there": asked.scores_available,
    "answers": lambda store, scope: asked.choices_of(store, scope, instrument(BASE)),
    "answers of those who left": lambda store, scope: asked.choices_of(store, scope, instrument(BASE), closed=True),
    "change": changes,
    "own norm": lambda store, _scope: own_norm_of(store, instrument(LIFE), instrument(LIFE).scores[0]),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_selector_finds_the_same(world, name):
    found = same(world, ASKED[name])
    assert any(isinstance(value, int | float) and value for value in found.values()), "nothing was found"


def test_survey_sums_are_the_same(world):
    def sums(store, _scope):
        scores = store.table("scores")
        scores = scores.filter(scores.value.notnull()).mutate(high=scores.value > 5.0)
        columns = SurveyColumns(dimensions=("instrument", "score"), shares=("high",), scores={"value": 5.0})
        cube = survey_sums(scores, columns)
        order = np.lexsort([cube.dimensions[name].codes for name in ("score", "instrument")])
        return [cube.n[order], cube.x[order], cube.y[order], cube.squares["yy"][order], cube.rows[order]]

    assert len(same(world, sums)) > 10


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_is_the_same(world, name):
    one = indicator(f"gavn/{name}@1")
    same(world, lambda store, scope: indicator_sums(store, one, scope, by=("service", "year")))


def test_indicators_are_the_same_where_something_is_counted(world):
    one = indicator("gavn/age-at-entry@1")
    found = same(world, lambda store, scope: indicator_sums(store, one, scope, by=("sex", "age_band", "quarter")))
    assert len(found) > 50


def test_rows_under_tombstones_do_not_count_on_either(world):
    duck, spark, _scope = world
    for name in ("enrolments", "occasions", "scores", "goals"):
        rows = sum(piece.rows for piece in duck.manifest.tables[name].files)
        assert duck.rows(name) == spark.rows(name) < rows
