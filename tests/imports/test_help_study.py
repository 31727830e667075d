"""Collect: the HELP study comes in whole, and gavn computes what its authors published."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from statistics import fmean

import pytest
from django.db import transaction

from gavn.access.services import add_unit
from gavn.collect.models import Occasion, Revision
from gavn.history.models import Event
from gavn.imports.selectors import mapping_named, mapping_of
from gavn.imports.services import look_at, make_services, take_in
from gavn.measure.models import ScoreRow
from gavn.people.models import Enrolment, Individual
from gavn.works.selectors import ours_by_external

ROOT = Path(__file__).resolve().parents[2]
STUDY = Path(os.environ.get("GAVN_HELP_CSV") or ROOT.parent / "shared/data/HELPfull.csv")
MONTHS = {0: 470, 6: 254, 12: 217, 18: 254, 24: 277}
DEAD = 27
CES_D = [f"F1{letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
WHY = "a test"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not STUDY.exists(), reason="HELPfull.csv is not here; name it in GAVN_HELP_CSV"),
]


class Study:
    """The study after it was brought in."""

    def __init__(self) -> None:
        self.content = STUDY.read_bytes()
        self.published = list(csv.DictReader(io.StringIO(self.content.decode())))
        self.mapping = mapping_of(mapping_named("help-study"))
        self.place = add_unit(by=None, name="Boston", kind="organisation", controller=True)
        words, programme = self.mapping.enrolment.service.values.values(), self.mapping.enrolment.programme
        make_services(by=None, under=self.place, words=words, programme=programme, first=date(2020, 1, 1))
        self.plan = self.look()
        take_in(by=None, plan=self.plan)

    def look(self, content: bytes | None = None):
        return look_at(content or self.content, self.mapping, by=None, under=self.place)

    def scores(self, instrument: str, score: str) -> dict[tuple[str, int], float | None]:
        """What gavn computed, by the study's number of the person and the month."""
        theirs = {ours: external for external, ours in ours_by_external(self.plan.source, "individual").items()}
        rows = ScoreRow.objects.unscoped(WHY).filter(revision__response__instrument=instrument, score=score)
        occasion = "revision__response__occasion"
        person = f"{occasion}__enrolment__individual__public_id"
        return {
            (theirs[one], month): value for one, month, value in rows.values_list(person, f"{occasion}__month", "value")
        }

    def column(self, name: str) -> dict[tuple[str, int], float]:
        """What the authors published."""
        return {
            (row["ID"], int(row["TIME"])): float(row[name]) for row in self.published if row[name] not in ("", "NA")
        }


def rows_here() -> list[int]:
    tables = (Individual, Enrolment, Occasion, Revision, ScoreRow)
    return [table.objects.unscoped(WHY).count() for table in tables]


@pytest.fixture(scope="module")
def study(django_db_setup, django_db_blocker):
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("GAVN_NOW", "2026-03-10T09:00:00+00:00")
        yield Study()
        transaction.set_rollback(True)


def test_all_470_are_here_in_two_services_with_the_1472_occasions_on_which_they_answered(study):
    stays = Enrolment.objects.unscoped(WHY)
    assert Individual.objects.unscoped(WHY).count() == stays.count() == 470
    assert Counter(stays.values_list("unit__name", flat=True)) == {"HELP usual care": 235, "HELP clinic": 235}
    done = Occasion.objects.unscoped(WHY).exclude(done_on=None)
    assert Counter(done.values_list("month", flat=True)) == MONTHS
    assert sum(MONTHS.values()) == 1472


def test_everybody_is_accounted_for_on_each_occasion(study):
    for month, answered in MONTHS.items():
        found = Occasion.objects.unscoped(WHY).filter(month=month)
        assert found.count() == 470
        reasons = Counter(found.filter(done_on=None).values_list("not_done", flat=True))
        assert set(reasons) <= {"lost", "died"}
        assert reasons.total() == 470 - answered


def test_the_dead_left_on_a_day_that_is_not_known_and_none_is_made_up(study):
    dead = Individual.objects.unscoped(WHY).filter(dead=True)
    stays = Enrolment.objects.unscoped(WHY).filter(individual__in=dead)
    assert set(dead.values_list("died_on", flat=True)) == {""}
    assert set(stays.values_list("closed", "exited", "exited_on", "exit_reason")) == {(True, "", None, "died")}
    assert (dead.count(), Enrolment.objects.unscoped(WHY).filter(closed=True).count()) == (DEAD, DEAD)


def test_nobody_is_said_to_have_died_before_an_answer_that_came_later(study):
    for stay in Enrolment.objects.unscoped(WHY).filter(exit_reason="died"):
        occasions = stay.occasions.unscoped(WHY)
        last = max(one.month for one in occasions.exclude(done_on=None))
        assert all(one.month > last for one in occasions.filter(not_done="died"))
        assert not occasions.filter(not_done="lost", month__gt=last).exists()


def test_answers_lie_as_many_days_after_the_nominal_entry_as_the_study_says(study):
    theirs = {ours: external for external, ours in ours_by_external(study.plan.source, "individual").items()}
    found = Revision.objects.unscoped(WHY).filter(response__instrument="gavn/asi-medical")
    occasion = "response__occasion"
    rows = found.values_list(f"{occasion}__enrolment__individual__public_id", f"{occasion}__month", "answered_on")
    days = {(theirs[one], month): (day - date(2020, 1, 1)).days for one, month, day in rows}
    assert days == {**dict.fromkeys(((row["ID"], 0) for row in study.published), 0), **study.column("DAYS_SINCE_BL")}


@pytest.mark.parametrize(
    ("instrument", "published", "complete"),
    [("gavn/asi-medical", "C_MS", 1472), ("gavn/asi-alcohol", "C_AU", 1459), ("gavn/asi-drug", "C_DU", 1469)],
)
def test_the_composite_scores_equal_the_published_ones(study, instrument, published, complete):
    ours, theirs = study.scores(instrument, "composite"), study.column(published)
    assert len(theirs) == complete
    assert {key for key, value in ours.items() if value is not None} == set(theirs)
    assert max(abs(ours[key] - value) for key, value in theirs.items()) < 1e-6


def test_the_ces_d_equals_the_published_total_wherever_all_items_were_answered(study):
    ours, theirs = study.scores("gavn/ces-d", "total_complete"), study.column("CES_D")
    complete = {key: value for key, value in ours.items() if value is not None}
    assert len(complete) == 1439
    assert {key: value for key, value in complete.items() if value != theirs[key]} == {}


def test_24_published_totals_count_a_missing_item_as_nothing_and_ours_do_not(study):
    ours, theirs = study.scores("gavn/ces-d", "total"), study.column("CES_D")
    rows = {(row["ID"], int(row["TIME"])): row for row in study.published}
    answered = {key: sum(row[item] not in ("", "NA") for item in CES_D) for key, row in rows.items()}
    part = [key for key, count in answered.items() if 0 < count < len(CES_D)]
    assert len(part) == 24
    assert {answered[key] for key in part} <= {18, 19}
    for key in part:
        assert ours[key] == pytest.approx(theirs[key] * 20 / answered[key])
        assert ours[key] >= theirs[key]
    assert sorted(key for key, count in answered.items() if count == 0) == sorted(set(rows) - set(ours))
    assert len(rows) - len(ours) == 9


@pytest.mark.parametrize(
    ("score", "usual", "clinic"),
    [("total_complete", (-11.30, 123), (-12.63, 139)), ("total", (-11.12, 126), (-12.82, 146))],
)
def test_the_change_from_entry_to_24_months_is_that_of_the_study(study, score, usual, clinic):
    found = study.scores("gavn/ces-d", score)
    group = {row["ID"]: row["GROUP"] for row in study.published}
    changes = defaultdict(list)
    for (person, month), value in found.items():
        first = found.get((person, 0))
        if month == 24 and value is not None and first is not None:
            changes[group[person]].append(value - first)
    assert [(round(fmean(changes[one]), 2), len(changes[one])) for one in "01"] == [usual, clinic]


def test_the_same_file_again_adds_nothing(study):
    counts = rows_here()
    lines = Event.objects.count()
    again = study.look()
    assert again.preview.fit
    assert again.preview.counts == {"individuals": 0, "enrolments": 0, "occasions": 0, "responses": 0}
    take_in(by=None, plan=again)
    assert counts == rows_here()
    assert Event.objects.count() == lines


def test_a_row_that_changed_since_is_a_conflict_with_its_row_and_column(study):
    header, first, *rest = study.content.decode().splitlines()
    cells, place = first.split(","), header.split(",").index("D3")
    cells[place] = "1" if cells[place] != "1" else "2"
    changed = "\n".join([header, ",".join(cells), *rest]).encode()
    troubles = study.look(changed).preview.troubles
    assert [(one.row, one.column) for one in troubles] == [(2, "D3")]


def test_each_service_call_left_one_line_of_history(study):
    kinds = Counter(Event.objects.exclude(kind__startswith="access.").values_list("kind", flat=True))
    once = {"people.stays_brought_in", "collect.responses_submitted", "collect.occasions_left_out"}
    assert kinds == {**dict.fromkeys(once, 1), "collect.programme_chosen": 2}
