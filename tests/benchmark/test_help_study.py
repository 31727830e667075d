"""Benchmark: the pages about the HELP study say what pandas counts from its file (bench/help_data.py)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from bench.help_data import ARMS, arms_apart, by_arm, by_band, changes, month_by_month
from django.conf import settings

from gavn.access.services import add_unit, add_user, give_role
from gavn.benchmark.selectors import beside, for_whom, own
from gavn.benchmark.selectors.pages import Wanted
from gavn.imports.selectors import mapping_named, mapping_of
from gavn.imports.services import look_at, make_services, take_in
from gavn.report.pure.document import Interval

ROOT = Path(__file__).resolve().parents[2]
STUDY = Path(os.environ.get("GAVN_HELP_CSV") or ROOT.parent / "shared/data/HELPfull.csv")
ALL = Wanted(period="all")
CHANGE = "gavn.low-mood-change.1"

pytestmark = pytest.mark.skipif(not STUDY.exists(), reason="HELPfull.csv is not here; name it in GAVN_HELP_CSV")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """The real catalogue, in a store of the test's own."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)


@pytest.fixture
def reader(db):
    """Somebody who may open all 470."""
    mapping = mapping_of(mapping_named("help-study"))
    place = add_unit(by=None, name="Boston", kind="organisation", controller=True)
    asked = mapping.enrolment
    make_services(
        by=None, under=place, words=asked.service.values.values(), programme=asked.programme, first=date(2020, 1, 1)
    )
    take_in(by=None, plan=look_at(STUDY.read_bytes(), mapping, by=None, under=place))
    user = add_user(by=None, email="amir@example.org", name="Amir")
    give_role(by=None, user=user, role="analyst", at=place, first=date(2020, 1, 1))
    user.boston = place
    return user


def test_the_pages_say_what_pandas_counts(reader):
    people = changes(STUDY)
    found = beside.indicator_funnel(reader, CHANGE, ALL)
    rows = {row.label: row.values for row in found.figures["services"].table.rows}
    for arm, (asked, n, mean) in by_arm(people).items():
        value, _population, _left_out, base, missing, counted = rows[arm]
        assert (base.value, missing.value, counted.value) == (asked, asked - n, n)
        assert value.value == pytest.approx(mean)
    assert {"funnel", "adjusted"} <= found.figures.keys()
    assert "hold chance alone" in str(found.figures["funnel"].finding)

    for band, ends in {"low": (0, 16), "middle": (16, 33), "high": (33, 61)}.items():
        page = own.unit_indicator(reader, reader.boston.public_id, f"gavn.low-mood-change-from-{band}.1", ALL).page
        [row] = page.figures["value"].table.rows
        n, mean = by_band(people, *ends)
        assert (row.values[-1].value, row.values[0].value) == (n, pytest.approx(mean))

    whom = for_whom.several_for_whom(reader, CHANGE, ALL).figures["for-whom"].table.rows
    told = {str(row.label): row.values for row in whom}
    for trait, value, words in (("A1", 1, "Man"), ("A1", 2, "Woman"), ("HOMELESS", 0, "No"), ("HOMELESS", 1, "Yes")):
        [label] = [one for one in told if one.endswith(f": {words}")]
        with_clinic, with_care, apart = arms_apart(people, trait, value)
        sign = 1 if label.startswith(f"{ARMS[1]} rather than") else -1
        ns = (told[label][1].value, told[label][3].value)
        assert ns == ((with_clinic, with_care) if sign == 1 else (with_care, with_clinic))
        assert told[label][4].value == pytest.approx(sign * apart)

    history = own.indicator_history(reader, reader.boston.public_id, CHANGE, Wanted(step="month"))
    shown = {row.label: row.values for row in history.figures["run"].table.rows}
    for month, (n, mean) in month_by_month(STUDY).items():
        if n >= 5:
            assert (shown[month][1].value, shown[month][0].value) == (n, pytest.approx(mean))
    assert history.figures["run"].spec

    alcohol = own.unit_indicator(reader, reader.boston.public_id, "gavn.alcohol-problems-change.1", ALL).page
    assert isinstance(alcohol.figures["value"].table.rows[0].values[0], Interval)
