"""Measure: whatever is written, a store that was brought up to date holds what one written whole would hold."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pyarrow.parquet as pq
import pytest
from collect_cast import TODAY, as_sent, lines
from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from store_cast import many_answers, many_stays

from gavn.access.services.roll_out import plan_roll_out
from gavn.collect.models import Occasion, Response
from gavn.collect.services import (
    bring_back_response,
    correct_response,
    leave_out_occasion,
    mark_discussed,
    move_response,
    roll_statuses,
    strike_response,
    submit_response,
)
from gavn.history.models import Concerned, Event
from gavn.history.services import record
from gavn.kernel.clock import seeded
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Conflict, Refused
from gavn.measure.gateways.store import current_manifest, folding, person_number
from gavn.measure.pure.tables import answers_shape
from gavn.measure.selectors import store_state
from gavn.measure.selectors.rows import answer_rows, instruments_to_store
from gavn.measure.services import refresh_store
from gavn.measure.services import store as store_service
from gavn.people.models import Enrolment, Goal, Individual, Merge
from gavn.people.services import (
    correct_person,
    end_stay,
    enrol_person,
    merge_individuals,
    rate_goal,
    reopen_stay,
    set_goal,
    start_intervention,
    take_back_enrolment,
    unmerge_individuals,
)
from gavn.rights.models import Decision
from gavn.rights.services import say_no, take_back_no
from gavn.rights.services.erasing import erase_person, finish_erasures


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)


class Writer:
    """Somebody who writes anything at random: what is not possible at the moment is refused, as for anybody."""

    def __init__(self, seed: int, by, chief, unit, monkeypatch) -> None:
        self.draw = seeded(seed)
        self.by, self.chief, self.unit, self.monkeypatch = by, chief, unit, monkeypatch
        self.day, self.number, self.done = TODAY, 0, Counter()

    def acts(self) -> list:
        return sorted(name for name in dir(self) if name.startswith("act_"))

    def write(self) -> None:
        name = self.draw.choice(self.acts())
        try:
            with transaction.atomic():
                getattr(self, name)()
        except (Refused, Conflict, IndexError):
            return
        self.done[name] += 1

    def any_of(self, model, *near: str, **where):
        return self.draw.choice(
            list(model.objects.unscoped("a test").filter(**where).select_related(*near).order_by("pk"))
        )

    def occasion(self):
        return self.any_of(Occasion, "enrolment__individual", "enrolment__unit")

    def response(self):
        return self.any_of(Response, "occasion__enrolment__individual", "occasion__enrolment__unit")

    def stay(self):
        return self.any_of(Enrolment, "individual", "unit")

    def form(self) -> str:
        self.number += 1
        return f"random{self.number:04d}"

    def answers(self) -> dict:
        return lines(line_life=self.draw.randint(0, 10), line_close=self.draw.randint(0, 10))

    def act_enrol(self) -> None:
        self.number += 1
        entered = PartialDate.of(self.day - timedelta(days=self.draw.randint(0, 400)))
        enrol_person(by=self.by, unit=self.unit, given=f"P{self.number}", birth_year=1970, sex="man", entered=entered)

    act_enrol_another = act_enrol

    def act_submit(self) -> None:
        submit_response(by=self.by, **as_sent(self.occasion(), self.answers(), self.form()))

    act_submit_another = act_submit

    def act_submit_phq(self) -> None:
        answers = {f"q{number}": {"v": str(self.draw.randint(0, 2))} for number in range(1, 9)} | {"q9": {"v": "0"}}
        submit_response(by=self.by, **as_sent(self.occasion(), answers, self.form(), instrument="gavn/phq-9@1"))

    def act_correct(self) -> None:
        one = self.response()
        number = one.revisions.unscoped("a test").aggregate(last=Max("number"))["last"]
        correct_response(by=self.by, response=one, answers=self.answers(), reason="misread", expected=number,
                         client_id=self.form())  # fmt: skip

    def act_strike(self) -> None:
        strike_response(by=self.by, response=self.response(), why="trial")

    def act_bring_back(self) -> None:
        bring_back_response(by=self.by, response=self.response())

    def act_move(self) -> None:
        move_response(by=self.by, response=self.response(), to=self.occasion())

    def act_leave_out(self) -> None:
        leave_out_occasion(by=self.by, occasion=self.occasion(), reason="absent")

    def act_discuss(self) -> None:
        mark_discussed(by=self.by, occasion=self.occasion())

    def act_set_goal(self) -> None:
        set_goal(by=self.by, enrolment=self.stay(), words="More sleep", area="health", rating=3)

    def act_rate_goal(self) -> None:
        rate_goal(by=self.by, goal=self.any_of(Goal, "enrolment__unit"), value=self.draw.randint(0, 10))

    def act_intervene(self) -> None:
        start_intervention(by=self.by, enrolment=self.stay(), kind="network", name="Walks")

    def act_end_stay(self) -> None:
        reason = self.draw.choice(["planned", "died"])
        end_stay(by=self.by, enrolment=self.stay(), exited=PartialDate.of(self.day), reason=reason)

    def act_reopen_stay(self) -> None:
        reopen_stay(by=self.by, enrolment=self.any_of(Enrolment, "individual", "unit", closed=True))

    def act_take_back(self) -> None:
        take_back_enrolment(by=self.by, enrolment=self.stay())

    def act_correct_person(self) -> None:
        correct_person(by=self.by, enrolment=self.stay(), given="New", family="Name", sex="woman", language="da",
                       birth_year=self.draw.randint(1940, 2000), birth_month=2)  # fmt: skip

    def act_merge(self) -> None:
        merge_individuals(by=self.by, kept=self.stay().individual, other=self.stay().individual)

    def act_unmerge(self) -> None:
        unmerge_individuals(by=self.by, merge=self.any_of(Merge, "kept", "other"))

    def act_object(self) -> None:
        first = self.day + timedelta(days=self.draw.choice([0, 0, 20]))
        kind = self.draw.choice(["objection", "withdrawal", "refusal"])
        say_no(by=self.by, individual=self.stay().individual, kind=kind, first=first)

    def act_object_no_more(self) -> None:
        take_back_no(by=self.by, decision=self.any_of(Decision, "individual__controller"))

    def act_erase(self) -> None:
        one = self.any_of(Individual, "controller")
        erase_person(individual=one, by=self.by, second=None, unit=self.unit, ground="asked", asked_for="person")
        if self.draw.choice([True, False]):
            finish_erasures()

    def act_plan_roll_out(self) -> None:
        questions = self.day + timedelta(days=self.draw.choice([-30, 10, 40]))
        plan_roll_out(by=self.chief, unit=self.unit, base=self.day - timedelta(days=300), questions=questions)

    def act_wait(self) -> None:
        self.day += timedelta(days=self.draw.choice([1, 15, 200]))
        self.monkeypatch.setenv("GAVN_NOW", f"{self.day}T09:00:00+00:00")
        roll_statuses()


def held(store) -> dict[str, Counter]:
    """Every row of a store, by table."""
    filled = [name for name in store.names if store.manifest.tables[name].rows]
    return {name: Counter(tuple(row.values()) for row in store.table(name).to_pyarrow().to_pylist()) for name in filled}


def written_whole() -> dict[str, Counter]:
    """What a store written whole at this moment would hold."""
    tables = [(shape.name, rows(None)) for shape, rows in store_service._shared()]
    tables += [(answers_shape(one).name, answer_rows(one)) for one in instruments_to_store()]
    return {name: Counter(row[:-1] for chunk in chunks for row in chunk) for name, chunks in tables}


def is_as_whole(store) -> None:
    ours, whole = held(store), written_whole()
    assert {name: rows for name, rows in ours.items() if rows} == {name: rows for name, rows in whole.items() if rows}


def numbers_in_files(folder) -> set[int]:
    """Of every person whom any file of the store still holds a row or a tombstone of, the number."""
    return {
        number
        for path in folder.rglob("*.parquet")
        for number in pq.read_table(path, columns=["_of"])["_of"].to_pylist()
    }


def tried(writer: Writer, steps: int, monkeypatch) -> None:
    """Write at random and hold the store against the whole after each few writes."""
    monkeypatch.setattr(folding, "FEWEST_GONE", 6)
    monkeypatch.setattr(folding, "MOST_PIECES", 3)
    added = 0
    for _few in range(4):
        writer.act_enrol()
    refresh_store()
    for _step in range(steps):
        for _write in range(writer.draw.randint(1, 3)):
            writer.write()
        is_as_whole(refresh_store())
        added += current_manifest().layer > 0
    assert added > steps // 2, "hardly anything was added; all was written whole"
    assert len(writer.done) > steps // 4, writer.done


def test_after_any_writes_what_is_added_makes_what_a_whole_writing_makes(mara, ada, lindenhof, chosen, monkeypatch):
    tried(Writer(1, mara, ada, lindenhof, monkeypatch), 16, monkeypatch)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(2, 12))
def test_so_it_does_after_many(seed, mara, ada, lindenhof, chosen, monkeypatch):
    tried(Writer(seed, mara, ada, lindenhof, monkeypatch), 60, monkeypatch)


def test_an_erased_person_is_in_no_file_as_soon_as_the_store_was_refreshed(mara, lindenhof, chosen, tmp_path):
    stays = many_stays(lindenhof, 5)
    many_answers(stays, 2)
    refresh_store()
    goes, stayed = stays[0].individual, person_number(stays[1].individual.public_id)
    set_goal(by=mara, enrolment=stays[0], words="More sleep", area="health", rating=3)
    refresh_store()
    gone = person_number(goes.public_id)
    assert {gone, stayed} <= numbers_in_files(tmp_path)
    erase_person(individual=goes, by=mara, second=None, unit=lindenhof, ground="asked", asked_for="person")
    newest = tmp_path / "store" / refresh_store().snapshot
    assert current_manifest().layer == 2
    assert (gone in numbers_in_files(newest), stayed in numbers_in_files(newest)) == (False, True)
    finish_erasures()
    assert gone not in numbers_in_files(tmp_path / "store")


def test_few_changes_add_few_rows_and_leave_the_files_that_stand(mara, lindenhof, chosen, tmp_path):
    stays = many_stays(lindenhof, 30)
    many_answers(stays, 2)
    before = refresh_store().manifest
    set_goal(by=mara, enrolment=stays[3], words="More sleep", area="health", rating=3)
    after = refresh_store()
    new = {one.file: one.rows for _table, one in after.manifest.files}
    old = {one.file for _table, one in before.files}
    assert old <= set(new)
    assert max(rows for file, rows in new.items() if file not in old) <= 12, "one person has few occasions"
    assert (after.rows("enrolments"), after.rows("goals"), after.manifest.tables["enrolments"].rows) == (30, 1, 31)
    assert all((tmp_path / "store" / before.snapshot / file).samefile(tmp_path / "store" / after.snapshot / file)
               for file in old)  # fmt: skip


def test_many_small_files_become_one_and_many_tombstones_none(mara, lindenhof, chosen, monkeypatch):
    monkeypatch.setattr(folding, "MOST_PIECES", 3)
    monkeypatch.setattr(folding, "FEWEST_GONE", 9)
    stays = many_stays(lindenhof, 40)
    refresh_store()
    most, gone = 0, []
    for stay in stays[:16]:
        set_goal(by=mara, enrolment=stay, words="More sleep", area="health", rating=3)
        manifest = refresh_store().manifest
        most = max(most, *(len(table.files) for table in manifest.tables.values()))
        gone.append(manifest.gone.rows if manifest.gone else 0)
    assert most <= 3
    assert gone[:8] == [*range(1, 9)]
    assert 0 in gone[8:]
    assert max(gone) < 16
    assert refresh_store().rows("goals") == 16


def test_a_write_that_commits_late_is_seen(mara, lindenhof, chosen):
    """On PostgreSQL a line may get its number before another, and commit after it."""
    stay = many_stays(lindenhof, 3)[0]
    held_up = record(mara, "people.something_new_happened")
    Event.objects.filter(pk=held_up.pk).update(id=F("id") + 5)
    refresh_store()
    assert len(current_manifest().gaps) >= 5
    late = current_manifest().gaps[-3]
    set_goal(by=mara, enrolment=stay, words="More sleep", area="health", rating=3)
    line = Event.objects.latest("pk")
    Concerned.objects.filter(event=line).delete()
    Event.objects.filter(pk=line.pk).update(id=late)
    assert store_state().behind
    assert refresh_store().rows("goals") == 1
    assert late not in current_manifest().gaps


def test_a_decision_that_begins_tomorrow_counts_tomorrow(mara, lindenhof, chosen, monkeypatch):
    [stay] = many_stays(lindenhof, 1)
    many_answers([stay], 1)
    told = say_no(by=mara, individual=stay.individual, kind="objection")
    Decision.objects.unscoped("a test").filter(pk=told.pk).update(first=TODAY + timedelta(days=1))
    assert refresh_store().rows("left_out") == 0
    assert not store_state().behind
    monkeypatch.setenv("GAVN_NOW", f"{TODAY + timedelta(days=1)}T09:00:00+00:00")
    assert store_state().behind
    assert refresh_store().rows("left_out") == 1
    assert current_manifest().layer == 1


def test_a_service_whose_questions_begin_tomorrow_is_counted_tomorrow(ada, mara, lindenhof, chosen, monkeypatch):
    many_stays(lindenhof, 2)
    tomorrow = TODAY + timedelta(days=1)
    refresh_store()
    plan_roll_out(by=ada, unit=lindenhof, base=TODAY - timedelta(days=9), questions=tomorrow)
    enrol_person(by=mara, unit=lindenhof, given="Ida", sex="woman", entered=PartialDate.of(TODAY))
    assert refresh_store().rows("occasions") == 0
    monkeypatch.setenv("GAVN_NOW", f"{tomorrow}T09:00:00+00:00")
    store = refresh_store()
    assert store.rows("occasions") > 0
    is_as_whole(store)
    assert current_manifest().layer == 2


def test_a_line_that_names_nobody_and_is_not_known_makes_the_store_whole_anew(mara, lindenhof, chosen):
    many_stays(lindenhof, 2)
    refresh_store()
    record(mara, "people.something_new_happened", unit=lindenhof)
    refresh_store()
    assert current_manifest().layer == 0
