"""Benefit: where the answer to each question is seen, from the catalogue and the pages as they are."""

from __future__ import annotations

import pytest

from gavn.benefit.pure import feeds
from gavn.catalogue.selectors import instrument, programmes

ASKED = sorted({ask.instrument for programme in programmes() for ask in programme.asks})


@pytest.mark.parametrize("key", ASKED)
def test_every_question_of_our_programmes_is_seen_again_somewhere(key):
    assert feeds.silent_in(instrument(key)) == []


def test_the_places_of_the_entry_form_counted_by_hand():
    fed = {
        one.item: one.places
        for one in feeds.fed_by(instrument("gavn/base-entry@1"), on_service_page=["gavn/base-entry"])
    }
    assert fed["housing"] == ("person", "service")
    lines = feeds.fed_by(instrument("gavn/four-lines@1"))
    assert {one.places for one in lines} == {("score",)}
    assert "critical" in {one.item: one.places for one in feeds.fed_by(instrument("gavn/quality-of-life@1"))}["safe"]


def test_a_question_that_no_page_shows_is_found(monkeypatch):
    monkeypatch.setattr(feeds, "PLACES_OF_FACTS", set())
    assert "housing" in feeds.silent_in(instrument("gavn/base-entry@1"))


def test_a_question_whose_answer_the_stay_knows_is_found(monkeypatch):
    monkeypatch.setattr(feeds, "WRITTEN_ONCE", {"housing"})
    [housing] = [one for one in programmes() if one.key == "gavn/housing-support"]
    forms = {ask.instrument: instrument(ask.instrument) for ask in housing.asks}
    always = [ask for ask in housing.asks if ask.always]
    assert feeds.AskedTwice("gavn/base-entry", "housing", "") in feeds.asked_twice(housing, always, forms)


def test_the_same_form_on_the_same_occasion_under_another_name_is_asked_twice():
    [housing] = [one for one in programmes() if one.key == "gavn/housing-support"]
    ask = next(ask for ask in housing.asks if ask.instrument == "gavn/four-lines@1")
    lines = instrument("gavn/four-lines@1")
    forms = {one.instrument: instrument(one.instrument) for one in housing.asks}
    again = lines.model_copy(update={"key": "gavn/again"})
    twice = feeds.asked_twice(housing, [ask, ask.model_copy(update={"instrument": "x"})], {**forms, "x": again})
    assert {one.item for one in twice} == {item.id for item in lines.items}


@pytest.mark.parametrize(("factual", "found"), [(True, ["housing"]), (False, [])])
def test_a_fact_is_asked_once_over_the_whole_programme_and_an_opinion_may_change(factual, found):
    [support] = [one for one in programmes() if one.key == "gavn/housing-support"]
    entry = instrument("gavn/base-entry@1")
    [housing] = [item for item in entry.items if item.id == "housing"]
    forms = {
        key: entry.model_copy(update={"key": key, "items": [housing.model_copy(update={"factual": factual})]})
        for key in ("first", "later")
    }
    ask = next(ask for ask in support.asks if ask.instrument == "gavn/base-entry@1")
    asks = [
        ask.model_copy(update={"instrument": "first", "at": ("entry",)}),
        ask.model_copy(update={"instrument": "later", "at": ("exit",)}),
    ]
    programme = support.model_copy(update={"asks": asks})
    assert feeds.asked_twice(programme, [], forms) == [feeds.AskedTwice("later", item, "first") for item in found]
