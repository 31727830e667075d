"""Measure: the analysis store holds what the database holds, without a name and without free text."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from collect_cast import LINES, as_sent, lines
from django.conf import settings
from store_cast import many_answers, many_stays

from gavn.collect.services import correct_response, leave_out_occasion, submit_response
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.measure import tasks
from gavn.measure.gateways.store import alone, current_store, pseudonym
from gavn.measure.models import ScoreRow
from gavn.measure.selectors import store_problems, store_state
from gavn.measure.services import fresh_store, refresh_store
from gavn.measure.services import store as store_service
from gavn.people.services import end_stay, rate_goal, set_goal, start_intervention
from gavn.works.models import DueWork

WORDS = "I want my sister Karla back"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """A store of the test's own; the keys stay those of the run."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)


def rows(table) -> list[dict]:
    return table.to_pyarrow().to_pylist()


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture
def told(mara, stay, entry):
    """A stay with everything somebody could write as free text."""
    goal = set_goal(by=mara, enrolment=stay, words=WORDS, area="relations", agreements="Zebra agreement", rating=3)
    rate_goal(by=mara, goal=goal, value=6)
    start_intervention(by=mara, enrolment=stay, goal=goal, kind="network", name="Quokka group", intensity="Xylo weekly")
    submit_response(by=mara, **as_sent(entry))
    status = stay.occasions.unscoped("a test").filter(kind="status").first()
    leave_out_occasion(by=mara, occasion=status, reason="absent", note="Yak farm")
    return stay


def test_an_empty_installation_has_typed_tables_without_rows(db):
    store = refresh_store()
    assert {name: store.rows(name) for name in store.names if store.rows(name)} == {}
    assert {"enrolments", "occasions", "scores", "interventions", "goals", LINES} <= set(store.names)
    kinds = dict(store.table("enrolments").schema().items())
    assert (str(kinds["entered_on"]), str(kinds["closed"]), str(kinds["age_at_entry"])) == ("date", "boolean", "int64")
    assert str(store.table(LINES).schema()["line_life"]) == "float64"
    assert store_problems() == []


def test_no_name_and_no_free_text_stands_in_any_file(told):
    store = refresh_store()
    held = everything(settings.GAVN_DATA)
    for secret in ("Ida", "Lund", "Karla", "Zebra", "Quokka", "Xylo", "Yak", told.public_id, told.individual.public_id):
        assert secret.encode() not in held, secret
    texts = [str(row) for name in store.names for row in rows(store.table(name))]
    for secret in ("Ida", "Lund", "Karla", "Zebra", "Quokka", "Xylo", "Yak", told.public_id, told.individual.public_id):
        assert not [text for text in texts if secret in text], secret


def test_a_stay_stands_under_every_node_above_it(told, midt, midtby, lindenhof):
    [row] = rows(refresh_store().table("enrolments"))
    assert row["path"] == f"|{midt.public_id}|{midtby.public_id}|{lindenhof.public_id}|"
    assert (row["region"], row["organisation"], row["service"]) == (
        midt.public_id, midtby.public_id, lindenhof.public_id,
    )  # fmt: skip
    assert (row["enrolment"], row["individual"]) == (pseudonym(told.public_id), pseudonym(told.individual.public_id))
    assert (row["sex"], row["birth_year"], row["age_at_entry"]) == ("woman", 1980, 45)
    assert (row["entered_on"], row["entered_precision"]) == (date(2026, 3, 1), "day")
    assert (row["exited_on"], row["exited_precision"], row["exit_reason"]) == (None, "unknown", None)


def test_goals_and_interventions_are_codes_days_and_ratings(told):
    store = refresh_store()
    [goal], [intervention] = rows(store.table("goals")), rows(store.table("interventions"))
    assert (goal["area"], goal["direction"]) == ("relations", "improve")
    assert (goal["first_rating"], goal["last_rating"], goal["ratings"]) == (3, 6, 2)
    assert (intervention["kind"], intervention["goal"]) == ("network", goal["goal"])
    assert intervention["enrolment"] == goal["enrolment"] == pseudonym(told.public_id)


def test_an_occasion_that_was_not_done_says_why_in_a_code(told):
    kinds = {row["not_done"] for row in rows(refresh_store().table("occasions"))}
    assert "absent" in kinds


def test_missing_answers_keep_their_reason_beside_the_value(mara, entry):
    some = lines() | {"line_close": {"why": "declined"}}
    submit_response(by=mara, **as_sent(entry, some))
    [row] = rows(refresh_store().table(LINES))
    assert (row["line_life"], row["line_life__why"]) == (5.0, None)
    assert (row["line_close"], row["line_close__why"]) == (None, "declined")
    assert (row["_respondent"], row["_mode"], row["_answered_on"]) == ("individual", "interview", date(2026, 3, 10))


def test_several_codes_stand_between_bars_and_options_keep_their_code(mara, entry):
    base = {"reasons": {"v": ["alcohol", "housing"]}}
    from gavn.catalogue.selectors import instrument

    definition = instrument("gavn/base-entry@1")
    several = next(item for item in definition.items if item.type == "multi")
    chosen = [option.code for option in several.options[:2]]
    base = {several.id: {"v": chosen}}
    sent = as_sent(entry, base, "base0001", instrument="gavn/base-entry@1", respondent="practitioner", mode="import")
    from gavn.collect.services import submit_many
    from gavn.collect.services.submitting import NewAnswers

    submit_many(by=None, rows=[NewAnswers(**sent)])
    phq = {f"q{number}": {"v": "2"} for number in range(1, 10)}
    submit_response(by=mara, **as_sent(entry, phq, "phq00001", instrument="gavn/phq-9@1"))
    store = refresh_store()
    assert rows(store.table("gavn/base-entry@1"))[0][several.id] == "|" + "|".join(chosen) + "|"
    [row] = rows(store.table("gavn/phq-9@1"))
    assert (row["q1"], row["q1__code"]) == (2.0, "2")


def test_only_the_answers_that_count_today_are_stored(mara, entry):
    response = submit_response(by=mara, **as_sent(entry)).revision.response
    correct_response(
        by=mara, response=response, answers=lines(line_life=9), reason="misread", expected=1, client_id="form0002"
    )
    store = refresh_store()
    [row] = rows(store.table(LINES))
    assert (row["line_life"], row["_revision"]) == (9.0, 2)
    assert [one["value"] for one in rows(store.table("scores")) if one["score"] == "total"] == [22.0]


def test_the_store_has_as_many_rows_as_the_database(lindenhof, chosen):
    stays = many_stays(lindenhof, 470)
    responses = many_answers(stays, 3)
    store = refresh_store()
    assert (store.rows("enrolments"), store.rows("occasions"), store.rows(LINES)) == (470, responses, responses)
    assert store.rows("scores") == ScoreRow.objects.unscoped("a test").count()
    assert len({row["individual"] for row in rows(store.table("enrolments"))}) == 470


def test_writing_anew_takes_the_same_number_of_queries_for_more_stays(lindenhof, chosen, django_assert_max_num_queries):
    many_answers(many_stays(lindenhof, 30), 2)
    with django_assert_max_num_queries(40):
        refresh_store()


def test_a_write_makes_the_store_stale_and_reading_does_not(told, mara, rf):
    refresh_store()
    assert store_state().behind is False
    from gavn.history.services import record

    record(mara, "people.shown", individuals=[told.individual.public_id], page="people")
    assert store_state().behind is False
    end_stay(by=mara, enrolment=told, exited=PartialDate.parse("2026-03-05"), reason="planned")
    assert store_state().behind is True
    [row] = rows(fresh_store().table("enrolments"))
    assert (row["closed"], row["exited_on"], row["exit_reason"]) == (True, date(2026, 3, 5), "planned")


def test_a_page_gets_the_same_snapshot_until_something_is_written(told):
    first = fresh_store()
    assert fresh_store().snapshot == first.snapshot
    assert fresh_store() is first


def test_a_store_may_be_a_little_behind_where_the_page_says_so(told, mara, monkeypatch):
    first = fresh_store()
    set_goal(by=mara, enrolment=told, words="Another", area="home")
    assert fresh_store(max_age=timedelta(minutes=5)).snapshot == first.snapshot
    assert fresh_store().snapshot != first.snapshot


def test_a_large_store_is_left_to_the_worker(told, mara, monkeypatch):
    first = fresh_store()
    set_goal(by=mara, enrolment=told, words="Another", area="home")
    monkeypatch.setattr(store_service, "SMALL", 1)
    assert fresh_store().snapshot == fresh_store().snapshot == first.snapshot
    assert list(DueWork.objects.filter(kind="measure.want_fresh_store").values_list("due", flat=True)) != []
    assert DueWork.objects.filter(kind="measure.want_fresh_store").count() == 1


def test_while_another_writes_the_last_snapshot_is_read(told, mara):
    first = fresh_store()
    set_goal(by=mara, enrolment=told, words="Another", area="home")
    with alone(wait=True) as ours:
        assert ours
        assert fresh_store().snapshot == first.snapshot


def test_old_snapshots_go_and_the_manifest_names_what_stands(told):
    for _time in range(5):
        last = refresh_store()
    folder = settings.GAVN_DATA / "store"
    kept = sorted(path.name for path in folder.iterdir() if path.is_dir())
    assert last.snapshot in kept
    assert len(kept) == 3
    manifest = json.loads((folder / last.snapshot / "manifest.json").read_text())
    assert manifest["tables"][LINES]["rows"] == 1
    assert LINES in manifest["definitions"]


def test_a_snapshot_that_fails_half_way_leaves_the_last_one(told, monkeypatch):
    first = refresh_store()

    def full(*_rows):
        raise OSError("disk full")

    monkeypatch.setattr(store_service, "goal_rows", full)
    with pytest.raises(OSError, match="disk full"):
        refresh_store()
    assert current_store().snapshot == first.snapshot
    assert len([path for path in (settings.GAVN_DATA / "store").iterdir() if path.is_dir()]) == 1


def test_a_changed_or_missing_file_is_found(told):
    store = refresh_store()
    folder = settings.GAVN_DATA / "store" / store.snapshot
    with (folder / "goals.parquet").open("ab") as file:
        file.write(b"x")
    (folder / "scores.parquet").unlink()
    assert store_problems() == ["goals: goals.parquet was changed", "scores: scores.parquet is missing"]


def test_an_unknown_table_is_refused_with_what_to_do(db):
    with pytest.raises(Refused, match="gavn store refresh"):
        refresh_store().table("gavn/nothing@1")


def test_the_same_person_keeps_the_same_pseudonym(told):
    [one], [again] = rows(refresh_store().table("enrolments")), rows(refresh_store().table("enrolments"))
    assert one["individual"] == again["individual"]
    assert len(one["individual"]) == 32


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_everything_is_read_from_one_view(lindenhof, chosen):
    many_answers(many_stays(lindenhof, 5), 2)
    store = refresh_store()
    assert (store.rows("enrolments"), store.rows("occasions")) == (5, 10)


def test_the_worker_writes_it_when_it_is_wanted(told, mara, django_capture_on_commit_callbacks):
    first = refresh_store()
    with django_capture_on_commit_callbacks(execute=True) as asked:
        tasks.want_fresh_store(subject="store")
    assert len(asked) == 1
    tasks.refresh_store()
    assert current_store().snapshot != first.snapshot
    assert store_state().made_at == current_store().made_at


def test_a_form_given_tells_what_it_cost_and_nobodys_hand(mara, stay, entry):
    submit_response(by=mara, **as_sent(entry, seconds=180, mode="paper", answered_on=date(2026, 3, 7)))
    [row] = rows(refresh_store().table("forms_given"))
    told = {name: row[name] for name in ("minutes", "days_to_result", "asked", "answered", "unsaid")}
    assert told == {"minutes": 3, "days_to_result": 3, "asked": 4, "answered": 4, "unsaid": 0}
    assert mara.public_id not in str(row)
    assert {"by", "user", "helper"} & set(row) == set()
