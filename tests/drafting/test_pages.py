"""Drafting in the browser: from an empty list to figures of a programme that nobody released."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from drafting_cast import FORM, WHOLE

from gavn.benchmark.selectors.circle import circle, indicators_at
from gavn.catalogue.selectors import indicator, shipped
from gavn.catalogue.services import retire_definition
from gavn.collect.selectors import occasions_of
from gavn.collect.services import submit_response
from gavn.compare.pure.indicator_estimate import indicator_estimate
from gavn.compare.pure.scope import Scope
from gavn.compare.selectors.indicators import indicator_sums
from gavn.drafting.models import Draft
from gavn.drafting.services import publish_draft, start_version
from gavn.kernel.dates import PartialDate
from gavn.kernel.periods import Period
from gavn.measure.services import fresh_store
from gavn.people.services import enrol_person


@pytest.fixture
def writer(client, karen):
    """Karen, signed in."""
    client.force_login(karen)
    return client


def begun(writer, unit, kind, name, **more):
    """The address of the draft that the page for a new one leads to."""
    asked = {"unit": unit.public_id, "kind": kind, "name": name, **more}
    return writer.post(reverse("start_draft"), asked)["Location"]


def saved(writer, address, text, expected=1):
    return writer.post(address, {"go": "save", "text": text, "expected": expected})


def test_a_programme_written_in_the_browser_is_used_and_compared_at_once(
    writer, midtby, lindenhof, mara, ada, client, tmp_path, monkeypatch
):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    monkeypatch.setenv("GAVN_NOW", "2026-03-10T09:00:00+00:00")
    fresh_store()
    for kind, name, text in WHOLE:
        address = begun(writer, midtby, kind, name)
        assert "gv-drafting__wrong" in writer.get(address).content.decode()
        assert saved(writer, address, text)["Location"] == address
        page = writer.post(f"{address}publish/", {"series": "first", "expected": 2}, follow=True)
        assert f"midtby/{name}@1" in page.content.decode()
    client.force_login(ada)
    here = reverse("choose_programme", args=[lindenhof.public_id])
    assert "midtby.weeks@1" in client.get(here).content.decode()
    client.post(f"{here}midtby.weeks@1/", {"first_day": "1", "first_month": "1", "first_year": "2026"})
    for number, (sleep, food) in enumerate([(3, 4), (8, 9), (1, 2)]):
        stay = enrol_person(
            by=mara, unit=lindenhof, given=f"P{number}", family="Lund", birth_year=1980, birth_month=5, sex="woman",
            entered=PartialDate.parse("2026-03-01"),
        )  # fmt: skip
        submit_response(
            by=mara, occasion=occasions_of(stay)[0], instrument="midtby/two-questions@1",
            answers={"sleep": {"v": sleep}, "food": {"v": food}}, mode="interview", respondent="individual",
            client_id=f"number000{number}",
        )  # fmt: skip
    latest = indicator("midtby/latest-week@1")
    assert latest in indicators_at(circle(), [lindenhof.public_id])
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    [sums] = indicator_sums(fresh_store(), latest, Scope((lindenhof.public_id,), period, date(2026, 3, 10)))
    assert (sums.population, sums.n, sums.missing, sums.total) == (3, 3, 0, 7 + 17 + 3)
    assert indicator_estimate(latest, sums).value == 9


def test_every_problem_is_shown_with_its_line_and_nothing_is_saved_by_looking(writer, midtby):
    address = begun(writer, midtby, "instruments", "two-questions")
    wrong = FORM.replace("minutes: 1", "minuts: 1")
    page = writer.post(address, {"go": "check", "text": wrong, "expected": 1}).content.decode()
    line = wrong[: wrong.index("minuts")].count("\n") + 1
    assert f'href="#line-{line}"' in page
    assert f'id="line-{line}" class="gv-drafting__wrong"' in page
    assert "minuts: 1" in page
    assert Draft.objects.get().revision == 1


def test_looking_for_what_can_be_named_loses_no_text(writer, midtby, weeks):
    address = begun(writer, midtby, "indicators", "third")
    page = writer.post(address, {"go": "find", "find": "two-questions week", "text": "key: mine", "expected": 1})
    assert "midtby/two-questions@1#week" in page.content.decode()
    assert "key: mine" in page.content.decode()


def test_the_second_to_save_sees_both_texts(writer, midtby):
    address = begun(writer, midtby, "instruments", "two-questions")
    saved(writer, address, "key: theirs")
    page = saved(writer, address, "key: ours")
    assert page.status_code == 422
    assert "key: theirs" in page.content.decode()
    assert "key: ours" in page.content.decode()
    assert Draft.objects.get().text == "key: theirs"


def test_a_text_comes_as_a_file_and_leaves_as_one(writer, midtby):
    address = begun(writer, midtby, "instruments", "two-questions")
    sent = {"go": "save", "text": "", "expected": 1, "file": SimpleUploadedFile("a.yaml", FORM.encode())}
    assert writer.post(address, sent).status_code == 302
    gone = writer.get(f"{address}file/")
    assert b"".join(gone) == FORM.encode() if gone.streaming else gone.content == FORM.encode()
    latin = {**sent, "expected": 2, "file": SimpleUploadedFile("a.yaml", "title: Spørgsmål".encode("latin-1"))}
    page = writer.post(address, latin)
    assert page.status_code == 422
    assert Draft.objects.get().text == FORM
    large = {**sent, "expected": 2, "file": SimpleUploadedFile("a.yaml", b"x" * 4_000_001)}
    assert "too large" in writer.post(address, large).content.decode()


def test_a_copy_is_of_the_same_kind(writer, midtby):
    source = "programmes gavn/housing-support@2"
    asked = {"unit": midtby.public_id, "kind": "instruments", "name": "copy", "source": source}
    assert "another kind" in writer.post(reverse("start_draft"), asked).content.decode()
    assert begun(writer, midtby, "programmes", "copy", source=asked["source"])


def test_two_programmes_are_put_together(writer, midtby):
    first, second, *_others = [one.full_key for one in shipped("programmes")]
    asked = {"unit": midtby.public_id, "name": "both", "first": first, "second": second}
    page = writer.post(reverse("merge_programmes"), asked, follow=True).content.decode()
    assert "CONFLICT" in page
    same = writer.post(reverse("merge_programmes"), {**asked, "second": asked["first"]})
    assert same.status_code == 422


def test_a_version_is_shown_followed_and_retired(writer, weeks):
    there = reverse("own_definition", args=[weeks["weeks"].public_id])
    assert "midtby/first-week@1" in writer.get(there).content.decode()
    new = writer.post(f"{there}version/")["Location"]
    assert "midtby/weeks@2" in writer.get(new).content.decode()
    assert writer.post(f"{there}version/")["Location"].startswith(reverse("own_definitions"))
    publish = writer.get(f"{new}publish/").content.decode()
    assert "bridges" in publish
    assert writer.post(f"{new}drop/")["Location"] == reverse("own_definitions")
    assert writer.get(new).status_code == 404
    assert writer.post(f"{there}retire/", {"why": ""}).status_code == 422
    page = writer.post(f"{there}retire/", {"why": "Too short."}, follow=True).content.decode()
    assert "Too short." in page
    assert "retire/" not in page


def test_the_catalogue_says_whose_a_definition_is_where_its_series_begins_and_that_it_is_retired(writer, weeks, karen):
    draft = start_version(by=karen, definition=weeks["weeks"])
    made = publish_draft(by=karen, draft=draft, expected=1, series="breaks", series_why="Other questions.")
    retire_definition(by=karen, definition=made, why="Nobody answered.")
    page = writer.get(reverse("programme_page", args=["midtby/weeks@2"])).content.decode()
    assert all(words in page for words in ("Written by Midtby", "Other questions.", "Nobody answered."))
    for name, key in (("instrument", "two-questions"), ("indicator_page", "first-week")):
        assert "Written by Midtby" in writer.get(reverse(name, args=[f"midtby/{key}@1"])).content.decode()
    assert "Written by" not in writer.get(reverse("instrument", args=["gavn/ces-d@1"])).content.decode()


def test_what_cannot_be_published_says_why(writer, midtby):
    address = begun(writer, midtby, "instruments", "two-questions")
    page = writer.post(f"{address}publish/", {"series": "first", "expected": 1})
    assert page.status_code == 422
    assert "cannot be published yet" in page.content.decode()


LISTED = [
    ("", 4),
    ("?kind=indicators", 2),
    ("?state=retired", 0),
    ("?state=draft", 0),
    ("?q=latest", 1),
    ("?q=none", 0),
]


@pytest.mark.parametrize(("asked", "number"), LISTED)
def test_the_list_is_chosen_and_searched(writer, weeks, asked, number):
    page = writer.get(reverse("own_definitions") + asked).content.decode()
    assert page.count("<tr>") - (1 if number else 0) == number


def test_others_read_what_is_published_and_no_draft(client, writer, midtby, mara, weeks):
    address = begun(writer, midtby, "instruments", "hidden")
    client.force_login(mara)
    page = client.get(reverse("own_definitions")).content.decode()
    assert "midtby/weeks@1" in page
    assert "midtby/hidden" not in page
    there = reverse("own_definition", args=[weeks["weeks"].public_id])
    assert client.get(f"{there}file/").status_code == 200
    assert client.get(address).status_code in (403, 404)
    assert client.get(reverse("own_definition", args=["none"])).status_code == 404
