"""Collect: bringing in a file in the browser and at the command line."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from imports_cast import MAPPING, ROWS, cell, written

from gavn.access.services import add_unit
from gavn.imports.models import Import
from gavn.imports.services import run_import, running
from gavn.people.models import Enrolment, Individual
from gavn.web.commands import main
from gavn.works.selectors import draft_at

WHY = "a test"
ITEMS = next(number for number, line in enumerate(MAPPING.splitlines(), start=1) if "items:" in line)


@pytest.fixture
def bring(client, mara, chosen):
    """Mara sends a file with the mapping of her case system."""
    client.force_login(mara)

    def send(content: bytes = b"", mapping: str = MAPPING, **more):
        files = {"file": SimpleUploadedFile("cases.csv", content or written())}
        files |= {"mapping": SimpleUploadedFile("map.yaml", mapping.encode())} if mapping else {}
        return client.post(reverse("import_file"), files | more)

    return send


def test_a_file_is_looked_at_confirmed_and_taken_in(bring, client, django_capture_on_commit_callbacks):
    preview = client.get(bring().headers["Location"])
    assert "Shall this be taken in?" in preview.content.decode()
    assert "Bemærkning" in preview.content.decode()
    assert not Individual.objects.unscoped(WHY).exists()
    brought = Import.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        reply = client.post(reverse("import_preview", args=[brought.public_id]))
    result = client.get(reply.headers["Location"])
    assert "The file is taken in" in result.content.decode()
    assert Enrolment.objects.unscoped(WHY).count() == 3
    assert "Taken in" in client.get(reverse("imports")).content.decode()
    assert draft_at(f"import|{brought.public_id}") is None


def test_a_second_tap_takes_in_once(bring, client, django_capture_on_commit_callbacks):
    bring()
    address = reverse("import_preview", args=[Import.objects.get().public_id])
    for _tap in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address)
    assert Enrolment.objects.unscoped(WHY).count() == 3


def test_a_wrong_file_shows_its_rows_and_cannot_be_taken_in(bring, client, django_capture_on_commit_callbacks):
    page = client.get(bring(written(cell(ROWS[0], "L1", "<b>11</b>"))).headers["Location"]).content.decode()
    assert '<td data-label="Column">L1</td>' in page
    assert "<b>11</b>" not in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("import_preview", args=[Import.objects.get().public_id]))
    assert Import.objects.get().state == "refused"
    assert not Individual.objects.unscoped(WHY).exists()


@pytest.mark.parametrize(
    ("mapping", "more", "told"),
    [("", {}, "one of the two"), (MAPPING, {"shipped": "help-study"}, "one of the two"), ("nonsense", {}, "Line 1"),
     (MAPPING.replace("L1", "{column: L1, constant: x}"), {}, f"Line {ITEMS}")],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_is_refused_on_the_form(bring, mapping, more, told):
    reply = bring(mapping=mapping, **more)
    assert reply.status_code == 200
    assert told in reply.content.decode()
    assert not Import.objects.exists()


def test_a_large_file_is_looked_at_and_taken_in_by_the_worker(bring, client, monkeypatch):
    jobs = []
    monkeypatch.setattr(running, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(running, "later", lambda name, **what: jobs.append((name, what)))
    page = client.get(bring().headers["Location"])
    assert "is being looked at" in page.content.decode()
    running.look_at_import(**jobs[0][1])
    brought = Import.objects.get()
    client.post(reverse("import_preview", args=[brought.public_id]))
    running.look_at_import(**jobs[0][1])  # a worker that died is given its job again
    assert [name for name, _what in jobs] == [running.LOOK, running.TAKE]
    page = client.get(reverse("import_progress", args=[brought.public_id]))
    assert "You can leave this page" in page.content.decode()
    run_import(**jobs[1][1])
    run_import(**jobs[1][1])
    assert (Import.objects.get().state, Enrolment.objects.unscoped(WHY).count()) == ("done", 3)


def test_what_changed_between_look_and_confirmation_is_asked_again(bring, client, mara):
    bring()
    brought = Import.objects.get()
    mara.roles.all().delete()
    running.Import.objects.update(state="running")
    run_import(brought.public_id)
    assert Import.objects.get().state == "refused"
    assert not Individual.objects.unscoped(WHY).exists()


def test_an_import_is_seen_by_the_one_who_made_it_only(bring, client, mara, sven, lindenhof):
    from gavn.access.services import give_role

    bring()
    give_role(by=None, user=sven, role="manager", at=lindenhof)
    client.force_login(sven)
    for name in ("import_preview", "import_progress"):
        assert client.get(reverse(name, args=[Import.objects.get().public_id])).status_code == 404


@pytest.fixture
def files(tmp_path):
    (tmp_path / "map.yaml").write_text(MAPPING)
    (tmp_path / "cases.csv").write_bytes(written())
    return tmp_path


def run(files, *more: str) -> int:
    return main(["import", "--mapping", str(files / "map.yaml"), str(files / "cases.csv"), *more])


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """The command neither sets up Django a second time nor writes the analysis store here."""
    monkeypatch.setattr("gavn.web.commands.import_command.migrated", lambda: None)
    monkeypatch.setattr("gavn.measure.services.refresh_store", lambda: None)


def test_the_command_looks_takes_in_and_adds_nothing_the_second_time(files, midtby, chosen, capsys):
    assert run(files, "--look") == 0
    assert not Individual.objects.unscoped(WHY).exists()
    assert run(files, "--into", "Midtby") == 0
    assert run(files) == 0
    assert capsys.readouterr().out.count("3 here already") == 2
    assert Enrolment.objects.unscoped(WHY).count() == 3


def test_the_command_names_row_and_column_and_leaves_with_1(files, midtby, chosen, capsys):
    (files / "cases.csv").write_bytes(written(cell(ROWS[0], "Køn", "X")))
    assert run(files) == 1
    out = capsys.readouterr().out
    assert "row 2, Køn: X is none of the values" in out
    assert "Nothing was imported." in out


def test_the_command_makes_the_services_that_are_missing_when_asked(files, midtby):
    mapping = MAPPING.replace("  id: Forløb", "  id: Forløb\n  programme: gavn/substance-misuse-follow-up@1")
    (files / "map.yaml").write_text(mapping)
    assert run(files) == 1
    assert run(files, "--make-services") == 0
    assert {stay.unit.name for stay in Enrolment.objects.unscoped(WHY)} == {"Lindenhof"}


def test_the_command_asks_where_when_there_are_several_organisations(files, midtby, midt, capsys):
    add_unit(by=None, name="Østby", kind="organisation", under=midt, controller=True)
    assert run(files) == 1
    assert "Say with --into" in capsys.readouterr().err
