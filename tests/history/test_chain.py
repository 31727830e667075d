"""History: lines are sealed into a chain, and what was changed or taken away is found."""

from __future__ import annotations

import pytest

from gavn.history.models import Concerned, Event, Seal
from gavn.history.selectors import events_about, verified
from gavn.history.services import note_shown, record, record_reads, seal_lines, state_purpose, watch_reads

pytestmark = pytest.mark.django_db
ANNA, BO = "a" * 32, "b" * 32


@pytest.fixture
def three_lines(mara):
    seal_lines()
    return [record(mara, "people.shown", individuals=[person]) for person in (ANNA, BO, ANNA)]


def test_lines_stand_unsealed_until_the_next_minute(three_lines):
    assert (verified().unsealed, seal_lines(), verified().unsealed) == (3, 3, 0)


def test_a_whole_chain_is_whole(three_lines):
    seal_lines()
    assert verified().whole


@pytest.mark.parametrize(
    "change",
    [{"by": BO}, {"kind": "people.enrolled"}, {"individuals": [ANNA]}, {"purpose": "curiosity"}, {"about": BO}],
    ids=str,
)
def test_a_changed_line_is_found(three_lines, change):
    seal_lines()
    Event.objects.filter(pk=three_lines[1].pk).update(**change)
    assert f"event {three_lines[1].pk}" in verified().broken[0]


def test_a_line_changed_together_with_its_digest_is_found(three_lines):
    seal_lines()
    changed = three_lines[1]
    changed.by = BO
    Event.objects.filter(pk=changed.pk).update(by=BO, digest=changed.recomputed)
    assert "does not match its lines" in verified().broken[0]


def test_a_line_taken_away_is_found(three_lines):
    seal_lines()
    Concerned.objects.filter(event=three_lines[1]).delete()
    Event.objects.filter(pk=three_lines[1].pk).delete()
    assert any("2 are there" in broken for broken in verified().broken)


def test_a_seal_taken_away_is_found(three_lines, mara):
    seal_lines()
    record(mara, "people.shown", individuals=[BO])
    seal_lines()
    Seal.objects.order_by("-id")[1:2].get().delete()
    assert not verified().whole


def test_sealing_nothing_makes_no_seal(db):
    assert (seal_lines(), Seal.objects.count()) == (0, 0)


def test_a_person_finds_the_lines_that_concern_them(three_lines):
    assert [event.pk for event in events_about(ANNA)] == [three_lines[2].pk, three_lines[0].pk]


def test_a_request_that_showed_two_persons_leaves_one_line(mara):
    watch_reads()
    note_shown(ANNA, BO)
    note_shown(ANNA)
    state_purpose("support and treatment")
    record_reads(mara, page="people")
    line = Event.objects.latest("id")
    assert (line.kind, line.individuals, line.detail) == ("people.shown", [ANNA, BO], {"page": "people"})


def test_a_request_that_showed_nobody_leaves_no_line(mara):
    before = Event.objects.count()
    watch_reads()
    record_reads(mara, page="home")
    assert Event.objects.count() == before
