"""Report: what everybody may read is frozen when one asks, public when another releases, and can be taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from store_cast import many_answers, many_stays

from gavn.access.selectors.two_persons import waiting_for
from gavn.access.services import refuse, release
from gavn.collect.services import choose_programme
from gavn.history.models import Event
from gavn.kernel.errors import Refused
from gavn.measure.services import refresh_store
from gavn.report.models import Publication
from gavn.report.selectors.documents import report_asked
from gavn.report.selectors.publications import frozen_file, public_reports
from gavn.report.services import ask_publishing, withdraw_publication

YEAR = "2024-01-01..2024-12-31"


@pytest.fixture
def many(db, lindenhof, mara):
    """Lindenhof with forty stays of 2024."""
    choose_programme(
        by=None, unit=lindenhof, programme="gavn/substance-misuse-follow-up@1", chosen=["gavn/four-lines@1"]
    )
    many_answers(many_stays(lindenhof, 40), 2)
    refresh_store()
    return lindenhof


@pytest.fixture
def frozen(many, mara):
    """A report that Mara asked to make public."""
    asked = report_asked(mara, many.public_id, YEAR)
    return ask_publishing(by=mara, asked=asked, reason="The council decided it")


def test_nobody_reads_it_before_a_second_person_released_it(client, frozen, mara, kirsten):
    assert list(public_reports()) == []
    assert client.get(reverse("published_file", args=[frozen.public_id, "csv"])).status_code == 404
    (line,) = waiting_for(kirsten)
    assert str(line.about) == "Lindenhof, 2024-01-01 to 2024-12-31"
    client.force_login(kirsten)
    assert client.get(reverse("publication_file", args=[frozen.public_id, "csv"])).status_code == 200
    with pytest.raises(Refused, match="yourself"):
        release(by=mara, act=line.act)
    release(by=kirsten, act=line.act)
    client.logout()
    assert "Lindenhof" in client.get(reverse("published")).content.decode()
    for form in ("pdf", "docx", "html", "csv"):
        reply = client.get(reverse("published_file", args=[frozen.public_id, form]))
        assert (reply.status_code, reply.content) == (200, frozen_file(frozen, form))
    kinds = Event.objects.filter(kind__startswith="report.pub").values_list("kind", flat=True)
    assert list(kinds) == ["report.publication_frozen", "report.published"]


def test_what_is_public_hides_small_numbers_even_from_who_sees_them(frozen):
    page = frozen_file(frozen, "html").decode()
    assert "For everybody; small numbers are hidden." in page
    assert "small numbers are shown" not in page


def test_it_is_taken_back_by_one_person_at_once(client, frozen, mara, kirsten):
    release(by=kirsten, act=waiting_for(kirsten)[0].act)
    frozen.refresh_from_db()
    client.force_login(mara)
    client.post(reverse("withdraw_publication", args=[frozen.public_id]))
    client.logout()
    assert client.get(reverse("published_file", args=[frozen.public_id, "pdf"])).status_code == 404
    assert Event.objects.filter(kind="report.publication_withdrawn", by=mara.public_id).count() == 1
    frozen.refresh_from_db()
    with pytest.raises(Refused, match="not public"):
        withdraw_publication(by=mara, publication=frozen)


def test_a_newer_one_of_the_same_period_takes_its_place(frozen, many, mara, kirsten):
    release(by=kirsten, act=waiting_for(kirsten)[0].act)
    newer = ask_publishing(by=mara, asked=report_asked(mara, many.public_id, YEAR), reason="A mistake was mended")
    release(by=kirsten, act=waiting_for(kirsten)[0].act)
    assert [one.pk for one in public_reports()] == [newer.pk]


def test_what_was_refused_stays_unpublished(frozen, kirsten):
    refuse(by=kirsten, act=waiting_for(kirsten)[0].act, words="Page 3 names the only woman")
    assert list(public_reports()) == []


def test_about_few_stays_nothing_is_made_public(followed, mara):
    with pytest.raises(Refused, match="at least 30"):
        ask_publishing(by=mara, asked=report_asked(mara, followed.public_id, YEAR), reason="why not")
    assert Publication.objects.count() == 0


def test_a_number_in_the_report_keeps_it_from_being_frozen(many, mara, monkeypatch):
    many.name = "Lindenhof 290256-5003"
    many.save()
    refresh_store()
    with pytest.raises(Refused, match="national number"):
        ask_publishing(by=mara, asked=report_asked(mara, many.public_id, YEAR), reason="why not")
    assert Publication.objects.count() == 0


@pytest.mark.parametrize("name", ["pia", "sven", "ada", "otto"])
def test_who_may_not_publish_neither_asks_nor_takes_back(request, frozen, many, mara, name):
    somebody = request.getfixturevalue(name)
    asked = report_asked(mara, many.public_id, YEAR)
    with pytest.raises(PermissionDenied):
        ask_publishing(by=somebody, asked=asked, reason="because")
    with pytest.raises(PermissionDenied):
        withdraw_publication(by=somebody, publication=frozen)


def test_from_the_report_to_the_ask_on_the_pages(client, many, mara, pia):
    client.force_login(mara)
    report = client.get(reverse("service_year", args=[many.public_id]) + f"?period={YEAR}").content.decode()
    assert "Make this report public" in report
    address = reverse("publish_report", args=[many.public_id]) + f"?period={YEAR}"
    reply = client.post(address, {"reason": "The council decided it"}, follow=True)
    assert "Frozen by Mara" in reply.content.decode()
    client.force_login(pia)
    assert client.get(address).status_code == 403
