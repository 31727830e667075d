"""Calendar: one season a year, its days, and one freeze that everything after it reads."""

from __future__ import annotations

from datetime import date

import pytest
from collect_cast import as_sent
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from gavn.calendar import selectors, tasks
from gavn.calendar.models import Season
from gavn.calendar.pure.seasons import DAYS
from gavn.calendar.selectors.seasons import frozen_store, seasons_of
from gavn.calendar.services import copy_season, freeze_season, frozen, move_season, open_season, want_freeze
from gavn.calendar.services import seasons as services
from gavn.collect.services import submit_response
from gavn.history.models import Event
from gavn.kernel.errors import Conflict, Refused
from gavn.measure.gateways.store.kept import kept_folder, kept_snapshots, kept_store
from gavn.measure.services import refresh_store
from gavn.works.models import DueWork
from gavn.works.services import run_due

PROGRAMME = "gavn/substance-misuse-follow-up"


def parts(days) -> dict[str, str]:
    """The days as the form sends them."""
    return {f"{key}_{part}": str(getattr(day, part)) for key, day in days.items() for part in ("day", "month", "year")}


def test_a_season_opens_with_days_that_usually_fit_and_a_line_of_history(season, midt):
    assert (season.opens, season.freezes, season.unit) == (date(2026, 11, 1), date(2027, 2, 1), midt)
    assert Event.objects.last().kind == "calendar.season_opened"


def test_there_is_one_season_a_year(season, cora, midt):
    with pytest.raises(Refused, match="already"):
        open_season(by=cora, unit=midt, programme=PROGRAMME, year=2026)


def test_a_season_is_for_those_above_the_services_and_with_a_known_programme(cora, midt, lindenhof):
    with pytest.raises(Refused, match="an organisation or above"):
        open_season(by=cora, unit=lindenhof, programme=PROGRAMME, year=2026)
    with pytest.raises(Refused, match="from the list"):
        open_season(by=cora, unit=midt, programme="gavn/nosuch", year=2026)


def test_who_coordinates_nothing_there_opens_no_season(mara, midt, otto):
    for user in (mara, otto):
        with pytest.raises(PermissionDenied):
            open_season(by=user, unit=midt, programme=PROGRAMME, year=2026)


def test_the_days_are_moved_once_upon_what_was_read(season, cora):
    moved = move_season(by=cora, season=season, days=season.days | {"audit": date(2027, 3, 1)}, expected=1)
    assert (moved.audit, moved.revision) == (date(2027, 3, 1), 2)
    with pytest.raises(Conflict, match="in the meantime"):
        move_season(by=cora, season=season, days=season.days, expected=1)


def test_next_years_season_has_the_same_days_a_year_later(season, cora):
    made = copy_season(by=cora, season=season)
    assert (made.year, made.freezes, made.revision) == (2027, date(2028, 2, 1), 1)
    with pytest.raises(Refused, match="already"):
        copy_season(by=cora, season=season)


def test_a_freeze_keeps_the_store_as_it_is_and_is_done_once(season, cora, entry, mara):
    submit_response(by=mara, **as_sent(entry))
    done = freeze_season(by=cora, season=season)
    assert kept_snapshots() == [done.snapshot]
    assert (done.frozen_by, Event.objects.last().kind) == (cora, "calendar.season_frozen")
    with pytest.raises(Refused, match="one freeze"):
        freeze_season(by=cora, season=done)
    with pytest.raises(Refused, match="one freeze"):
        freeze_season(by=cora, season=season)


def test_what_comes_after_the_freeze_is_not_in_it_however_often_the_store_is_written(season, cora, entry, mara):
    assert frozen_store(season) is None
    done = freeze_season(by=cora, season=season)
    submit_response(by=mara, **as_sent(entry))
    for _again in range(5):
        now = refresh_store()
    store = frozen_store(done)
    assert (store.snapshot, store.verify()) == (done.snapshot, [])
    assert (store.rows("scores"), int(store.table("scores").count().execute())) == (0, 0)
    assert now.rows("scores") > 0
    assert [name for name in store.names if name != "service_years"] == now.names
    assert store.table("enrolments").columns == now.table("enrolments").columns


def test_the_data_are_not_frozen_again_by_moving_their_day(season, cora):
    done = freeze_season(by=cora, season=season)
    days = done.days | {"freezes": date(2027, 2, 20)}
    with pytest.raises(Refused, match="stays as it is"):
        move_season(by=cora, season=done, days=days, expected=1)
    assert move_season(by=cora, season=done, days=done.days | {"audit": date(2027, 3, 1)}, expected=1).revision == 2


def test_later_stages_are_told_of_the_freeze(season, cora, monkeypatch):
    told = []
    monkeypatch.setattr(frozen, "_listeners", [lambda season: told.append(season.snapshot)])
    assert [freeze_season(by=cora, season=season).snapshot] == told


def freezes_itself(day: str, on) -> list[str]:
    """What the worker is asked for after the minute's due work of a day, and does."""
    on(day)
    run_due()
    asked = [one.args_kwargs["args"] for one in DBTaskResult.objects.order_by("enqueued_at")]
    DBTaskResult.objects.all().delete()
    for name, arguments in asked:
        assert name == "calendar.freeze_season"
        tasks.freeze_season(**arguments)
    return [one.snapshot for one in Season.objects.exclude(snapshot="")]


@pytest.mark.django_db(transaction=True)
def test_on_its_day_the_worker_freezes_the_data_once(on, cora, midt):
    on("2026-11-20")
    season = open_season(by=cora, unit=midt, programme=PROGRAMME, year=2026)
    assert freezes_itself("2027-01-31", on) == []
    first = freezes_itself("2027-02-01", on)
    assert len(first) == 1
    assert freezes_itself("2027-02-02", on) == first
    tasks.freeze_season(season=season.public_id)
    assert Season.objects.get().frozen_by is None
    assert kept_snapshots() == first


@pytest.mark.django_db(transaction=True)
def test_a_freeze_whose_day_passed_while_gavn_stood_still_is_made_up_for(on, cora, midt):
    on("2026-11-20")
    open_season(by=cora, unit=midt, programme=PROGRAMME, year=2026)
    assert len(freezes_itself("2027-02-20", on)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_freeze_that_was_moved_waits_for_its_new_day(on, cora, midt):
    on("2026-11-20")
    season = open_season(by=cora, unit=midt, programme=PROGRAMME, year=2026)
    move_season(by=cora, season=season, days=season.days | {"freezes": date(2027, 2, 20)}, expected=1)
    assert freezes_itself("2027-02-05", on) == []
    assert len(freezes_itself("2027-02-20", on)) == 1


def test_a_large_store_is_frozen_by_the_worker(season, cora, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(services, "SMALL", 0)
    with django_capture_on_commit_callbacks(execute=True):
        assert want_freeze(by=cora, season=season) is False
    (asked,) = [one.args_kwargs["args"] for one in DBTaskResult.objects.all()]
    tasks.freeze_season(**asked[1])
    assert Season.objects.get().frozen_by == cora


def test_work_that_is_due_for_a_season_nobody_knows_is_left_alone(db):
    tasks.turn_season(subject="0" * 32 + "/freezes")
    tasks.freeze_season(season="0" * 32)
    assert kept_snapshots() == []


def test_due_work_is_waiting_for_each_day_on_which_gavn_acts(season):
    found = DueWork.objects.filter(kind="calendar.turn_season").order_by("due").values_list("due", "subject")
    assert [(f"{due:%Y-%m-%d %H:%M}", subject.partition("/")[2]) for due, subject in found] == [
        ("2026-12-01 05:00", "reminds"), ("2027-01-10 05:00", "again"), ("2027-02-01 05:00", "freezes"),
    ]  # fmt: skip


def test_erased_persons_leave_frozen_figures_too(season, cora, stay):
    from gavn.measure.gateways.store import pseudonym
    from gavn.measure.gateways.store.kept import keep_only

    done = freeze_season(by=cora, season=season)
    assert keep_only([pseudonym(stay.public_id)]) == 0
    assert keep_only([]) > 0
    store = kept_store(done.snapshot)
    assert (store.rows("enrolments"), store.rows("occasions"), store.verify()) == (0, 0, [])
    assert store.without > 0
    assert [path.name for path in kept_folder().iterdir()] == [done.snapshot]


def test_damaged_frozen_figures_are_told(season, cora):
    done = freeze_season(by=cora, season=season)
    place = kept_folder() / done.snapshot
    (place / "goals.parquet").unlink()
    (place / "scores.parquet").write_bytes(b"nothing")
    assert kept_store(done.snapshot).verify() == [
        "goals: goals.parquet is missing", "scores: scores.parquet was changed",
    ]  # fmt: skip
    with pytest.raises(Refused, match="have no table nosuch"):
        kept_store(done.snapshot).table("nosuch")


@pytest.mark.parametrize("name", ["20270101T000000-abcd", "../files", ""])
def test_figures_that_were_never_kept_are_refused_in_words(name, db):
    with pytest.raises(Refused, match="not on this machine"):
        kept_store(name)


def test_seasons_of_a_service_are_those_of_the_nodes_above_it(season, lindenhof, mara, sven, otto):
    assert seasons_of(PROGRAMME, lindenhof) == [season]
    assert seasons_of("gavn/housing-support", lindenhof) == []
    for user, sees in ((mara, True), (sven, True), (otto, False)):
        assert selectors.seasons_seen_by(user).filter(pk=season.pk).exists() is sees
    assert selectors.season(season.public_id) == season
    with pytest.raises(Season.DoesNotExist):
        selectors.season("0" * 32)


def test_a_season_of_another_region_is_not_there(season, visit, db):
    from gavn.access.services import add_unit, add_user, give_role

    nord = add_unit(by=None, name="Nord", kind="region")
    nina = add_user(by=None, email="nina@example.org", name="Nina")
    give_role(by=None, user=nina, role="coordinator", at=nord, first=date(2020, 1, 1))
    for name in ("season", "move_season", "freeze_season"):
        assert visit(nina).get(reverse(name, args=[season.public_id])).status_code == 404
    assert "No season is open yet" in visit(nina).get(reverse("seasons")).content.decode()


def test_the_pages_lead_from_opening_to_the_frozen_figures(cora, midt, visit):
    client = visit(cora)
    assert client.get(reverse("open_season")).status_code == 200
    asked = {"unit": midt.public_id, "programme": PROGRAMME, "year": "2026"}
    made = client.post(reverse("open_season"), asked)
    season = Season.objects.get()
    assert made.url == reverse("move_season", args=[season.public_id])
    assert client.post(reverse("open_season"), asked).status_code == 422
    days = season.days | {"audit": date(2027, 3, 20)}
    assert client.post(made.url, {"expected": "1", **parts(days)}).url == season.get_absolute_url()
    stale = client.post(made.url, {"expected": "1", **parts(days)})
    assert (stale.status_code, "in the meantime" in stale.content.decode()) == (422, True)
    assert client.post(made.url, {"expected": "2", **parts(days | {"audit": date(2027, 1, 1)})}).status_code == 422
    assert "Freeze the figures now?" in client.get(reverse("freeze_season", args=[season.public_id])).content.decode()
    client.post(reverse("freeze_season", args=[season.public_id]))
    client.post(reverse("freeze_season", args=[season.public_id]))
    shown = client.get(season.get_absolute_url()).content.decode()
    assert Season.objects.get().snapshot in shown
    assert "one freeze" in shown
    assert client.post(reverse("copy_season", args=[season.public_id])).status_code == 302
    client.post(reverse("copy_season", args=[season.public_id]))
    assert Season.objects.count() == 2
    assert "2027" in client.get(reverse("seasons")).content.decode()
    assert "Already" not in client.get(reverse("freeze_season", args=[season.public_id])).content.decode()


def test_frozen_figures_that_are_not_here_are_told_on_the_page(season, cora, visit):
    done = freeze_season(by=cora, season=season)
    (kept_folder() / done.snapshot / "manifest.json").unlink()
    assert "cannot be read" in visit(cora).get(done.get_absolute_url()).content.decode()


def test_a_manager_sees_the_days_and_moves_nothing(season, mara, visit):
    shown = visit(mara).get(season.get_absolute_url()).content.decode()
    assert all(str(words) in shown for words in DAYS.values())
    assert reverse("move_season", args=[season.public_id]) not in shown
    assert visit(mara).get(reverse("move_season", args=[season.public_id])).status_code == 403


def test_every_backup_holds_the_frozen_figures_because_nothing_can_make_them_again(season, cora):
    import tarfile
    from io import BytesIO

    from gavn.web.copies.backup import _files_added

    done = freeze_season(by=cora, season=season)
    (kept_folder() / f"{done.snapshot}.half").mkdir()
    (kept_folder() / f"{done.snapshot}.half" / "scores.parquet").write_bytes(b"half-written")
    with tarfile.open(fileobj=BytesIO(), mode="w") as tar:
        names = {name for name, _digest in _files_added(tar)}
    there = {f"kept/{done.snapshot}/{path.name}" for path in (kept_folder() / done.snapshot).iterdir()}
    assert {name for name in names if name.startswith("kept/")} == there


def test_erasing_writes_frozen_figures_without_the_person(season, cora, stay):
    from gavn.measure.services.erasing import write_store_without
    from gavn.people.models import Enrolment

    done = freeze_season(by=cora, season=season)
    write_store_without()
    assert kept_store(done.snapshot).rows("enrolments") == 1
    stay.occasions.unscoped("a test").all().delete()
    Enrolment.objects.unscoped("a test").filter(pk=stay.pk)._raw_delete("default")
    write_store_without()
    assert kept_store(done.snapshot).rows("enrolments") == 0


def test_a_season_that_is_frozen_early_reminds_nobody(season, cora, on):
    from gavn.calendar.services import remind_season

    on("2026-12-02")
    assert remind_season(season=freeze_season(by=cora, season=season)) == 0
