"""People: every write asks for one permission and leaves one line of history, or nothing at all."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gavn.kernel.clock import now
from gavn.kernel.dates import PartialDate
from gavn.people import services
from gavn.people.models import Absence, Enrolment, GoalRating, Individual, Merge, PersonWord, PlanVersion, VaultEntry
from gavn.people.services import NewStay

NAMED = {"given": "Ib", "family": "", "birth_year": 1970, "birth_month": 1, "sex": "man"}
GOAL = {"words": "Cook", "area": "home", "direction": "improve"}
GIVEN = {"kind": "network", "name": "Visits", "intensity": "", "goal": None, "first": date(2026, 5, 1)}
TODAY = date(2026, 11, 22)
JUNE = PartialDate.parse("2026-06-30")


class Scene:
    """One of everything that can be written about."""

    def __init__(self, soren, pia, mara, lindenhof) -> None:
        self.pia, self.mara = pia, mara
        self.unit, self.stay = lindenhof, soren
        self.goal = services.set_goal(by=pia, enrolment=soren, words="Walk", area="health")
        self.given = services.start_intervention(by=pia, enrolment=soren, kind="network", name="Walks")
        long_ago = {"unit": lindenhof, "entered": PartialDate.parse("2019"), "exited": PartialDate.parse("2020")}
        rows = [NewStay(given=name, closed=True, **long_ago) for name in ("Søren", "Bo", "Bo B")]
        self.again, kept, other = services.enrol_many(by=None, rows=rows)
        self.mistake = services.enrol_many(by=None, rows=[NewStay(unit=lindenhof, given="Nobody", entered=JUNE)])[0]
        later = services.enrol_many(by=None, rows=[NewStay(unit=lindenhof, given="Later", entered=JUNE)])
        self.handed = services.reassign_stays(by=mara, stays=later, to=pia)
        self.merge = Merge(kept=kept.individual, other=other.individual, at=now(), by=pia)
        self.merge.save()
        days = {"first": date(2026, 1, 1), "last": date(2026, 1, 2), "made_at": now()}
        self.absence = Absence.objects.create(user=mara, deputy=pia, made_by=mara, **days)


@pytest.fixture
def scene(soren, pia, mara, lindenhof):
    return Scene(soren, pia, mara, lindenhof)


# What is written, by whom it may be, and the line it leaves.
WRITES = {
    "enrol_person": (
        lambda s, by: services.enrol_person(by=by, unit=s.unit, entered=JUNE, **NAMED),
        {"pia", "mara"},
        "people.person_enrolled",
    ),
    "enrol_many": (
        lambda s, by: services.enrol_many(by=by, rows=[NewStay(unit=s.unit, entered=JUNE, given="Ib")]),
        {"mara"},
        "people.stays_brought_in",
    ),
    "change_stay": (
        lambda s, by: services.change_stay(by=by, enrolment=s.stay, entered=JUNE, contact=None, deputy=None),
        {"pia", "mara"},
        "people.stay_changed",
    ),
    "end_stay": (
        lambda s, by: services.end_stay(by=by, enrolment=s.stay, exited=JUNE, reason="planned"),
        {"pia", "mara"},
        "people.stay_ended",
    ),
    "take_back_enrolment": (
        lambda s, by: services.take_back_enrolment(by=by, enrolment=s.mistake),
        {"pia", "mara"},
        "people.enrolment_taken_back",
    ),
    "reassign_stays": (
        lambda s, by: services.reassign_stays(by=by, stays=[s.mistake], to=s.mara),
        {"pia", "mara"},
        "people.reassigned",
    ),
    "undo_reassign": (
        lambda s, by: services.undo_reassign(by=by, handed=s.handed),
        {"mara"},
        "people.reassign_undone",
    ),
    "merge_individuals": (
        lambda s, by: services.merge_individuals(by=by, kept=s.stay.individual, other=s.again.individual),
        {"mara"},
        "people.records_merged",
    ),
    "unmerge_individuals": (
        lambda s, by: services.unmerge_individuals(by=by, merge=s.merge),
        {"mara"},
        "people.records_unmerged",
    ),
    "hand_over": (
        lambda s, by: services.hand_over(by=by, user=s.pia, to={f"stays_contact_{s.unit.public_id}": [s.mara]}),
        {"mara", "ada"},
        "people.handed_over",
    ),
    "set_absence": (
        lambda s, by: services.set_absence(by=by, user=s.pia, deputy=s.mara, first=TODAY, last=TODAY),
        {"pia", "mara", "ada"},
        "people.absence_set",
    ),
    "end_absence": (
        lambda s, by: services.end_absence(by=by, absence=s.absence),
        {"mara", "ada"},
        "people.absence_ended",
    ),
    "move_person": (
        lambda s, by: services.move_person(by=by, enrolment=s.stay, unit=s.unit, first=date(2026, 6, 1)),
        {"pia", "mara"},
        "people.person_moved",
    ),
    "correct_person": (
        lambda s, by: services.correct_person(by=by, enrolment=s.stay, language="da", **NAMED),
        {"pia", "mara"},
        "people.person_corrected",
    ),
    "choose_person_word": (
        lambda s, by: services.choose_person_word(by=by, unit=s.unit, language="da", word="citizen"),
        {"mara", "ada"},
        "people.word_chosen",
    ),
    "set_goal": (
        lambda s, by: services.set_goal(by=by, enrolment=s.stay, **GOAL),
        {"pia", "mara"},
        "people.goal_set",
    ),
    "change_goal": (
        lambda s, by: services.change_goal(by=by, goal=s.goal, **GOAL),
        {"pia", "mara"},
        "people.goal_changed",
    ),
    "rate_goal": (
        lambda s, by: services.rate_goal(by=by, goal=s.goal, value=5),
        {"pia", "mara"},
        "people.goal_rated",
    ),
    "end_goal": (
        lambda s, by: services.end_goal(by=by, goal=s.goal, outcome="reached"),
        {"pia", "mara"},
        "people.goal_ended",
    ),
    "start_intervention": (
        lambda s, by: services.start_intervention(by=by, enrolment=s.stay, **GIVEN),
        {"pia", "mara"},
        "people.intervention_started",
    ),
    "change_intervention": (
        lambda s, by: services.change_intervention(by=by, intervention=s.given, **GIVEN),
        {"pia", "mara"},
        "people.intervention_changed",
    ),
    "end_intervention": (
        lambda s, by: services.end_intervention(by=by, intervention=s.given),
        {"pia", "mara"},
        "people.intervention_ended",
    ),
}
READS = {"held_by", "held_for", "may_take"}
CAST = ("pia", "mara", "sven", "ada", "otto")


def test_every_write_of_the_stage_stands_in_this_table():
    offered = {name for name in services.__all__ if callable(getattr(services, name))}
    assert offered - READS - {"NewStay", "Held", "reopen_stay"} == set(WRITES)


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("write", WRITES)
def test_who_may_write_leaves_one_line_and_others_leave_none(request, scene, sven, ada, otto, mara, write, who, kinds):
    act, allowed, kind = WRITES[write]
    before = kinds.count()
    by = request.getfixturevalue(who)
    if who in allowed:
        act(scene, by)
        assert kinds(before) == [kind]
    else:
        with pytest.raises(PermissionDenied):
            act(scene, by)
        assert kinds(before) == []


@pytest.mark.parametrize("who", CAST)
def test_opening_a_stay_again_asks_the_same(request, scene, mara, sven, ada, otto, who, kinds):
    ended = services.end_stay(by=mara, enrolment=scene.stay, exited=JUNE, reason="planned")
    before = kinds.count()
    by = request.getfixturevalue(who)
    if who in {"pia", "mara"}:
        services.reopen_stay(by=by, enrolment=ended)
        assert kinds(before) == ["people.stay_reopened"]
    else:
        with pytest.raises(PermissionDenied):
            services.reopen_stay(by=by, enrolment=ended)


def standing(scene):
    """How all that can be written stands."""
    for row in (scene.stay, scene.goal, scene.given, scene.stay.individual):
        row.refresh_from_db()
    rows = [scene.stay, scene.goal, scene.given, scene.stay.individual]
    values = [{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} for row in rows]
    tables = (Enrolment, Individual, VaultEntry, Merge, type(scene.goal), type(scene.given), GoalRating, PlanVersion)
    counts = [table.objects.unscoped("to count").count() for table in tables]
    apart = list(Merge.objects.unscoped("to see").values_list("undone_at", flat=True))
    return values, counts, apart, PersonWord.objects.count(), list(Absence.objects.values())


@pytest.mark.parametrize("write", WRITES)
def test_when_history_cannot_be_written_nothing_is(scene, mara, write, monkeypatch):
    def broken(**_line):
        raise OSError("The disk is full.")

    before = standing(scene)
    monkeypatch.setattr("gavn.history.services.Event", broken)
    with pytest.raises(OSError, match="disk is full"):
        WRITES[write][0](scene, mara)
    assert standing(scene) == before
