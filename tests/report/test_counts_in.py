"""Report: what a person's answers count in stands on the page after submit and on the overview, folded."""

from __future__ import annotations

import pytest
from django.urls import reverse
from indicator_examples import indicator

from gavn.collect.selectors import occasions_of

SCORE = {"score": "gavn/four-lines@1#total", "of": "individual"}
WORDS = {"en": "Twenty or more on the lines", "da": "x", "sv": "x"}
OTHER = {"en": "Lives in a home", "da": "x", "sv": "x"}


@pytest.fixture
def judged(monkeypatch):
    """The programme has two indicators: one reads the four lines, the other the exit form."""
    home = {"home": {"answer": "gavn/base-exit@1#housing", "of": "practitioner"}}
    found = [
        indicator(title=WORDS, reads={"now": SCORE}, value="now >= 20"),
        indicator(key="gavn/other", title=OTHER, reads=home, value="home = 'own'", population="ended"),
    ]
    monkeypatch.setattr("gavn.measure.selectors.indicators.indicators_of", lambda _programme: found)
    return found


def test_the_page_after_submit_names_what_its_forms_count_in(client, pia, nora, judged):
    client.force_login(pia)
    page = client.get(reverse("feedback", args=[occasions_of(nora)[2].public_id])).content.decode()
    assert "What this counts in" in page
    assert reverse("indicator_page", args=[judged[0].full_key]) in page
    assert "Lives in a home" not in page


def test_the_overview_names_all_and_says_what_waits(client, pia, nora, judged):
    client.force_login(pia)
    page = client.get(reverse("overview", args=[nora.individual.public_id])).content.decode()
    assert "Twenty or more on the lines" in page
    assert "Lives in a home" in page
    assert "Later: it has not come to that yet" in page


def test_without_indicators_nothing_stands_there(client, pia, nora):
    client.force_login(pia)
    assert (
        "What this counts in" not in client.get(reverse("overview", args=[nora.individual.public_id])).content.decode()
    )
