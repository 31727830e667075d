"""Catalogue: the pages of indicators say what is counted of whom, and find the one that is looked for."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gavn.catalogue.selectors import indicator_page, indicators, indicators_of, programme, programmes
from gavn.kernel.errors import Refused

HOME = "gavn/lives-in-own-home-at-exit@1"
LANGUAGES = ("en", "da", "sv")


@pytest.fixture
def seen(client, pia):
    client.force_login(pia)
    return lambda name, *args, **query: client.get(reverse(name, args=args), query).content.decode()


def test_the_page_tells_the_four_counts_and_the_formula_in_words(seen):
    page = seen("indicator_page", HOME)
    for part in (
        "Lives in own home at exit",
        "Stays that ended in the period",
        "Stays that ended because the person died",
        "never taken for a no",
        "More is better",
        "Professionals agree; nobody has tested it",
        "The practitioner: “Where does the person live now?”, the latest that is known",
        "Base data at exit and afterwards",
        "Services are compared fairly for",
        "<code>exit_reason</code>",
        "Where the person lives is not known: missing, not left out",
    ):
        assert part in page, part


def test_the_list_is_narrowed_by_words_class_and_programme(seen):
    whole = seen("indicators")
    assert all(reverse("indicator_page", args=[one.full_key]) in whole for one in indicators())
    found = seen("indicators", q="own home exit", **{"class": "result"})
    assert reverse("indicator_page", args=[HOME]) in found
    assert reverse("indicator_page", args=[HOME]) not in seen("indicators", **{"class": "background"})
    assert "No indicator fits" in seen("indicators", q="\x00zzz")
    asked = next(one for one in programmes() if one.indicators)
    mine = seen("indicators", programme=asked.full_key)
    others = {one.full_key for one in indicators()} - set(asked.indicators)
    assert all(reverse("indicator_page", args=[key]) in mine for key in asked.indicators)
    assert [key for key in others if reverse("indicator_page", args=[key]) in mine] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_its_page_in_each_language(db, language):
    for one in indicators():
        page = indicator_page(one.full_key, language)
        assert page.row.title == one.title.in_(language)
        assert len(page.reads) == len(one.reads)
        assert all(str(read.said) for read in page.reads)


def test_a_programme_lists_its_indicators_by_class(seen):
    asked = next(one for one in programmes() if one.indicators)
    page = seen("programme_page", asked.full_key)
    assert "What it is judged by" in page
    assert all(
        reverse("indicator_page", args=[one.full_key]) in page for one in indicators_of(programme(asked.full_key))
    )
    assert "What it is judged by" not in seen("programme_page", "gavn/housing-support@1")


@pytest.mark.parametrize("key", ["gavn/nothing@1", "gavn/lives-in-own-home-at-exit@9", "other/x@1", "x"])
def test_what_does_not_exist_has_no_page(client, pia, key):
    client.force_login(pia)
    assert client.get(f"/catalogue/indicators/{key}/").status_code == 404
    with pytest.raises(Refused):
        indicator_page(key, "en")
