"""Catalogue: the pages name what is asked, how it counts, and whose it is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gavn.catalogue.selectors import instruments, programmes


@pytest.fixture
def seen(client, pia):
    client.force_login(pia)
    return lambda name, *args, **query: client.get(reverse(name, args=args), query)


def test_the_list_says_what_can_be_answered_and_what_needs_a_text_pack(seen):
    page = seen("catalogue").content.decode()
    assert "Needs a text pack" in page
    assert "English, Danish, Swedish" in page
    assert all(reverse("instrument", args=[one.full_key]) in page for one in instruments())
    assert all(reverse("programme_page", args=[one.full_key]) in page for one in programmes())


def test_the_list_is_searched_by_words(seen):
    page = seen("catalogue", q="ces-d depress").content.decode()
    assert reverse("instrument", args=["gavn/ces-d@1"]) in page
    assert reverse("instrument", args=["gavn/who-5@1"]) not in page
    assert "No instrument fits" in seen("catalogue", q="\x00zzz").content.decode()


@pytest.mark.parametrize("language", ["en", "da", "sv"])
def test_every_instrument_and_programme_has_a_page_in_each_language(seen, pia, language):
    pia.language = language
    pia.save()
    for one in instruments():
        page = seen("instrument", one.full_key)
        assert page.status_code == 200
        assert one.title.in_(language) in page.content.decode().replace("&#x27;", "'").replace("&amp;", "&")
    for one in programmes():
        assert one.target_group.in_(language)[:30] in seen("programme_page", one.full_key).content.decode()


def test_the_page_of_a_form_of_others_shows_its_rules_and_not_its_words(seen):
    page = seen("instrument", "gavn/ces-d@1").content.decode()
    for part in (
        "in the text pack",
        "Up to 4 missing answers",
        "Counted from the other end:",
        "From 0 to 60",
        "A lower score is better",
    ):
        assert part in page
    assert "The words of this form are not here" in page


@pytest.mark.parametrize(
    "key", ["gavn/nothing@1", "gavn/ces-d@99", "other/ces-d@1", "ces-d", "gavn/../ces-d@1", "gavn/ces-d@1@1"]
)
def test_what_does_not_exist_has_no_page(client, pia, key):
    client.force_login(pia)
    assert client.get(f"/catalogue/instruments/{key}/").status_code == 404
    assert client.get(f"/catalogue/programmes/{key}/").status_code == 404


def test_somebody_without_a_role_sees_no_catalogue(client, otto):
    client.force_login(otto)
    assert client.get(reverse("catalogue")).status_code == 403


def test_a_page_of_the_catalogue_takes_few_queries(seen, django_assert_max_num_queries):
    seen("catalogue")
    with django_assert_max_num_queries(12):
        seen("catalogue")
    with django_assert_max_num_queries(12):
        seen("instrument", "gavn/ces-d@1")
