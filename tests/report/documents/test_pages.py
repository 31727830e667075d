"""Report: the yearly report on a page, as a file, and at the command line."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pypdf
import pytest
from django.urls import reverse

from gavn.report.models import Reading
from gavn.web.commands import main

YEAR = "2024-01-01..2024-12-31"


def address(name, unit, *more, period=YEAR):
    return f"{reverse(name, args=[unit.public_id, *more])}?period={period}"


def test_a_manager_reads_writes_and_signs_on_the_pages(client, mara, followed):
    client.force_login(mara)
    page = client.get(address("service_year", followed)).content.decode()
    assert "6 stays of 6" in page
    assert "Write what we make of this" in page
    sent = client.post(address("write_reading", followed), {"text": "We lost touch too early.", "expected": ""})
    assert sent.status_code == 302
    assert "Written, not signed yet" in client.get(address("service_year", followed)).content.decode()
    assert client.post(address("sign_reading", followed), {"expected": "1"}).status_code == 302
    page = client.get(address("service_year", followed)).content.decode()
    assert "Signed by Mara" in page
    assert "Write what we make of this" not in page


def test_the_form_says_what_is_wrong_and_shows_both_texts(client, mara, followed):
    client.force_login(mara)
    empty = client.post(address("write_reading", followed), {"text": " ", "expected": ""})
    assert empty.status_code == 200
    client.post(address("write_reading", followed), {"text": "First", "expected": ""})
    both = client.post(address("write_reading", followed), {"text": "Second", "expected": ""}).content.decode()
    assert "First" in both
    assert "Second" in both
    assert Reading.objects.get().text == "First"
    client.post(address("sign_reading", followed), {"expected": "nonsense"})
    assert Reading.objects.get().signed_at is None
    client.post(address("sign_reading", followed), {"expected": "1"})
    signed = client.post(address("write_reading", followed), {"text": "Third", "expected": "1"}).content.decode()
    assert "signed already" in signed


def test_signing_what_nobody_wrote_leads_nowhere(client, mara, followed):
    client.force_login(mara)
    assert client.post(address("sign_reading", followed), {"expected": "1"}).status_code == 404


@pytest.mark.parametrize(("form", "kind"), [("pdf", "application/pdf"), ("csv", "text/csv"), ("html", "text/html")])
def test_the_report_is_a_file_too(client, pia, followed, form, kind):
    client.force_login(pia)
    found = client.get(address("service_year_file", followed, form))
    assert found.headers["Content-Type"].startswith(kind)
    assert f"Lindenhof {YEAR}.{form}" in found.headers["Content-Disposition"]


def test_whoever_sees_no_persons_sees_no_small_numbers_in_any_form(client, kirsten, followed):
    client.force_login(kirsten)
    page = client.get(address("service_year", followed)).content.decode()
    assert "small numbers are hidden" in page
    assert "Smallest" not in page
    found = client.get(address("service_year_file", followed, "csv")).content.decode("utf-8-sig")
    values = [row["value"] for row in csv.DictReader(StringIO(found))]
    assert [value for value in values if value in {"1", "2", "3", "4"}] == []
    made = client.get(address("service_year_file", followed, "pdf")).content
    assert "small numbers are hidden" in " ".join(pypdf.PdfReader(BytesIO(made)).pages[0].extract_text().split())


@pytest.mark.parametrize("name", ["sven", "ada", "otto"])
def test_others_find_nothing(client, request, followed, name):
    client.force_login(request.getfixturevalue(name))
    for page in ("service_year", "write_reading", "sign_reading"):
        assert client.post(address(page, followed)).status_code in {403, 404}
    assert client.get(address("service_year_file", followed, "pdf")).status_code in {403, 404}


@pytest.mark.parametrize(
    "period", ["nonsense", "2024-12-31..2024-01-01", "1990-01-01..2024-01-01", "2031-01-01..2031-12-31"]
)
def test_a_period_that_cannot_be_is_told_and_never_breaks(client, mara, followed, period):
    client.force_login(mara)
    page = client.get(address("service_year", followed, period=period))
    assert page.status_code == 200
    assert "This period cannot be shown" in page.content.decode()
    assert client.get(address("service_year_file", followed, "pdf", period=period)).status_code == 404


def test_an_unknown_form_is_not_found(client, mara, followed):
    client.force_login(mara)
    assert client.get(address("service_year_file", followed, "exe")).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "html", "docx", "csv"])
def test_the_command_writes_a_file_and_says_who_may_read_it(followed, tmp_path, capfd, form):
    out = tmp_path / f"report.{form}"
    asked = ["report", "service-year", "--at", "lindenhof", "--period", YEAR, "--format", form, "--out", str(out)]
    assert main(asked) == 0
    assert "small numbers are shown" in capfd.readouterr().err
    assert out.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(
    ("at", "period", "words"),
    [
        ("nowhere", YEAR, "no service nowhere"),
        ("lindenhof", "last year", "not a period"),
        ("lindenhof", "2031-01-01..2031-12-31", "yet to come"),
        ("lindenhof", "1990-01-01..2024-12-31", "five years"),
    ],
)
def test_the_command_refuses_with_a_sentence(followed, tmp_path, capfd, at, period, words):
    out = tmp_path / "report.pdf"
    assert main(["report", "service-year", "--at", at, "--period", period, "--out", str(out)]) == 1
    assert words in capfd.readouterr().err
    assert not out.exists()


def test_the_command_asks_which_of_two_services_is_meant(followed, skovly, capfd):
    skovly.name = "Lindenhof"
    skovly.save()
    assert main(["report", "service-year", "--at", "Lindenhof", "--period", YEAR]) == 1
    assert skovly.public_id in capfd.readouterr().err


def test_the_command_cannot_write_where_there_is_no_folder(followed, tmp_path, capfd):
    out = tmp_path / "none" / "report.csv"
    assert (
        main(
            [
                "report",
                "service-year",
                "--at",
                followed.public_id,
                "--period",
                YEAR,
                "--out",
                str(out),
                "--format",
                "csv",
            ]
        )
        == 1
    )
    assert "cannot be written" in capfd.readouterr().err
